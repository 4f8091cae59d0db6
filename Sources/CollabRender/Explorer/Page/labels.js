// Names and cluster titles: placed so that none hides another, the important ones first.
const face = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", sans-serif';
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
const widthOf = (text, font) => {
  const key = font + text;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ruler.font = font;
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
};

/** Rectangles that are taken, in squares of 64 pixels. */
const createFloor = () => {
  const squares = new Map();
  const each = (box, body) => {
    for (let i = Math.floor(box[0] / 64); i <= Math.floor(box[2] / 64); i++) {
      for (let j = Math.floor(box[1] / 64); j <= Math.floor(box[3] / 64); j++) body(i * 4096 + j);
    }
  };
  return {
    take(box) {
      each(box, (key) => {
        if (!squares.has(key)) squares.set(key, []);
        squares.get(key).push(box);
      });
    },
    isFree(box, but) {
      let free = true;
      each(box, (key) => {
        for (const other of squares.get(key) ?? []) {
          if (other !== but && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) free = false;
        }
      });
      return free;
    },
  };
};

/** The middle of each large cluster: medians, so that stragglers do not pull it away. */
const middles = (() => {
  if (!community) return [];
  const members = Array.from({ length: Math.min(clusterCount, 12) }, () => []);
  for (let v = 0; v < n; v++) if (community[v] < members.length) members[community[v]].push(v);
  const median = (list, axis) => list.map((v) => axis[v]).sort((a, b) => a - b)[list.length >> 1];
  const least = Math.max(3, 0.01 * n);
  return members.map((list, c) => ({ c, size: list.length, members: list }))
    .filter((cluster) => cluster.size >= least && meta.clusters[cluster.c])
    .map((cluster) => ({ ...cluster, x: median(cluster.members, x), y: median(cluster.members, y) }));
})();

/** The clusters with most people in a part of the map, smaller ones too, each amid those who are seen. */
const middlesInView = () => {
  const members = new Map();
  eachNear(0, 0, view.width, view.height, (v) => {
    if (!shown[v] || !isInView(v) || !meta.clusters[community[v]]) return;
    if (!members.has(community[v])) members.set(community[v], []);
    members.get(community[v]).push(v);
  });
  const median = (list, axis) => list.map((v) => axis[v]).sort((a, b) => a - b)[list.length >> 1];
  return [...members].filter(([, list]) => list.length >= 3)
    .sort(([c, a], [d, b]) => b.length - a.length || c - d).slice(0, 16)
    .map(([c, list]) => ({ c, size: list.length, x: median(list, x), y: median(list, y) }));
};

/** Words in lines of at most so many letters. */
const wrapped = (text, most = 22) => {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && (lines[last] + " " + word).length <= most) lines[last] += " " + word;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), lines.slice(2).join(" ").slice(0, most) + "…"];
};

/** A name beside its disc, where there is room; important ones may lie on discs. */
const nameLabel = (v, floor, isImportant, inside) => {
  const r = radius(v), px = screenX(v), py = screenY(v);
  const size = Math.round(10.5 + Math.min(r * 0.22, 5));
  const font = `${r > 9 ? 550 : 450} ${size}px ${face}`;
  const text = names[v].length > 42 ? names[v].slice(0, 40) + "…" : names[v];
  const width = widthOf(text, font) + 4, half = size * 0.62 + 1;
  const places = [
    [px + r + 2, py - half], [px - r - 2 - width, py - half],
    [px - width / 2, py - r - 2 * half - 1], [px - width / 2, py + r + 1],
  ];
  for (const overDiscs of isImportant ? [false, true] : [false]) {
    for (const [left, top] of places) {
      const box = [left, top, left + width, top + 2 * half];
      if (!inside(box) || !floor.texts.isFree(box)) continue;
      if (!overDiscs && !floor.discs.isFree(box, floor.own.get(v))) continue;
      floor.texts.take(box);
      return { v, text, font, size, box, dx: left + 2 - px, dy: top + half - py };
    }
  }
  return null;
};

