// People chosen by a line around them, and what is copied of people and works.
/** What a drag does: `null` moves the map, a tool draws a rectangle or a free line. */
let tool = null, outline = null;
const tools = ["rectangle", "lasso"];
/** Takes a tool into the hand or lays it down; tells whether one was in use. */
const takeTool = (chosen) => {
  const wasInUse = tool !== null || outline !== null;
  tool = chosen;
  outline = null;
  for (const name of tools) $(name).setAttribute("aria-pressed", String(name === tool));
  ink.classList.toggle("drawing", tool !== null);
  draw();
  return wasInUse;
};
for (const name of tools) $(name).addEventListener("click", () => takeTool(tool === name ? null : name));

/** Begins a line where the pointer goes down with a tool, or with Shift. */
const beginOutline = (event) => {
  if (tool === null && !event.shiftKey) return false;
  outline = [[event.clientX, event.clientY]];
  return true;
};
const goOnWithOutline = (px, py) => {
  const [first] = outline, last = outline[outline.length - 1];
  if (tool !== "lasso") outline = [first, [px, first[1]], [px, py], [first[0], py]];
  else if (Math.hypot(px - last[0], py - last[1]) >= 6) outline.push([px, py]);
  draw();
};
const endOutline = () => {
  // An address has room for some dozens of corners.
  const stride = Math.ceil(outline.length / 60);
  const corners = outline.filter((_, i) => i % stride === 0).map(([px, py]) => [
    ((px - view.width / 2) / view.scale + view.x - bounds[0][0]) / span,
    ((view.height / 2 - py) / view.scale + view.y - bounds[1][0]) / span,
  ].map((part) => Number(part.toPrecision(4))));
  takeTool(null);
  if (corners.length > 2) openArea(corners);
};
const drawOutline = (pen) => {
  if (!outline) return;
  pen.beginPath();
  for (const [px, py] of outline) pen.lineTo(px, py);
  pen.closePath();
  pen.globalAlpha = 0.12;
  pen.fillStyle = inkColour();
  pen.fill();
  pen.globalAlpha = 1;
  pen.setLineDash([6, 4]);
  pen.lineWidth = 1.5;
  pen.strokeStyle = inkColour();
  pen.stroke();
  pen.setLineDash([]);
};
const isInside = (corners, px, py) => {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [ax, ay] = corners[i], [bx, by] = corners[j];
    if ((ay > py) !== (by > py) && px < ax + ((bx - ax) * (py - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
};
/** The people within a line who pass the filters; its corners are shares of the map's longer side. */
const openArea = (corners) => {
  const inside = Array.from(shownVertices).filter((v) =>
    isInside(corners, (x[v] - bounds[0][0]) / span, (y[v] - bounds[1][0]) / span));
  if (inside.length === 0) {
    if (state.subject?.kind === "area") close();
    return say("Nobody is inside the line");
  }
  openGroup({ kind: "area", title: `${people(inside.length)} selected`, people: inside, note: "",
    again: () => openArea(corners), parts: { area: corners.flat().join(" ") } });
};
/** The ties among some people that pass the filters, strongest first, as ends and share of the weight. */
const tiesAmong = (group) => {
  const isIn = new Uint8Array(n), strokes = [];
  for (const v of group) isIn[v] = 1;
  for (const e of shownEdges) {
    if (strokes.length >= 3000) break;
    const a = edgeSources[e], b = edgeTargets[e];
    if (isIn[a] && isIn[b]) strokes.push([a, b, Math.sqrt(edgeWeights[e] / heaviest)]);
  }
  return strokes;
};
/** The works by at least one of some people that are of the years shown, latest first. */
const worksOfAll = (group) => {
  const works = new Set(), byYear = isByYear();
  for (const v of group) for (let i = personOffsets[v]; i < personOffsets[v + 1]; i++) {
    if (!byYear || isOfYear(workYears[personWorks[i]])) works.add(personWorks[i]);
  }
  return [...works].sort((a, b) => workYears[b] - workYears[a] || a - b);
};

const copyPeople = (of) => [
  act("Copy names", () => copy(of().map((v) => names[v] + "\n").join(""), people(of().length))),
  act("Copy CSV", () => copy(peopleCSV(of()), people(of().length)))];
/** Puts a text into the clipboard, or into a file where the browser keeps the clipboard closed. */
const copy = async (text, what) => {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied: ${what}`);
  } catch {
    hand(new Blob([text], { type: "text/plain" }), "txt");
  }
  $("note").textContent = $("said").textContent;
};
/** The shortest number that is the same in the 32 bits that the page holds. */
const inFull = (value) => {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(value);
};
/** Figures in full, by RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe. */
const peopleCSV = (group) => {
  const cell = (text) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const plain = (text) => cell(/^[=+\-@\t\r]/.test(text) ? "'" + text : text);
  const rows = group.map((v) => tableColumns.map((column) =>
    (column.isText ? plain(column.text(v)) : Number.isFinite(column.value(v)) ? inFull(column.value(v)) : "")));
  return [tableColumns.map((column) => plain(column.title)), ...rows].map((row) => row.join(",") + "\r\n").join("");
};
const texSymbols = {
  "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
};
/** A text that TeX shows as it is; a brace behind a backslash would still count as one. */
const tex = (text) => text.replace(/[\\~^{}%&$#_]/g, (c) => texSymbols[c] ?? "\\" + c).replace(/([-'`])(?=\1)/g, "$1{}");
/** Names that BibTeX would take apart wrongly come in its own form. */
const texName = (v) => bibTeXNames.get(v) ?? (/,|\band\b/i.test(names[v]) ? `{${tex(names[v])}}` : tex(names[v]));
/** Works as this page knows them: title, year and authors; who is not on the map becomes "others". */
const bibTeX = (works) => works.map((w) => {
  const authors = [...Array.from(bylineOf(w), texName), ...(workOthers[w] > 0 ? ["others"] : [])];
  const fields = [...(untitled.has(w) ? [] : [`title = {${tex(titles[w])}}`]), `author = {${authors.join(" and ")}}`,
    ...(workYears[w] === unknownYear ? [] : [`year = {${workYears[w]}}`])];
  return `@misc{work${w + 1},\n  ${fields.join(",\n  ")}\n}\n`;
}).join("\n");
