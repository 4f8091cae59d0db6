// What is shown and how it looks: overlay, sizes, filters, colours, the view.
const degrees = Float32Array.from({ length: n }, (_, v) => degree(v));
const isDegree = ({ title }) => title === "Degree";
/** Where only a part of the network is drawn, its people have more coauthors than this map shows. */
const isPart = columns.some((column) => isDegree(column) && column.values.some((value, v) => value !== degrees[v]));
const onMap = ["degree", { title: worded("Coauthors") + (isPart ? " on this map" : ""), isCount: true, values: degrees }];
/** The columns with a known value; the degree is the number of coauthors, which is told once. */
const figures = columns.map((column, i) => (!isDegree(column) ? ["column" + i, column]
  : isPart ? ["column" + i, { ...column, title: worded("Coauthors") }] : onMap)).filter(([, { values }]) => reach(values));
const firstKnown = figures[0]?.[0];
const state = {
  overlay: community ? "cluster" : firstKnown ?? "none",
  size: firstKnown ?? "degree",
  years: hasYears ? [...yearReach] : null,
  weight: 0,
  clusters: new Set(),
  ground: "plain",
  hovered: -1,
  subject: null,
};
const dark = matchMedia("(prefers-color-scheme: dark)");
let isDark = dark.matches;

// Colours of clusters for light and for dark paper; neighbours in the list differ also for the
// colour-blind. From the thirteenth on they come again, paler: more hues nobody tells apart.
const hues = {
  light: ["#3b6fb6", "#e07a3f", "#2f9e77", "#c2476f", "#8a6fc4", "#c9a227", "#3fa7c4", "#8c5a3c",
    "#6b9e3a", "#d46fb0", "#50619e", "#b05a4a"],
  dark: ["#7aa7ec", "#f2a274", "#5fcfa5", "#ee83a5", "#b6a0ee", "#e6c95c", "#74d0ea", "#c69475",
    "#a0d06c", "#f0a0d4", "#93a4e2", "#e49484"],
};
const greys = { light: "#9c9a94", dark: "#7d838e" };
// Cividis-like ramps: even in lightness, read by the colour-blind, and dark or light enough.
const ramps = {
  light: ["#c9d8e6", "#8fb3d9", "#5b8cc0", "#3b6496", "#2a3f66", "#1b1d3a"],
  dark: ["#2d3f63", "#3f6796", "#5b93b8", "#8fbbb5", "#d3d68f", "#fdf3a3"],
};
const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
const themed = (table) => (isDark ? table.dark : table.light);
const rampColour = (share) => {
  const ramp = themed(ramps).map(rgb);
  const at = Math.min(Math.max(share, 0), 1) * (ramp.length - 1);
  const i = Math.min(Math.floor(at), ramp.length - 2);
  return mix(ramp[i], ramp[i + 1], at - i);
};
const mix = (from, to, share) => from.map((part, i) => Math.round(part + (to[i] - part) * share));
const pales = () => themed(hues).map((hue) => mix(rgb(hue), rgb(themed(greys)), 0.5));
let clusterColours = [];
const clusterColour = (c) => clusterColours[arrays.clusterColours || c < 12 ? c : 12 + (c % 12)];
const css = (parts) => `rgb(${parts.join(" ")})`;
const paper = () => (isDark ? "#101318" : "#faf9f6");
/** The colours of the picture, lighter on dark paper, or the page's own where there is no picture. */
const loadColours = () => {
  const given = arrays.clusterColours;
  clusterColours = given
    ? Array.from(given, (c) => mix([c >> 16, (c >> 8) & 255, c & 255], [255, 255, 255], isDark ? 0.3 : 0))
    : [...themed(hues).map(rgb), ...pales()];
};
const inkColour = () => (isDark ? "#eceef2" : "#1d2026");

const years = (name) => arrays[name] && Float32Array.from(arrays[name], (y) => (y === unknownYear ? NaN : y));
/** Everything that vertices can be coloured by, besides the cluster. */
const measures = new Map([
  ...figures, ...(figures.includes(onMap) ? [] : [onMap]),
  ...(hasYears ? [
    ["firstYear", { title: "First year", isYear: true, values: years("firstYear") }],
    ["lastYear", { title: "Last year", isYear: true, values: years("lastYear") }],
  ] : []),
].map(([id, measure]) => [id, { ...measure, reach: reach(measure.values) ?? [0, 0] }]));
// Scores spread over powers of ten are shown by their rank, so that the picture is not all of
// one colour; years and plain ranges by their value.
const spread = new Map();
const shareOf = (id) => {
  if (spread.has(id)) return spread.get(id);
  const measure = measures.get(id);
  const [low, high] = measure.reach;
  let share;
  if (measure.isYear || high <= low) {
    share = (v) => (high > low ? (measure.values[v] - low) / (high - low) : 1);
  } else {
    const offset = Math.min(low, 0);
    const root = Math.sqrt(high - offset);
    share = (v) => Math.sqrt(measure.values[v] - offset) / root;
  }
  spread.set(id, share);
  return share;
};

