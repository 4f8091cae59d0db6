// The view as a file: PNG at twice the window's size, SVG with text as text; and on paper.
const hand = (blob, ending) => {
  const link = make("a", { download: `${fileStem()}.${ending}`, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved as ${ending.toUpperCase()}`);
};
const fileStem = () => meta.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "map";

/** What the filters leave, where there are any. */
const filterText = () => {
  const chosen = [...state.clusters].sort((a, b) => a - b), titles = chosen.slice(0, 3).map((c) => `“${clusterTitle(c)}”`);
  const filters = [
    isByYear() && `years ${yearsText(...state.years)}`,
    state.weight > 0 && `ties of weight ${format(state.weight, {})} or more`,
    chosen.length > 0 && `cluster${chosen.length === 1 ? "" : "s"} ${titles.join(", ")}${
      chosen.length > 3 ? ` and ${format(chosen.length - 3)} more` : ""}`,
  ].filter(Boolean);
  return filters.length > 0 ? [`Shown: ${format(shownVertices.length)} of ${plural(n, "author")}, ${
    format(shownEdges.length)} of ${plural(m, "tie")}`, ...filters].join("; ") : "";
};
/** A text in lines of at most so many pixels. */
const flowed = (text, font, most) => {
  const lines = [""];
  const pieces = text.split(/(?<=\s)/).flatMap((word) => (widthOf(word, font) <= most ? [word] : Array.from(word)));
  for (const piece of pieces) {
    const last = lines.length - 1;
    if (widthOf((lines[last] + piece).trimEnd(), font) <= most) lines[last] += piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
};
/** The colours of a measure and their ends, as eight steps. */
const rampSteps = () => (measures.has(state.overlay) ? Array.from({ length: 8 }, (_, i) => css(rampColour(i / 7))) : []);
const rampEnds = () => measures.get(state.overlay).reach.map((value) => format(value, measures.get(state.overlay)));
/** The strip above a saved map: heading, caption, filters and legend as texts and rectangles. */
const strip = () => {
  const texts = [], boxes = rampSteps();
  let bottom = 10;
  for (const [i, text] of [meta.title, meta.caption, filterText(), ...legendTexts()].entries()) {
    const size = i === 0 ? 15 : 12, weight = i === 0 ? 650 : 400;
    for (const line of text ? flowed(text, `${weight} ${size}px ${face}`, view.width - 32) : []) {
      bottom += size + 6;
      texts.push({ text: line, left: 16, bottom, size, weight });
    }
  }
  if (boxes.length === 0) return { texts, boxes, height: bottom + 12 };
  bottom += 18;
  const [low, high] = rampEnds(), left = 24 + widthOf(low, `400 12px ${face}`);
  texts.push({ text: low, left: 16, bottom, size: 12, weight: 400 }, { text: high, left: left + 168, bottom, size: 12, weight: 400 });
  return { texts, boxes: boxes.map((colour, i) => ({ colour, left: left + 20 * i, top: bottom - 8 })), height: bottom + 12 };
};
const stripLine = () => (isDark ? "#2a303a" : "#e2dfd8");

/** The view at twice the window's size or more, beneath its strip. */
const composed = () => {
  const { ratio } = view;
  view.ratio = Math.max(2, ratio);
  sizeInk();
  drawNow();
  const { texts, boxes, height } = strip(), top = Math.round(height * view.ratio);
  const whole = make("canvas", { width: ink.width, height: ink.height + top });
  const pen = whole.getContext("2d");
  pen.fillStyle = paper();
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.translate(0, top);
  pen.globalAlpha = lit ? 0.3 : 1;
  painter.copyTo(pen);
  pen.globalAlpha = 1;
  pen.drawImage(ink, 0, 0);
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  pen.fillStyle = paper();
  pen.fillRect(0, 0, view.width, height);
  pen.fillStyle = stripLine();
  pen.fillRect(0, height - 1, view.width, 1);
  for (const { colour, left, top } of boxes) {
    pen.fillStyle = colour;
    pen.fillRect(left, top, 20, 8);
  }
  pen.fillStyle = inkColour();
  for (const { text, left, bottom, size, weight } of texts) {
    pen.font = `${weight} ${size}px ${face}`;
    pen.fillText(text, left, bottom);
  }
  view.ratio = ratio;
  sizeInk();
  rest();
  return whole;
};
const savePNG = () => composed().toBlob((blob) => hand(blob, "png"));
// On paper the map is light, whatever the page is.
addEventListener("beforeprint", () => {
  const wasDark = isDark;
  const setDark = (value) => {
    isDark = value;
    loadColours();
    painter.colours();
  };
  setDark(false);
  const sheet = composed();
  setDark(wasDark);
  draw();
  $("print")?.remove();
  document.body.append(Object.assign(sheet, { id: "print" }));
});
addEventListener("afterprint", () => $("print")?.remove());

const escaped = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
  .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const saveSVG = () => {
  drawNow();
  const round = (value) => Number(value.toFixed(2)), at = (v) => `cx="${round(screenX(v))}" cy="${round(screenY(v))}"`;
  const ends = (a, b) => `x1="${round(screenX(a))}" y1="${round(screenY(a))}" x2="${round(screenX(b))}" y2="${round(screenY(b))}"`;
  const visible = Array.from(edgesInView(20000)), inView = Array.from(shownVertices).filter(isInView).slice(0, 40000).reverse();
  const alpha = alphaOf(visible.length), wide = widthOfHeaviest();
  const lines = visible.reverse().map((e) => {
    const a = edgeSources[e], b = edgeTargets[e], share = Math.sqrt(edgeWeights[e] / heaviest);
    const long = Math.hypot(screenX(a) - screenX(b), screenY(a) - screenY(b));
    const opacity = alpha * Math.min(Math.max(160 / long, 0.14), 1) * (0.45 + 0.55 * share);
    return `<line ${ends(a, b)} stroke="${css(mix(colourOf(a), colourOf(b), 0.5))}" stroke-opacity="${
      Number(opacity.toFixed(3))}" stroke-width="${round(0.7 + (wide - 0.7) * share)}"/>`;
  });
  const glow = glowOf(inView.length), tints = new Map();
  const halos = glow === 0 ? [] : inView.map((v) => {
    const tint = css(colourOf(v));
    if (!tints.has(tint)) tints.set(tint, tints.size);
    return `<circle ${at(v)} r="${round(radius(v) + glow)}" fill="url(#glow${tints.get(tint)})"/>`;
  });
  const gradients = [...tints].map(([tint, i]) => `<radialGradient id="glow${i}">${[0, 0.25, 0.5, 0.75, 1].map((away) =>
    `<stop offset="${away}" stop-color="${tint}" stop-opacity="${glowAlpha() * (1 - away) ** 2}"/>`).join("")}</radialGradient>`);
  const circles = inView.map((v) => {
    const r = radius(v), rim = r > 1.75 ? 0.6 : 0;
    return `<circle ${at(v)} r="${round(r - rim / 2)}" fill="${css(colourOf(v))}" stroke-width="${rim}"><title>${
      escaped(names[v])}</title></circle>`;
  });
  const strokes = (lit?.strokes ?? []).map(([a, b, share]) =>
    `<line ${ends(a, b)} stroke="${css(colourOf(b))}" stroke-width="${round(1 + share * 3)}"/>`);
  const picked = (lit?.people ?? []).map((v) =>
    `<circle ${at(v)} r="${round(Math.max(radius(v), 3.5))}" fill="${css(colourOf(v))}"><title>${escaped(names[v])}</title></circle>`);
  const rings = centresNow().map((v) => `<circle ${at(v)} r="${round(Math.max(radius(v), 3.5) + 3)}"/>`);
  const texts = (lit?.labels ?? labels).flatMap((label) => {
    const isTitle = label.v < 0;
    const px = isTitle ? (label.worldX - view.x) * view.scale + view.width / 2 : screenX(label.v) + label.dx;
    const py = isTitle ? view.height / 2 - (label.worldY - view.y) * view.scale : screenY(label.v) + label.dy;
    return (isTitle ? label.lines : [label.text]).map((line, i, all) =>
      `<text x="${round(px)}" y="${round(py + (i - (all.length - 1) / 2) * label.size * 1.15)}" font-size="${
        label.size}" font-weight="${label.font.split(" ")[0]}" stroke-width="${isTitle ? 5 : 3}" text-anchor="${
        isTitle ? "middle" : "start"}" fill="${isTitle ? titleColour(label.cluster) : inkColour()}">${escaped(line)}</text>`);
  });
  const head = strip(), height = Math.round(head.height);
  const captions = head.texts.map(({ text, left, bottom, size, weight }) =>
    `<text x="${round(left)}" y="${bottom}" font-size="${size}" font-weight="${weight}">${escaped(text)}</text>`);
  const ramp = head.boxes.map(({ colour, left, top }) =>
    `<rect x="${round(left)}" y="${top}" width="20" height="8" fill="${colour}"/>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${view.height + height}" viewBox="0 0 ${
    view.width} ${view.height + height}" font-family='${face}' role="img">
<title>${escaped(meta.title)}</title><desc>${escaped([meta.caption, filterText()].filter(Boolean).join(" "))}</desc>
<defs>${gradients.join("\n")}</defs>
<rect width="100%" height="100%" fill="${paper()}"/>
<svg y="${height}" width="${view.width}" height="${view.height}">
<g id="map" opacity="${lit ? 0.3 : 1}"><g>${halos.join("\n")}</g>
<g>${lines.join("\n")}</g>
<g stroke="${paper()}" fill-opacity="${vertexAlpha(shownVertices.length)}">${circles.join("\n")}</g></g>
${groundSVG()}<g id="lit"><g stroke-opacity="0.75">${strokes.join("\n")}</g>
<g stroke="${paper()}" stroke-width="1.5">${picked.join("\n")}</g>
<g id="rings" fill="none" stroke="${inkColour()}" stroke-width="2">${rings.join("\n")}</g></g>
<g id="names" dominant-baseline="central" paint-order="stroke" stroke="${paper()}" stroke-linejoin="round">${texts.join("\n")}</g>
</svg>
<rect y="${height - 1}" width="100%" height="1" fill="${stripLine()}"/>
<g id="strip" fill="${inkColour()}">${captions.join("\n")}</g>
<g>${ramp.join("")}</g>
</svg>\n`;
  hand(new Blob([svg], { type: "image/svg+xml" }), "svg");
};
