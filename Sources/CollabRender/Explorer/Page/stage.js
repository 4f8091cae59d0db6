// Frames: what is drawn while the map moves, and what once it rests.
const ink = document.getElementById("ink");
let painter = createPainter() ?? createRaster();
/** Goes on with another painter, which is given all that it draws. */
const changePainter = (other) => {
  painter = other;
  painter.places();
  painter.colours();
  painter.vertices(shownVertices);
  rest();
};
// A graphics card may take its memory back, as when a machine sleeps; if it does not give it again
// soon, the page draws by itself.
if (painter.kind === "webgl") {
  const lost = map;
  let patience = 0;
  lost.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    patience = setTimeout(() => changePainter(createRaster()), 3000);
  });
  lost.addEventListener("webglcontextrestored", () => {
    clearTimeout(patience);
    if (map === lost) changePainter(createPainter() ?? createRaster());
  });
}
const pen = ink.getContext("2d");
let labels = [], lit = null;
let pace = 16, isMoving = false, isAsked = false, isStale = true, settle = 0, lastFrame = 0;
let drawn = { edges: 0, vertices: 0, isCut: false, isGoingOn: false };

const frame = (time, patience) => {
  isAsked = false;
  pace = Math.max(16, isMoving && lastFrame > 0 ? Math.min(time - lastFrame, 1000) : pace);
  lastFrame = isMoving ? time : 0;
  if (isStale || drawn.isGoingOn) {
    drawn = painter.draw({ isMoving, time, patience });
    if (!isMoving && !drawn.isGoingOn) noteDrawn();
  }
  if (isStale) {
    // Around someone who is lit, the map recedes.
    map.style.opacity = lit ? 0.3 : 1;
    showInk();
    showMinimap();
    isStale = false;
  }
  if (drawn.isGoingOn) askForFrame();
};
const askForFrame = () => {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame((time) => frame(time));
};
const draw = () => {
  isStale = true;
  askForFrame();
};
/** Draws at once what is there now, to the end, for saving; a first view may be the plain one. */
const drawNow = (isPlain = false) => {
  settleDown();
  isMoving = isPlain;
  isStale = true;
  frame(performance.now(), Infinity);
};
/** Tells that the view changes; when it has rested, everything is drawn. */
const move = () => {
  isMoving = true;
  clearTimeout(settle);
  // A slow machine gets more time to go on, lest it draws everything in the midst of a motion.
  settle = setTimeout(rest, Math.max(140, Math.min(4 * pace, 900)));
  draw();
};
const rest = () => {
  comeBack();
  settleDown();
  draw();
  noteAddress();
};
/** Writes the state into the address; does nothing before the page is ready. */
let noteAddress = () => {};
/** Moves a view that holds nobody to the nearest person. */
const comeBack = () => {
  let nearest = -1, least = Infinity;
  for (const v of shownVertices) {
    if (isInView(v)) return;
    const away = Math.hypot(x[v] - view.x, y[v] - view.y);
    if (away < least) [nearest, least] = [v, away];
  }
  if (nearest >= 0) [view.x, view.y] = [x[nearest], y[nearest]];
};
const settleDown = () => {
  isMoving = false;
  showMinimap();
  labels = placeLabels();
  relight();
};
const noteDrawn = () => {
  document.getElementById("note").textContent = !drawn.isCut ? ""
    : `The strongest ${format(drawn.edges)} of ${format(shownEdges.length)} ties are drawn; zoom in for the others.`;
};

/** Whom the pointer or the card picks out: they, their ties, and names of these alone. */
const relight = () => {
  const { subject } = state, centres = [...(subject?.centres ?? []), ...(state.hovered >= 0 ? [state.hovered] : [])];
  if (!subject && centres.length === 0) {
    lit = null;
    return;
  }
  const people = new Set(subject?.people), strokes = [...(subject?.strokes ?? [])];
  for (const v of centres) {
    people.add(v);
    for (const { v: u, e, weight } of coauthors(v).slice(0, 3000)) {
      if (!edgeShown[e]) continue;
      people.add(u);
      strokes.push([v, u, Math.sqrt(weight / heaviest)]);
    }
  }
  const others = [...people].sort((a, b) => rankOf[a] - rankOf[b]);
  lit = { people: [...people], strokes, labels: placeLabels([...new Set([...centres, ...others])], 60, false) };
};
/** The people whom the card or the pointer is about, one or two. */
const centresNow = () => [...(state.subject?.centres ?? []), state.hovered].filter((v) => v >= 0);
// Where the ink was drawn last: short ways on, it is only moved.
const inked = { x: 0, y: 0, scale: 0 };
const showInk = () => {
  const dx = (inked.x - view.x) * view.scale, dy = (view.y - inked.y) * view.scale;
  const isMoved = isMoving && inked.scale === view.scale && Math.abs(dx) + Math.abs(dy) < 120;
  ink.style.transform = isMoved ? `translate(${dx}px, ${dy}px)` : "none";
  if (isMoved) return;
  Object.assign(inked, { x: view.x, y: view.y, scale: view.scale });
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  drawGround(pen);
  drawInk();
  drawOutline(pen);
};
/** The lit people with their ties, and the labels. */
const drawInk = () => {
  // In a motion the strongest ties do.
  const most = isMoving ? 150 : Infinity, ties = lit?.strokes ?? [], people = lit?.people ?? [];
  pen.globalAlpha = 0.75;
  for (const [a, b, share] of ties.slice(0, most)) {
    pen.strokeStyle = css(colourOf(b));
    pen.lineWidth = 1 + share * 3;
    pen.beginPath();
    pen.moveTo(screenX(a), screenY(a));
    pen.lineTo(screenX(b), screenY(b));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  for (const v of people.slice(0, most)) {
    pen.fillStyle = css(colourOf(v));
    pen.strokeStyle = paper();
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(screenX(v), screenY(v), Math.max(radius(v), 3.5), 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
  for (const v of centresNow()) {
    pen.strokeStyle = inkColour();
    pen.lineWidth = 2;
    pen.beginPath();
    pen.arc(screenX(v), screenY(v), Math.max(radius(v), 3.5) + 3, 0, 2 * Math.PI);
    pen.stroke();
  }
  for (const label of lit?.labels ?? labels) write(pen, label);
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
const sizeInk = () => {
  ink.width = Math.round(view.width * view.ratio);
  ink.height = Math.round(view.height * view.ratio);
};
const resizeStage = () => {
  const old = [view.width, view.height];
  view.ratio = Math.min(devicePixelRatio || 1, 3);
  view.width = innerWidth;
  view.height = innerHeight;
  sizeInk();
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
  if (pointers.size === 1 && beginOutline(event)) return;
  outline = null;
  ink.classList.add("moving");
});
ink.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) {
    if (event.pointerType !== "touch") hover(event.clientX, event.clientY);
    return;
  }
  const now = [event.clientX, event.clientY];
  if (outline) {
    travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
    goOnWithOutline(...now);
  } else if (pointers.size === 1) {
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
  if (outline && event.type === "pointerup" && travelled > 4) return endOutline();
  outline = null;
  if (event.type === "pointerup" && travelled <= 4 && pointers.size === 0) {
    const thing = thingUnder(event.clientX, event.clientY);
    if (thing) thing.open();
    else if (state.subject) close();
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