/** The colours of all people, three bytes at every so many. */
const coloursInto = (bytes, stride) => {
  const grey = rgb(themed(greys)), isRamp = measures.has(state.overlay);
  const ramp = isRamp ? Array.from({ length: 256 }, (_, i) => rampColour(i / 255)) : [];
  const share = isRamp ? shareOf(state.overlay) : null;
  for (let v = 0; v < n; v++) {
    let colour = grey;
    if (state.overlay === "cluster") {
      colour = clusterColour(community[v]);
    } else if (isRamp) {
      const at = share(v);
      if (!Number.isNaN(at)) colour = ramp[Math.round(Math.min(Math.max(at, 0), 1) * 255)];
    }
    bytes[stride * v] = colour[0];
    bytes[stride * v + 1] = colour[1];
    bytes[stride * v + 2] = colour[2];
  }
};
const colourOf = (v) => {
  if (state.overlay === "cluster") return clusterColour(community[v]);
  if (state.overlay === "none") return rgb(themed(greys));
  const share = shareOf(state.overlay)(v);
  return Number.isNaN(share) ? rgb(themed(greys)) : rampColour(share);
};

// Radii in pixels where the whole map is shown: areas in proportion to the measure.
const largest = 4 + 46 * Math.pow(Math.max(n, 1), -0.27);
const smallest = Math.max(0.5, largest * 0.13);
const radii = new Float32Array(n);
let order = new Uint32Array(0);
const rankOf = new Uint32Array(n);
const resize = () => {
  const measure = measures.get(state.size);
  const high = measure.reach[1];
  for (let v = 0; v < n; v++) {
    const value = measure.values[v];
    const share = high > 0 && value > 0 ? Math.sqrt(value / high) : 0;
    radii[v] = smallest + (largest - smallest) * share;
  }
  order = byFallingKey(measure.values);
  order.forEach((v, rank) => { rankOf[v] = rank; });
};

const strongestFirst = byFallingKey(edgeWeights);
const heaviest = m > 0 ? edgeWeights[strongestFirst[0]] : 1;
/** How many ties are at least as heavy. */
const countOfWeight = (weight) => edgeWeights.reduce((count, other) => count + (other >= weight), 0);
/** The weight that a share of the ties stays below. */
const weightAt = (share) =>
  (share <= 0 || m === 0 ? 0 : edgeWeights[strongestFirst[Math.max(0, Math.ceil((1 - share) * m) - 1)]]);

// What passes the filters, most important first.
const shown = new Uint8Array(n).fill(1);
const shownMembers = new Uint32Array(clusterCount);
const edgeShown = new Uint8Array(m).fill(1);
let shownVertices = new Uint32Array(0), shownEdges = new Uint32Array(0);
const isOfYear = (year) => year !== unknownYear && year >= state.years[0] && year <= state.years[1];
/** Whether the years filter leaves any out. */
const isByYear = () => state.years !== null && (state.years[0] > yearReach[0] || state.years[1] < yearReach[1]);
/** Whether a work of a person, or of two, is of the years that are shown; so it is where no works are known. */
const hasAskedWork = (v, other) => {
  let isKnown = false;
  for (let i = personOffsets[v]; i < personOffsets[v + 1]; i++) {
    const w = personWorks[i];
    if (other !== undefined && !bylineOf(w).includes(other)) continue;
    if (isOfYear(workYears[w])) return true;
    isKnown = true;
  }
  return !isKnown;
};
/** The first and the last year decide, and between them the works. */
const isOfYears = (first, last, v, other) => isOfYear(first) || isOfYear(last)
  || (first !== unknownYear && first < state.years[0] && last > state.years[1] && hasAskedWork(v, other));
