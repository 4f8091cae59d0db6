// The view as a file: PNG at twice the window's size, SVG with text as text.
const hand = (blob, ending) => {
  const link = make("a", { download: `${fileStem()}.${ending}`, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved as ${ending.toUpperCase()}`);
};
const fileStem = () => meta.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "map";

const savePNG = () => {
  const ratio = view.ratio;
  view.ratio = Math.max(2, ratio);
  sizeInk();
  drawNow();
  const whole = make("canvas", { width: ink.width, height: ink.height });
  const pen = whole.getContext("2d");
  pen.fillStyle = paper();
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.globalAlpha = lit ? 0.3 : 1;
  painter.copyTo(pen);
  pen.globalAlpha = 1;
  pen.drawImage(ink, 0, 0);
  pen.scale(view.ratio, view.ratio);
  caption(pen);
  whole.toBlob((blob) => hand(blob, "png"));
  view.ratio = ratio;
  resizeStage();
};
const captionLines = () => [meta.title, meta.caption, ...legendTexts()].filter(Boolean);
/** The colours of a measure and their ends, as eight steps. */
const rampSteps = () => (measures.has(state.overlay) ? Array.from({ length: 8 }, (_, i) => css(rampColour(i / 7))) : []);
const rampEnds = () => measures.get(state.overlay).reach.map((value) => format(value, measures.get(state.overlay)));
const caption = (pen) => {
  pen.textBaseline = "alphabetic";
  captionLines().forEach((line, i) => {
    pen.font = `${i === 0 ? 650 : 400} ${i === 0 ? 15 : 12}px ${face}`;
    pen.fillStyle = inkColour();
    pen.strokeStyle = paper();
    pen.lineWidth = 4;
    const at = [16, view.height - 16 - 18 * (captionLines().length - 1 - i)];
    pen.strokeText(line, ...at);
    pen.fillText(line, ...at);
  });
  if (rampSteps().length === 0) return;
  const top = rampTop();
  rampSteps().forEach((colour, i) => {
    pen.fillStyle = colour;
    pen.fillRect(16 + 20 * i, top, 20, 8);
  });
  rampEnds().forEach((text, i) => {
    pen.textAlign = i === 0 ? "left" : "right";
    pen.strokeText(text, 16 + 160 * i, top - 4);
    pen.fillStyle = inkColour();
    pen.fillText(text, 16 + 160 * i, top - 4);
  });
};
const rampTop = () => view.height - 16 - 18 * captionLines().length - 6;

const escaped = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
  .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const saveSVG = () => {
  drawNow();
  const round = (value) => Number(value.toFixed(2));
  const visible = Array.from(edgesInView(20000));
  const alpha = alphaOf(visible.length);
  const lines = visible.reverse().map((e) => {
    const a = edgeSources[e], b = edgeTargets[e], share = Math.sqrt(edgeWeights[e] / heaviest);
    const long = Math.hypot(screenX(a) - screenX(b), screenY(a) - screenY(b));
    const opacity = alpha * Math.min(Math.max(160 / long, 0.14), 1) * (0.45 + 0.55 * share);
    return `<line x1="${round(screenX(a))}" y1="${round(screenY(a))}" x2="${round(screenX(b))}" y2="${
      round(screenY(b))}" stroke="${css(colourOf(a))}" stroke-opacity="${round(opacity)}" stroke-width="${round(0.7 + 3 * share)}"/>`;
  });
  const circles = Array.from(shownVertices).filter(isInView).slice(0, 40000).reverse().map((v) =>
    `<circle cx="${round(screenX(v))}" cy="${round(screenY(v))}" r="${round(radius(v))}" fill="${
      css(colourOf(v))}"><title>${escaped(names[v])}</title></circle>`);
  const texts = labels.flatMap((label) => {
    const isTitle = label.v < 0;
    const px = isTitle ? (label.worldX - view.x) * view.scale + view.width / 2 : screenX(label.v) + label.dx;
    const py = isTitle ? view.height / 2 - (label.worldY - view.y) * view.scale : screenY(label.v) + label.dy;
    return (isTitle ? label.lines : [label.text]).map((line, i, all) =>
      `<text x="${round(px)}" y="${round(py + (i - (all.length - 1) / 2) * label.size * 1.15)}" font-size="${
        label.size}" font-weight="${isTitle ? 650 : 450}" text-anchor="${isTitle ? "middle" : "start"}" fill="${
        isTitle ? titleColour(label.cluster) : inkColour()}">${escaped(line)}</text>`);
  });
  const captions = captionLines().map((line, i, all) =>
    `<text x="16" y="${view.height - 16 - 18 * (all.length - 1 - i)}" font-size="${i === 0 ? 15 : 12}" font-weight="${
      i === 0 ? 650 : 400}" fill="${inkColour()}">${escaped(line)}</text>`);
  const ramp = rampSteps().map((colour, i) => `<rect x="${16 + 20 * i}" y="${rampTop()}" width="20" height="8" fill="${colour}"/>`);
  if (ramp.length > 0) {
    captions.push(...rampEnds().map((text, i) => `<text x="${16 + 160 * i}" y="${rampTop() - 4}" font-size="12" text-anchor="${
      i === 0 ? "start" : "end"}" fill="${inkColour()}">${escaped(text)}</text>`));
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${view.width}" height="${view.height}" viewBox="0 0 ${
    view.width} ${view.height}" font-family='${face}' role="img">
<title>${escaped(meta.title)}</title><desc>${escaped(meta.caption)}</desc>
<rect width="100%" height="100%" fill="${paper()}"/>
${groundSVG()}<g>${lines.join("\n")}</g>
<g stroke="${paper()}">${circles.join("\n")}</g>
<g dominant-baseline="central" paint-order="stroke" stroke="${paper()}" stroke-width="3" stroke-linejoin="round">${texts.join("\n")}</g>
<g paint-order="stroke" stroke="${paper()}" stroke-width="4">${captions.join("\n")}</g>
<g>${ramp.join("")}</g>
</svg>\n`;
  hand(new Blob([svg], { type: "image/svg+xml" }), "svg");
};
