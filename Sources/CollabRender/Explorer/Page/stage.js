// Frames: what is drawn while the map moves, and what once it rests.
const ink = document.getElementById("ink");
const painter = createPainter() ?? createCanvasPainter();
const pen = ink.getContext("2d");
// How many lines and people are drawn while the map moves, and how many once it rests: as many as
// this machine draws in time, which a first drawing tells.
const mostEdges = 400000;
const limits = { moving: 1500, rest: 8000, movingVertices: 4000, restVertices: 12000 };
const calibrate = () => {
  if (painter.kind !== "webgl") return;
  const sample = [5000, 12000];
  const draw = () => painter.time(Math.min(sample[0], edgesReady), Math.min(sample[1], shownVertices.length));
  draw();
  const speed = 1 / Math.max(draw(), 0.5);
  const within = (milliseconds, share, least) => Math.max(least, Math.round(milliseconds * speed * share));
  Object.assign(limits, {
    moving: within(8, sample[0], 1500), rest: Math.min(within(250, sample[0], 30000), mostEdges),
    movingVertices: within(8, sample[1], 4000), restVertices: within(250, sample[1], 30000),
  });
};
let labels = [];
let pace = 16, moving = false, asked = false, settle = 0, uploaded = null, lastFrame = 0;
let drawn = { edges: 0, vertices: 0 };

/** The ties worth drawing in this view, strongest first. */
const edgesInView = (budget) => {
  const out = view.scale > 3 * view.fit;
  if (!out || shownEdges.length <= budget) return { list: shownEdges.subarray(0, mostEdges), key: shownEdges };
  const chosen = [];
  for (let i = 0; i < shownEdges.length && chosen.length < budget; i++) {
    const e = shownEdges[i];
    if (isInView(edgeSources[e]) || isInView(edgeTargets[e])) chosen.push(e);
  }
  return { list: Uint32Array.from(chosen), key: null };
};
const isInView = (v) => {
  const px = screenX(v), py = screenY(v);
  return px > -20 && py > -20 && px < view.width + 20 && py < view.height + 20;
};
const upload = () => {
  const { list, key } = edgesInView(limits.rest);
  if (key !== null && uploaded === key) return;
  painter.edges(list);
  uploaded = key;
  edgesReady = list.length;
};
let edgesReady = 0;

const alphaOf = (count) => {
  const crowd = count / Math.max(1, (view.width * view.height) / 900);
  return Math.min(Math.max((isDark ? 0.62 : 0.55) / Math.sqrt(Math.max(crowd, 0.6)), 0.07), 0.6);
};

const frame = (time) => {
  asked = false;
  const sinceLast = time - lastFrame;
  if (moving && lastFrame > 0 && sinceLast < 1000) {
    // Towards 60 frames a second: fewer lines where frames are late, more where they are not.
    if (sinceLast > 22) {
      const less = sinceLast > 45 ? 0.5 : 0.8;
      limits.moving = Math.max(600, limits.moving * less);
      limits.movingVertices = Math.max(3000, limits.movingVertices * less);
    } else if (sinceLast < 18) {
      limits.moving = Math.min(limits.rest, limits.moving * 1.06);
      limits.movingVertices = Math.min(limits.restVertices, limits.movingVertices * 1.06);
    }
  }
  pace = Math.max(16, moving && lastFrame > 0 ? Math.min(sinceLast, 1000) : pace);
  lastFrame = moving ? time : 0;
  const edgeCount = Math.floor(Math.min(edgesReady, moving ? limits.moving : limits.rest));
  const vertexCount = Math.floor(Math.min(shownVertices.length, moving ? limits.movingVertices : limits.restVertices));
  drawn = { edges: edgeCount, vertices: vertexCount };
  const isLit = state.hovered >= 0 || state.selected >= 0 || state.way !== null;
  painter.draw({
    edgeCount, vertexCount, vertexTotal: shownVertices.length,
    alpha: alphaOf(Math.min(edgesReady, limits.rest)), dim: isLit ? 0.3 : 1,
    glow: !moving && state.overlay === "cluster" && vertexCount < 30000 ? 7 + 500 * Math.pow(n, -0.55) * growth() : 0,
  });
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  drawInk(pen, isLit);
};
const draw = () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(frame);
};
/** Draws at once what is there now, for tests and for saving. */
const drawNow = () => {
  moving = false;
  upload();
  labels = placeLabels();
  noteDrawn();
  frame(performance.now());
};
/** Tells that the view changes; when it has rested, everything is drawn. */
const move = () => {
  moving = true;
  clearTimeout(settle);
  // A slow machine gets more time to go on, lest it draws everything in the midst of a motion.
  settle = setTimeout(rest, Math.max(140, Math.min(4 * pace, 900)));
  draw();
};
const rest = () => {
  moving = false;
  upload();
  labels = placeLabels();
  noteDrawn();
  draw();
};
const noteDrawn = () => {
  const note = document.getElementById("note");
  const count = Math.min(edgesReady, limits.rest);
  note.textContent = count < shownEdges.length && view.scale <= 3 * view.fit
    ? `The strongest ${format(count)} of ${format(shownEdges.length)} ties are drawn; zoom in for the others.` : "";
};

