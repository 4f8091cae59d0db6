// The state in the address, so that a view can be sent, embedded and gone back to.
const nameOfMeasure = (id) => measures.get(id)?.title ?? id;
const measureNamed = (name) => [...measures].find(([, measure]) => measure.title === name)?.[0] ?? name;
/** Who and what is shown, without where the map stands. */
const shownText = () => {
  const parts = new URLSearchParams();
  if (state.way) {
    parts.set("from", names[state.way[0]]);
    parts.set("to", names[state.way[state.way.length - 1]]);
  } else if (state.selected >= 0) parts.set("person", names[state.selected]);
  if (state.years && (state.years[0] > yearReach[0] || state.years[1] < yearReach[1])) parts.set("years", state.years.join(".."));
  if (state.weight > 0) parts.set("weight", state.weight);
  if (state.clusters.size > 0) parts.set("clusters", [...state.clusters].sort((a, b) => a - b).map((c) => c + 1).join(","));
  if (state.overlay !== overlays[0][0]) parts.set("colour", nameOfMeasure(state.overlay));
  if (state.size !== firstSize) parts.set("size", nameOfMeasure(state.size));
  return parts.toString();
};
const firstSize = state.size;
const viewText = () => {
  const whole = fitTo(...bounds);
  const isWhole = Math.abs(view.scale / whole.scale - 1) < 1e-3
    && Math.hypot(view.x - whole.x, view.y - whole.y) < 1e-3 * span;
  return isWhole ? "" : "view=" + [(view.x - bounds[0][0]) / span, (view.y - bounds[1][0]) / span, view.scale / view.fit]
    .map((part) => Number(part.toPrecision(5))).join(",");
};
// A page in a frame may have no history of its own.
let written = "", isOpening = false;
noteAddress = () => {
  if (isOpening) return;
  const shown = shownText(), text = [shown, viewText()].filter(Boolean).join("&");
  const address = text === "" ? location.pathname + location.search : "#" + text;
  try {
    if (shown !== written) history.pushState(null, "", address);
    else if ("#" + text !== location.hash && (text !== "" || location.hash !== "")) history.replaceState(null, "", address);
  } catch { /* The map goes on without. */ }
  written = shown;
};
/** Shows what the address says; parts that say nothing of this map are left out. */
const openAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const person = (key) => (parts.has(key) ? names.indexOf(parts.get(key)) : -1);
  isOpening = true;
  close();
  if (hasYears) {
    const asked = (parts.get("years") ?? "").split("..").map(Number);
    const isRange = asked.length === 2 && asked.every(Number.isInteger) && asked[0] <= asked[1];
    state.years = isRange ? [Math.max(asked[0], yearReach[0]), Math.min(asked[1], yearReach[1])] : [...yearReach];
    if (state.years[0] > state.years[1]) state.years = [...yearReach];
    $("year-from").value = state.years[0];
    $("year-to").value = state.years[1];
    showYears();
  }
  const weight = Number(parts.get("weight"));
  state.weight = weight > 0 && weight <= heaviest ? weight : 0;
  let below = 0;
  for (const other of edgeWeights) if (other < state.weight) below++;
  $("weight").value = m > 0 ? Math.round((100 * below) / m) : 0;
  showWeight();
  state.clusters = new Set((parts.get("clusters") ?? "").split(",").map((c) => Number(c) - 1)
    .filter((c) => Number.isInteger(c) && c >= 0 && c < clusterCount && community));
  const colour = measureNamed(parts.get("colour") ?? overlays[0][0]), size = measureNamed(parts.get("size") ?? firstSize);
  state.overlay = overlays.some(([id]) => id === colour) ? colour : overlays[0][0];
  state.size = measures.has(size) && !measures.get(size).isYear ? size : firstSize;
  $("overlay").value = state.overlay;
  $("size").value = state.size;
  resize();
  painter.places();
  recolour();
  refilter();
  if (person("from") >= 0 && person("to") >= 0) connect(person("from"), person("to"));
  else if (person("person") >= 0) choose(person("person"), { fly: !parts.has("view") });
  const place = (parts.get("view") ?? "").split(",").map(Number);
  if (place.length === 3 && place.every(Number.isFinite) && place[2] > 0) {
    cancelAnimationFrame(flight);
    view.x = bounds[0][0] + place[0] * span;
    view.y = bounds[1][0] + place[1] * span;
    view.scale = view.fit * Math.min(Math.max(place[2], 0.3), 4000);
    rest();
  } else if (!parts.has("person") && !parts.has("from")) flyToAll();
  written = shownText();
  isOpening = false;
};
addEventListener("popstate", openAddress);
written = shownText();
if (location.hash.length > 1) openAddress();