/** Puts a title near the middle of each cluster, off its great discs where there is room. */
const placeTitles = (clusters, tallest, labels, floor, covered, inside) => {
  const clashes = (box, others) => others.some((other) =>
    box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
  for (const cluster of clusters) {
    if (shownMembers[cluster.c] === 0) continue;
    const size = Math.round((12 + tallest * Math.sqrt(cluster.size / clusters[0].size)) * (view.width < 760 ? 0.85 : 1));
    const font = `650 ${size}px ${face}`;
    const lines = wrapped(meta.clusters[cluster.c]);
    const width = Math.max(...lines.map((line) => widthOf(line, font))) + 8;
    const height = lines.length * size * 1.15 + 6;
    const cx = (cluster.x - view.x) * view.scale + view.width / 2;
    const cy = view.height / 2 - (cluster.y - view.y) * view.scale;
    const blocked = [...labels.map((label) => label.box), ...covered];
    let best = null, fallback = null;
    for (let step = 0; step < 26 && !best; step++) {
      const angle = step * 2.4, away = 13 * Math.sqrt(step);
      const [tx, ty] = [cx + 1.3 * away * Math.cos(angle), cy + away * Math.sin(angle)];
      const box = [tx - width / 2, ty - height / 2, tx + width / 2, ty + height / 2];
      if (clashes(box, blocked) || !inside(box)) continue;
      if (floor.texts.isFree(box) && floor.discs.isFree(box)) best = { box, tx, ty };
      else if (step < 10) fallback ??= { box, tx, ty };
    }
    const place = best ?? fallback;
    if (!place) continue;
    floor.texts.take(place.box);
    labels.push({ v: -1, cluster: cluster.c, lines, font, size, box: place.box,
      worldX: (place.tx - view.width / 2) / view.scale + view.x,
      worldY: (view.height / 2 - place.ty) / view.scale + view.y });
  }
};

/**
 * Chooses what is written where, in pixels of the window: names of some people, the first ones
 * first, and titles of clusters where they are wanted and the whole is seen.
 */
const placeLabels = (
  of = shownVertices, limit = Math.round((view.width * view.height) / 14000), wantsTitles = true,
) => {
  // Large discs are no ground for other people's names: their rectangles, and which are whose.
  const floor = { texts: createFloor(), discs: createFloor(), own: new Map() };
  const labels = [], inside = (box) =>
    box[0] > 2 && box[1] > 2 && box[2] < view.width - 2 && box[3] < view.height - 2;
  const covered = [...document.querySelectorAll("#bar, #panel, #card, #tools, #minimap")]
    .filter((element) => element.offsetParent !== null || getComputedStyle(element).display !== "none")
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0)
    .map((box) => [box.left, box.top, box.right, box.bottom]);
  for (const box of covered) floor.texts.take(box);
  const candidates = [];
  for (const v of of) {
    const px = screenX(v), py = screenY(v), r = radius(v);
    if (px < -r || py < -r || px > view.width + r || py > view.height + r) continue;
    candidates.push(v);
    if (candidates.length >= 4000) break;
  }
  for (const v of candidates.slice(0, 300)) {
    const r = radius(v) * 0.8;
    if (r < 4) break;
    const disc = [screenX(v) - r, screenY(v) - r, screenX(v) + r, screenY(v) + r];
    floor.own.set(v, disc);
    floor.discs.take(disc);
  }
  const chosen = (state.subject?.centres ?? []).filter((v) => shown[v]);
  const people = [...new Set([...chosen, ...candidates])];
  const titled = !wantsTitles || state.overlay !== "cluster" || state.clusters.size === 1 ? []
    : view.scale < 2.6 * view.fit ? middles : middlesInView();
  const isWide = titled === middles && middles.length > 0;
  // The first few names go before the titles, lest a title hides the very centre of its cluster.
  const first = titled.length > 0 ? Math.min(Math.round(limit / 8), 14) : limit;
  let at = 0;
  const placeNames = (count, isImportant) => {
    for (let written = 0; at < people.length && written < count; at++) {
      const label = nameLabel(people[at], floor, isImportant || chosen.includes(people[at]), inside);
      if (!label) continue;
      labels.push(label);
      written++;
    }
  };
  placeNames(first, isWide);
  placeTitles(titled, isWide ? 6 : 3, labels, floor, covered, inside);
  placeNames(limit - first, false);
  return labels;
};

const write = (pen, label, alpha = 1) => {
  pen.font = label.font;
  pen.lineJoin = "round";
  pen.textBaseline = "middle";
  pen.strokeStyle = paper();
  pen.globalAlpha = alpha;
  if (label.v < 0) {
    const px = (label.worldX - view.x) * view.scale + view.width / 2;
    const py = view.height / 2 - (label.worldY - view.y) * view.scale;
    pen.textAlign = "center";
    pen.lineWidth = 5;
    pen.fillStyle = titleColour(label.cluster);
    label.lines.forEach((line, i) => {
      const ty = py + (i - (label.lines.length - 1) / 2) * label.size * 1.15;
      pen.strokeText(line, px, ty);
      pen.fillText(line, px, ty);
    });
  } else {
    pen.textAlign = "left";
    pen.lineWidth = 3;
    pen.fillStyle = inkColour();
    const [px, py] = [screenX(label.v) + label.dx, screenY(label.v) + label.dy];
    pen.strokeText(label.text, px, py);
    pen.fillText(label.text, px, py);
  }
  pen.globalAlpha = 1;
};
/** A cluster's colour with enough contrast for text. */
const titleColour = (c) => {
  return css(mix(clusterColour(c), isDark ? [255, 255, 255] : [0, 0, 0], 0.3));
};