/** The lit person, their coauthors, the way, and the labels. */
const drawInk = (pen, isLit) => {
  const lit = new Map();
  const strokes = [];
  const light = (v) => {
    lit.set(v, true);
    for (const { v: u, e, weight } of coauthors(v).slice(0, 3000)) {
      if (!edgeShown[e]) continue;
      lit.set(u, true);
      strokes.push([v, u, Math.sqrt(weight / heaviest)]);
    }
  };
  if (state.way) {
    state.way.forEach((v, i) => {
      lit.set(v, true);
      if (i > 0) strokes.push([state.way[i - 1], v, 1]);
    });
  } else if (state.selected >= 0) {
    light(state.selected);
  }
  if (state.hovered >= 0) light(state.hovered);
  for (const [a, b, share] of strokes) {
    pen.strokeStyle = css(colourOf(b));
    pen.globalAlpha = 0.75;
    pen.lineWidth = 1 + share * 3;
    pen.beginPath();
    pen.moveTo(screenX(a), screenY(a));
    pen.lineTo(screenX(b), screenY(b));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  for (const v of lit.keys()) {
    pen.fillStyle = css(colourOf(v));
    pen.strokeStyle = paper();
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(screenX(v), screenY(v), Math.max(radius(v), 3.5), 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
  for (const v of [state.selected, state.hovered]) {
    if (v < 0) continue;
    pen.strokeStyle = inkColour();
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(screenX(v), screenY(v), Math.max(radius(v), 3.5) + 3, 0, 2 * Math.PI);
    pen.stroke();
  }
  const own = isLit ? litLabels([...lit.keys()]) : labels;
  for (const label of own) write(pen, label);
};
/** Names of the lit people only, freshly placed. */
const litLabels = (lit) => {
  const kept = [shownVertices, state.overlay];
  const first = [state.selected, state.hovered, ...(state.way ?? [])].filter((v) => v >= 0);
  shownVertices = Uint32Array.from(new Set([...first, ...lit.sort((a, b) => rankOf[a] - rankOf[b])]));
  state.overlay = "none";
  const placed = placeLabels(60);
  [shownVertices, state.overlay] = kept;
  return placed;
};

const setMargins = () => {
  const bar = document.getElementById("bar").getBoundingClientRect();
  const card = document.getElementById("card");
  if (view.width <= 760) {
    const bottom = card.hidden ? 64 : 72 + card.offsetHeight;
    Object.assign(margins, { left: 8, right: 8, top: bar.bottom + 8, bottom });
  } else {
    Object.assign(margins, { left: 332, right: card.hidden ? 24 : 372, top: 16, bottom: 40 });
  }
};
const resizeStage = () => {
  const old = [view.width, view.height];
  view.ratio = Math.min(devicePixelRatio || 1, 3);
  view.width = innerWidth;
  view.height = innerHeight;
  for (const canvas of [map, ink]) {
    canvas.width = Math.round(view.width * view.ratio);
    canvas.height = Math.round(view.height * view.ratio);
  }
  setMargins();
  const whole = fitTo(...bounds);
  const wasFit = Math.abs(view.scale - view.fit) < 1e-9 * view.fit;
  view.fit = whole.scale;
  if (wasFit || old[0] === 1) Object.assign(view, { x: whole.x, y: whole.y, scale: whole.scale });
  rest();
};

// Flights from one view to another, at once for those who want no motion.
const still = matchMedia("(prefers-reduced-motion: reduce)");
let flight = 0;
const fly = (to) => {
  cancelAnimationFrame(flight);
  if (still.matches) {
    Object.assign(view, to);
    return rest();
  }
  const from = { x: view.x, y: view.y, scale: view.scale };
  const begin = performance.now();
  const step = (time) => {
    const t = Math.min(Math.max((time - begin) / 450, 0), 1), ease = t * t * (3 - 2 * t);
    view.scale = from.scale * Math.pow(to.scale / from.scale, ease);
    view.x = from.x + (to.x - from.x) * ease;
    view.y = from.y + (to.y - from.y) * ease;
    move();
    if (t < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
};
const flyToAll = () => {
  setMargins();
  fly(fitTo(...bounds));
};
const flyToPeople = (people) => {
  setMargins();
  const box = [reach(people.map((v) => x[v])), reach(people.map((v) => y[v]))];
  const to = fitTo(...box, 0.7);
  to.scale = Math.min(to.scale, Math.max(view.scale, closest()));
  to.x = (box[0][0] + box[0][1]) / 2 - (margins.left - margins.right) / 2 / to.scale;
  to.y = (box[1][0] + box[1][1]) / 2 + (margins.top - margins.bottom) / 2 / to.scale;
  fly(to);
};
/** As close as flights go: so that some dozens of people are around. */
const closest = () => view.fit * Math.max(2, Math.sqrt(n / 60));
const zoomBy = (factor, px = (margins.left + view.width - margins.right) / 2, py = view.height / 2) => {
  cancelAnimationFrame(flight);
  const scale = Math.min(Math.max(view.scale * factor, view.fit * 0.3), view.fit * 4000);
  const [dx, dy] = [px - view.width / 2, view.height / 2 - py];
  view.x += dx / view.scale - dx / scale;
  view.y += dy / view.scale - dy / scale;
  view.scale = scale;
  move();
};
const panBy = (dx, dy) => {
  cancelAnimationFrame(flight);
  view.x -= dx / view.scale;
  view.y += dy / view.scale;
  move();
};

// Pointers: one drags, two pinch, a short one chooses.
const pointers = new Map();
let travelled = 0;
ink.addEventListener("pointerdown", (event) => {
  ink.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, [event.clientX, event.clientY]);
  if (pointers.size === 1) travelled = 0;
  ink.classList.add("moving");
});
ink.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) {
    if (event.pointerType !== "touch") hover(event.clientX, event.clientY);
    return;
  }
  const now = [event.clientX, event.clientY];
  if (pointers.size === 1) {
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (travelled > 4) {
      hover(-1e9, -1e9);
      panBy(now[0] - before[0], now[1] - before[1]);
    }
  } else {
    const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
    const gap = (p) => Math.hypot(p[0] - other[0], p[1] - other[1]);
    travelled += 10;
    panBy((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
    zoomBy(gap(now) / Math.max(gap(before), 1), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }
  pointers.set(event.pointerId, now);
});
const lift = (event) => {
  if (!pointers.delete(event.pointerId)) return;
  ink.classList.toggle("moving", pointers.size > 0);
  if (event.type === "pointerup" && travelled <= 4 && pointers.size === 0) {
    const v = personUnder(event.clientX, event.clientY);
    if (v >= 0) choose(v, { fly: false }); else if (state.selected >= 0) close();
  }
};
ink.addEventListener("pointerup", lift);
ink.addEventListener("pointercancel", lift);
ink.addEventListener("pointerleave", () => hover(-1e9, -1e9));
ink.addEventListener("wheel", (event) => {
  event.preventDefault();
  const step = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY;
  zoomBy(Math.exp(-Math.min(Math.max(step, -240), 240) * (event.ctrlKey ? 0.01 : 0.0022)), event.clientX, event.clientY);
}, { passive: false });
ink.addEventListener("dblclick", (event) => zoomBy(2, event.clientX, event.clientY));
addEventListener("resize", resizeStage);
