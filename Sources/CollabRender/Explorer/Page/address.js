// The state in the address, so that a view can be sent, embedded and gone back to.
const nameOfMeasure = (id) => measures.get(id)?.title ?? id;
const measureNamed = (name) => [...measures].find(([, measure]) => measure.title === (name === "Degree" ? worded("Coauthors") : name))?.[0] ?? name;
/** Who and what is shown, without where the map stands. */
const shownText = () => {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(state.subject?.parts ?? {})) if (value !== "") parts.set(key, value);
  if (isByYear()) parts.set("years", state.years.join(".."));
  if (state.weight > 0) parts.set("weight", state.weight);
  if (state.clusters.size > 0) parts.set("clusters", [...state.clusters].sort((a, b) => a - b).map((c) => c + 1).join(","));
  if (state.overlay !== overlays[0][0]) parts.set("colour", nameOfMeasure(state.overlay));
  if (state.ground !== "plain") parts.set("ground", state.ground);
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
  if (isOpening || playing) return;
  const shown = shownText(), text = [shown, viewText()].filter(Boolean).join("&");
  const address = text === "" ? location.pathname + location.search : "#" + text;
  try {
    if (shown !== written) history.pushState(null, "", address);
    else if ("#" + text !== location.hash && (text !== "" || location.hash !== "")) history.replaceState(null, "", address);
  } catch { /* The map goes on without. */ }
  written = shown;
};
/** Opens the card that the address names. */
const openSubject = (parts, person) => {
  const [a, b] = ["tie", "compare", "from"].map(person).filter((v) => v >= 0), other = Math.max(person("with"), person("to"));
  const number = (key) => Number(parts.get(key)) - 1;
  if (person("person") >= 0) return choose(person("person"), { flies: !parts.has("view") });
  if (a !== undefined && b === undefined && other >= 0) {
    return (parts.has("tie") ? openTie : parts.has("compare") ? compare : connect)(a, other);
  }
  if (parts.has("work")) {
    let w = titles.indexOf(parts.get("work"));
    for (let nth = number("nth"); nth > 0 && w >= 0; nth--) w = titles.indexOf(titles[w], w + 1);
    if (w >= 0) openWork(w);
  } else if (community && clusterMembers[number("cluster")] > 0) openCluster(number("cluster"));
  else if (parts.has("area")) {
    const corners = parts.get("area").split(" ").map(Number);
    if (corners.length >= 6 && corners.length <= 200 && corners.length % 2 === 0 && corners.every(Number.isFinite)) {
      openArea(corners.flatMap((_, i) => (i % 2 === 0 ? [corners.slice(i, i + 2)] : [])));
    }
  }
};
/** Shows what the address says; parts that say nothing of this map are left out. */
const openAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const person = (key) => (parts.has(key) ? names.indexOf(parts.get(key)) : -1);
  isOpening = true;
  stopPlaying();
  close();
  if (hasYears) {
    const asked = (parts.get("years") ?? "").split("..").map(Number);
    const isRange = asked.length === 2 && asked.every(Number.isInteger) && asked[0] <= asked[1];
    state.years = isRange ? [Math.max(asked[0], yearReach[0]), Math.min(asked[1], yearReach[1])] : [...yearReach];
    if (state.years[0] > state.years[1]) state.years = [...yearReach];
  }
  const weight = Number(parts.get("weight"));
  state.weight = weight > 0 && weight <= heaviest ? weight : 0;
  state.clusters = new Set((parts.get("clusters") ?? "").split(",").map((c) => Number(c) - 1)
    .filter((c) => Number.isInteger(c) && c >= 0 && c < clusterCount && community));
  const colour = measureNamed(parts.get("colour") ?? overlays[0][0]), size = measureNamed(parts.get("size") ?? firstSize);
  state.overlay = overlays.some(([id]) => id === colour) ? colour : overlays[0][0];
  state.size = measures.has(size) && !measures.get(size).isYear ? size : firstSize;
  state.ground = grounds.some(([id]) => id === parts.get("ground")) ? parts.get("ground") : "plain";
  $("ground").value = state.ground;
  $("overlay").value = state.overlay;
  $("size").value = state.size;
  showFilters();
  resize();
  painter.places();
  recolour();
  refilter();
  openSubject(parts, person);
  const place = (parts.get("view") ?? "").split(",").map(Number);
  if (place.length === 3 && place.every(Number.isFinite) && place[2] > 0) {
    cancelAnimationFrame(flight);
    view.x = bounds[0][0] + place[0] * span;
    view.y = bounds[1][0] + place[1] * span;
    view.scale = view.fit * Math.min(Math.max(place[2], 0.3), 4000);
    rest();
  } else if (!state.subject?.target) flyToAll();
  written = shownText();
  isOpening = false;
};
addEventListener("popstate", openAddress);
written = shownText();
if (location.hash.length > 1) openAddress();