const filter = () => {
  const byYear = isByYear();
  for (let v = 0; v < n; v++) {
    shown[v] = (state.clusters.size === 0 || state.clusters.has(community[v]))
      && (!byYear || isOfYears(firstYear[v], lastYear[v], v)) ? 1 : 0;
  }
  const tied = new Uint8Array(n);
  for (let e = 0; e < m; e++) {
    const a = edgeSources[e], b = edgeTargets[e];
    edgeShown[e] = shown[a] && shown[b] && edgeWeights[e] >= state.weight
      && (!byYear || isOfYears(edgeFirst[e], edgeLast[e], a, b)) ? 1 : 0;
    if (edgeShown[e]) tied[a] = tied[b] = 1;
  }
  // Who has no tie of that strength would only be dust.
  if (state.weight > 0) for (let v = 0; v < n; v++) shown[v] &= tied[v];
  shownVertices = order.filter((v) => shown[v]);
  shownMembers.fill(0);
  if (community) for (const v of shownVertices) shownMembers[community[v]]++;
  shownEdges = strongestFirst.filter((e) => edgeShown[e]);
};

// The view: the point of the map in the middle, and pixels a unit.
const bounds = [reach(x) ?? [0, 1], reach(y) ?? [0, 1]];
const middleOf = (axis) => (bounds[axis][0] + bounds[axis][1]) / 2;
const view = { x: 0, y: 0, scale: 1, fit: 1, width: 1, height: 1, ratio: 1 };
/** Pixels at the edges of the window that panels cover. */
const margins = { left: 0, right: 0, top: 0, bottom: 0 };
const fitTo = ([left, right], [bottom, top], share = 0.92) => {
  const width = Math.max(view.width - margins.left - margins.right, 80);
  const height = Math.max(view.height - margins.top - margins.bottom, 80);
  const scale = share * Math.min(width / Math.max(right - left, 1e-9), height / Math.max(top - bottom, 1e-9));
  return {
    scale,
    x: (left + right) / 2 - (margins.left - margins.right) / 2 / scale,
    y: (bottom + top) / 2 + (margins.top - margins.bottom) / 2 / scale,
  };
};
const screenX = (v) => (x[v] - view.x) * view.scale + view.width / 2;
const screenY = (v) => view.height / 2 - (y[v] - view.y) * view.scale;
const growth = () => Math.min(Math.max(Math.pow(view.scale / view.fit, 0.45), 0.6), 9);
const radius = (v) => radii[v] * growth();

// Squares of the map with their vertices, for the pointer and for what is in view.
const side = Math.max(1, Math.min(512, Math.ceil(Math.sqrt(n / 4))));
const span = Math.max(bounds[0][1] - bounds[0][0], bounds[1][1] - bounds[1][0], 1e-9);
const squareOf = (value, axis) =>
  Math.min(Math.max(Math.floor(((value - bounds[axis][0]) / span) * side), 0), side - 1);
const squareStarts = new Uint32Array(side * side + 1);
const squareVertices = new Uint32Array(n);
{
  const square = (v) => squareOf(y[v], 1) * side + squareOf(x[v], 0);
  for (let v = 0; v < n; v++) squareStarts[square(v) + 1]++;
  for (let s = 0; s < side * side; s++) squareStarts[s + 1] += squareStarts[s];
  const cursor = squareStarts.slice(0, -1);
  for (let v = 0; v < n; v++) squareVertices[cursor[square(v)]++] = v;
}
/** Calls back with every vertex of the squares that a rectangle of the screen touches. */
const eachNear = (left, top, right, bottom, body) => {
  const toX = (px) => (px - view.width / 2) / view.scale + view.x;
  const toY = (py) => (view.height / 2 - py) / view.scale + view.y;
  const [x0, x1] = [squareOf(toX(left), 0), squareOf(toX(right), 0)];
  const [y0, y1] = [squareOf(toY(bottom), 1), squareOf(toY(top), 1)];
  for (let row = y0; row <= y1; row++) {
    for (let i = squareStarts[row * side + x0]; i < squareStarts[row * side + x1 + 1]; i++) {
      body(squareVertices[i]);
    }
  }
};
const isInView = (v) => {
  const px = screenX(v), py = screenY(v);
  return px > -20 && py > -20 && px < view.width + 20 && py < view.height + 20;
};
/** The strongest ties that touch the window, at most so many. */
const edgesInView = (most) => {
  const chosen = new Uint32Array(Math.min(most, shownEdges.length));
  let count = 0;
  for (let i = 0; i < shownEdges.length && count < most; i++) {
    const e = shownEdges[i];
    if (isInView(edgeSources[e]) || isInView(edgeTargets[e])) chosen[count++] = e;
  }
  return chosen.subarray(0, count);
};
const personUnder = (px, py) => {
  let best = -1, least = Infinity;
  const slack = Math.max(10, largest * growth());
  eachNear(px - slack, py - slack, px + slack, py + slack, (v) => {
    if (!shown[v]) return;
    const distance = Math.hypot(screenX(v) - px, screenY(v) - py) - radius(v);
    if (distance < 6 && distance < least) {
      least = distance;
      best = v;
    }
  });
  return best;
};
