// The panels. Names and titles go in as text, never as markup.
const $ = (id) => document.getElementById(id);
const make = (tag, settings = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(settings)) {
    if (key === "colour") element.style.backgroundColor = value;
    else if (key === "on") element.addEventListener("click", value);
    else if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};
const button = (settings, ...children) => make("button", { type: "button", ...settings }, ...children);
const format = (value, measure = { isCount: true }) => {
  if (!Number.isFinite(value)) return "not known";
  if (measure.isYear) return String(value);
  if (measure.isCount || Number.isInteger(value)) return value.toLocaleString("en");
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
};
const plural = (count, word) => worded(`${format(count)} ${word}${count === 1 ? "" : "s"}`);
const people = (count) => worded(`${format(count)} ${count === 1 ? "person" : "people"}`);
const say = (text) => { $("said").textContent = text; };
const paperCount = (v) => personOffsets[v + 1] - personOffsets[v];
const yearsText = (first, last) =>
  (first === unknownYear ? "" : first === last ? String(first) : `${first}–${last}`);

/** The tie under the pointer, as its ends: of those that are lit, or of all where they are few. */
const tieUnder = (px, py) => {
  let best = null, least = 4;
  // While the map is moved, the pointer is nowhere.
  if (px < 0) return best;
  const look = (a, b) => {
    const ax = screenX(a), ay = screenY(a), dx = screenX(b) - ax, dy = screenY(b) - ay;
    const share = Math.min(Math.max(((px - ax) * dx + (py - ay) * dy) / Math.max(dx * dx + dy * dy, 1e-9), 0), 1);
    const away = Math.hypot(ax + share * dx - px, ay + share * dy - py);
    if (away < least) [best, least] = [[a, b], away];
  };
  if (lit) for (const [a, b] of lit.strokes) look(a, b);
  else if (shownEdges.length <= 20000) for (const e of shownEdges) look(edgeSources[e], edgeTargets[e]);
  return best;
};
/** The title of a cluster under the pointer, as the number of the cluster, or -1. */
const titleUnder = (px, py) => (lit ? -1 : labels.find(({ v, box }) =>
  v < 0 && px >= box[0] && px <= box[2] && py >= box[1] && py <= box[3])?.cluster ?? -1);
const tieText = ([a, b]) => `${names[a]} – ${names[b]}`;
const workLine = (w) => (workYears[w] === unknownYear ? titles[w] : `${workYears[w]}  ${titles[w]}`);
const personFacts = (v) => [plural(degree(v), "coauthor"), ...(titles.length > 0 ? [plural(paperCount(v), "paper")] : []),
  ...(firstYear ? [yearsText(firstYear[v], lastYear[v])] : []), ...(isByYear() ? ["all years"] : [])].filter(Boolean).join(" · ");

/** What the pointer is on: a person, a tie or a cluster's title, each with what its tip and its card show. */
const thingUnder = (px, py) => {
  const v = personUnder(px, py);
  if (v >= 0) {
    return { key: `person ${v}`, v, title: names[v], facts: personFacts(v), works: worksOf(v).slice(0, 3),
      open: () => choose(v, { flies: false }) };
  }
  const tie = tieUnder(px, py);
  if (tie) {
    const shared = sharedWorks(...tie), weight = `weight ${format(weightOf(...tie), {})}${isByYear() ? ", all years" : ""}`;
    return { key: `tie ${tie}`, v: -1, title: tieText(tie), works: shared.slice(0, 4), open: () => openTie(...tie),
      facts: titles.length > 0 ? `${plural(shared.length, "work")}, ${weight}` : weight };
  }
  const c = titleUnder(px, py);
  return c < 0 ? null : { key: `cluster ${c}`, v: -1, title: clusterTitle(c), facts: people(clusterMembers[c]) + (isByYear() ? " of all years" : ""), works: [],
    open: () => openCluster(c) };
};
let hovered = null;
const hover = (px, py) => {
  const thing = thingUnder(px, py), tip = $("tip");
  ink.classList.toggle("over", thing !== null);
  if (thing?.key !== hovered?.key) {
    hovered = thing;
    tip.hidden = thing === null;
    if (thing) {
      tip.replaceChildren(make("b", {}, thing.title), make("p", {}, thing.facts),
        ...thing.works.map((w) => make("p", {}, workLine(w))));
    }
    if (state.hovered !== (thing?.v ?? -1)) {
      state.hovered = thing?.v ?? -1;
      relight();
      draw();
    }
  }
  if (!thing) return;
  const box = tip.getBoundingClientRect();
  tip.style.transform = `translate(${Math.min(px + 16, view.width - box.width - 8)}px, ${
    Math.min(py + 16, view.height - box.height - 8)}px)`;
};
const closeTip = () => {
  hovered = null;
  state.hovered = -1;
  $("tip").hidden = true;
};

// Search with completion, by the pattern of a combobox with a list.
let found = [], marked = -1;
/** What was found as the list shows it: its colour, its words, and what it is. */
const foundParts = ({ v, c, w }) => {
  if (v !== undefined) {
    return [community ? community[v] : -1, names[v], titles.length > 0 ? plural(paperCount(v), "paper") : plural(degree(v), "tie")];
  }
  return c !== undefined ? [c, clusterTitle(c), "cluster"] : [-1, titles[w], workYears[w] === unknownYear ? "paper" : String(workYears[w])];
};
const showFound = () => {
  $("found").replaceChildren(...found.map((one, i) => {
    const [cluster, words, kind] = foundParts(one);
    return make("li",
      { id: "found-" + i, role: "option", ariaSelected: String(i === marked), on: () => take(i) },
      ...(cluster >= 0 ? [make("span", { className: "dot", colour: css(clusterColour(cluster)) })] : []),
      make("span", { className: "grow" }, words), make("small", {}, kind));
  }));
  $("found").hidden = found.length === 0;
  $("query").setAttribute("aria-expanded", String(found.length > 0));
  if (marked >= 0) $("query").setAttribute("aria-activedescendant", "found-" + marked);
  else $("query").removeAttribute("aria-activedescendant");
  $("found").querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
};
const take = (i) => {
  const one = found[i];
  found = [];
  marked = -1;
  showFound();
  $("query").value = "";
  if (one === undefined) return;
  if (one.c !== undefined) showOneCluster(one.c);
  else if (one.w !== undefined) openWork(one.w);
  else choose(one.v);
  $("card").focus();
};
/** People; and, unless one asks for the way to somebody, clusters and works. */
const search = (query) => {
  const people = find(query, rankOf);
  const near = people.length > 0 ? people : findNear(query, rankOf);
  if (asking) return near.map((v) => ({ v }));
  return [...near.map((v) => ({ v })), ...findTexts(meta.clusters, query, clusterCount).filter((c) => clusterMembers[c] > 0).slice(0, 4).map((c) => ({ c })),
    ...findTexts(titles, query, 6).map((w) => ({ w }))];
};
$("query").addEventListener("focus", prepareSearch, { once: true });
$("query").addEventListener("input", () => {
  found = search($("query").value);
  marked = found.length > 0 ? 0 : -1;
  showFound();
  if ($("query").value.trim() !== "") say(found.length === 0 ? "Nothing found" : `${found.length} found`);
});
$("query").addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && found.length > 0) {
    marked = (marked + steps[event.key] + found.length) % found.length;
    showFound();
  } else if (event.key === "Enter" && marked >= 0) take(marked);
  else if (event.key === "Escape") {
    found = [];
    showFound();
    if (asking) close();
    ink.focus();
  } else return;
  event.preventDefault();
});
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing) {
    event.preventDefault();
    $("query").focus();
  } else if (event.key === "Escape" && !typing) {
    stopPlaying();
    if (!takeTool(null)) close();
    ink.focus();
  }
});
ink.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? 240 : 60;
  const acts = {
    ArrowLeft: () => panBy(step, 0), ArrowRight: () => panBy(-step, 0),
    ArrowUp: () => panBy(0, step), ArrowDown: () => panBy(0, -step),
    "+": () => zoomBy(1.4), "=": () => zoomBy(1.4), "-": () => zoomBy(1 / 1.4), 0: flyToAll,
  };
  if (!(event.key in acts) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  acts[event.key]();
});
