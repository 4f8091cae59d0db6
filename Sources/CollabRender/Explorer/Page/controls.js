// Overlay, sizes, filters, clusters, the theme; and the first view.
const recolour = () => {
  loadColours();
  painter.colours();
  forgetMinimap();
  showLegend();
  showClusters();
  rest();
};
const refilter = () => {
  filter();
  painter.vertices(shownVertices);
  forgetMinimap();
  groundPaths = null;
  showWeight();
  showLegend();
  showTop();
  showTable();
  showAllYears();
  $("nobody").hidden = shownVertices.length > 0 || n === 0;
  rest();
  state.subject?.again?.();
  say($("nobody").hidden ? `${people(shownVertices.length)} and ${plural(shownEdges.length, "tie")} shown` : $("nobody-text").textContent);
};
const allYears = () => (isByYear() ? " (all years)" : "");
/** What tells that figures are of all years is seen where a years filter is on. */
const showAllYears = () => {
  for (const element of document.querySelectorAll(".all-years")) element.hidden = !isByYear();
};
/** The controls of the filters, as the state is. */
const showFilters = () => {
  if (hasYears) {
    $("year-from").value = state.years[0];
    $("year-to").value = state.years[1];
    showYears();
  }
  $("weight").value = m > 0 ? Math.round((100 * (m - countOfWeight(state.weight))) / m) : 0;
  showClusters();
};
$("reset").addEventListener("click", () => {
  stopPlaying();
  state.years = hasYears ? [...yearReach] : null;
  state.weight = 0;
  state.clusters.clear();
  showFilters();
  refilter();
  ink.focus();
});

const options = (select, entries, chosen) => {
  select.replaceChildren(...entries.map(([value, text]) => make("option", { value }, text)));
  select.value = chosen;
};
const overlays = [
  ...(community ? [["cluster", "Cluster"]] : []),
  ...[...measures].map(([id, measure]) => [id, measure.title]),
  ["none", "One colour"],
];
options($("overlay"), overlays, state.overlay);
options($("size"), [...measures].filter(([, measure]) => !measure.isYear).map(([id, measure]) => [id, measure.title]), state.size);
options($("ground"), grounds, state.ground);
$("ground").addEventListener("change", () => {
  state.ground = $("ground").value;
  groundPaths = null;
  rest();
});
$("overlay").addEventListener("change", () => {
  state.overlay = $("overlay").value;
  recolour();
});
$("size").addEventListener("change", () => {
  state.size = $("size").value;
  resize();
  painter.places();
  showLegend();
  refilter();
});

/** What colours, areas and widths mean. */
const legendTexts = () => {
  const size = measures.get(state.size), measure = measures.get(state.overlay), texts = [];
  const when = allYears();
  if (measure) {
    const unknown = measure.values.some(Number.isNaN) ? "; grey: not known" : "";
    texts.push(`Colour: ${measure.title}${measure.isYear ? "" : when}${measure.isYear ? "" : ", by its square root"}${unknown}.`);
  } else if (state.overlay === "cluster") {
    const sizes = Array.from(clusterMembers), several = sizes.filter((size) => size > 1).length;
    const grey = arrays.clusterColours && several && sizes.includes(1) ? worded("; grey: one person here") : "";
    texts.push(`Colour: ${several > 12 ? "the twelve largest clusters; smaller ones paler" : "cluster"}${grey}.`);
  }
  return [...texts, `Area: ${size.title}${when}, up to ${format(size.reach[1], size)}. Width: weight of the tie, up to ${format(heaviest, {})}.`];
};
const showLegend = () => {
  const parts = [];
  if (measures.has(state.overlay)) {
    const measure = measures.get(state.overlay);
    const bar = make("canvas", { width: 256, height: 8, ariaHidden: "true" });
    const pen = bar.getContext("2d");
    for (let i = 0; i < 256; i++) {
      pen.fillStyle = css(rampColour(i / 255));
      pen.fillRect(i, 0, 1, 8);
    }
    const [low, high] = measure.reach;
    parts.push(bar, make("div", { className: "row" }, make("span", {}, format(low, measure)), make("span", {}, format(high, measure))));
  }
  $("legend").replaceChildren(...parts, ...legendTexts().map((text) => make("p", {}, text)));
};

const clusterTitle = (c) => meta.clusters[c] || `Cluster ${c + 1}`;
const listedClusters = peopled.slice(0, 24);
const showClusters = () => {
  $("clusters").hidden = peopled.length < 2;
  $("all-clusters").hidden = state.clusters.size === 0;
  $("cluster-list").className = state.clusters.size > 0 ? "some" : "";
  $("cluster-list").replaceChildren(...listedClusters.map((c) => make("li", {},
    button({ ariaPressed: String(state.clusters.has(c)), on: () => toggleCluster(c) },
      make("span", { className: "dot", colour: css(clusterColour(c)) }),
      make("span", { className: "grow" }, clusterTitle(c))),
    button({ className: "count", title: worded("Show its people and works"), on: () => openCluster(c),
      ariaLabel: `${clusterTitle(c)}: show its ${people(clusterMembers[c])} and their works` }, format(clusterMembers[c])))));
  const others = peopled.length - listedClusters.length;
  $("cluster-rest").textContent = others > 0 ? `and ${plural(others, "smaller cluster")}` : "";
};
const toggleCluster = (c) => {
  if (!state.clusters.delete(c)) state.clusters.add(c);
  const at = [...$("cluster-list").querySelectorAll("[aria-pressed]")].indexOf(document.activeElement);
  showClusters();
  if (at >= 0) $("cluster-list").querySelectorAll("[aria-pressed]")[at].focus();
  refilter();
  if (state.clusters.size > 0) flyToCluster([...state.clusters]); else flyToAll();
};
const showOneCluster = (c) => {
  state.clusters = new Set([c]);
  showClusters();
  refilter();
  openCluster(c);
  flyToCluster([c]);
};
const flyToCluster = (chosen) => {
  const members = [];
  for (let v = 0; v < n; v++) if (chosen.includes(community[v])) members.push(v);
  // Without the outermost hundredth, which may lie anywhere.
  const middle = (axis) => {
    const sorted = members.map((v) => axis[v]).sort((a, b) => a - b);
    const cut = Math.floor(sorted.length / 100);
    return [sorted[cut], sorted[sorted.length - 1 - cut]];
  };
  if (members.length > 0) fly(fitTo(middle(x), middle(y), 0.85));
};
$("all-clusters").addEventListener("click", () => {
  state.clusters.clear();
  showClusters();
  refilter();
  flyToAll();
});

const showTop = () => {
  const measure = measures.get(state.size);
  $("top-title").textContent = `Top by ${measure.title.toLowerCase()}${allYears()}`;
  $("top-list").replaceChildren(...Array.from(shownVertices.subarray(0, 15), (v) => make("li", {},
    button({ on: () => choose(v) },
      ...(community ? [make("span", { className: "dot", colour: css(clusterColour(community[v])) })] : []),
      make("span", { className: "grow" }, names[v]),
      make("span", { className: "count" }, format(measure.values[v], measure))))));
};

// Years: works a year as bars, and two handles.
const showYears = () => {
  const [low, high] = yearReach, counts = new Map();
  for (const year of titles.length > 0 ? workYears : firstYear) counts.set(year, (counts.get(year) ?? 0) + 1);
  counts.delete(unknownYear);
  const most = Math.max(...counts.values(), 1);
  const bars = $("year-bars");
  bars.width = 268 * view.ratio;
  bars.height = 34 * view.ratio;
  const pen = bars.getContext("2d"), step = bars.width / (high - low + 1);
  for (const [year, count] of counts) {
    const inside = year >= state.years[0] && year <= state.years[1];
    pen.fillStyle = inside ? (isDark ? "#8ab4f8" : "#2f5fa8") : (isDark ? "#2a303a" : "#e2dfd8");
    const tall = Math.max(1, (count / most) * bars.height);
    pen.fillRect((year - low) * step, bars.height - tall, Math.max(step - 1, 1), tall);
  }
  $("year-value").textContent = `${state.years.join("–")}${isByYear() ? ", dated only" : ""}`;
};
if (hasYears) {
  $("year-field").hidden = false;
  for (const [i, id] of [[0, "year-from"], [1, "year-to"]]) {
    Object.assign($(id), { min: yearReach[0], max: yearReach[1], step: 1, value: yearReach[i] });
    $(id).addEventListener("input", () => {
      stopPlaying();
      const other = state.years[1 - i], value = Number($(id).value);
      state.years[i] = i === 0 ? Math.min(value, other) : Math.max(value, other);
      $(id).value = state.years[i];
      showYears();
      refilter();
    });
  }
}
// The years go by: the last year shown moves on from the first, one step a press for those who want
// no motion.
let playing = 0;
const stopPlaying = () => {
  if (!playing) return;
  clearInterval(playing);
  playing = 0;
  showPlay();
  rest();
};
const showPlay = () => {
  $("play").textContent = playing ? "❚❚ Pause" : still.matches ? "Next year ▸" : "▶ Play";
  $("play").setAttribute("aria-pressed", String(playing !== 0));
};
const stepYear = () => {
  const [from, to] = state.years;
  state.years[1] = to >= yearReach[1] ? from : to + 1;
  $("year-to").value = state.years[1];
  showYears();
  refilter();
};
const play = () => {
  if (playing) return stopPlaying();
  if (still.matches) return stepYear();
  playing = setInterval(() => {
    stepYear();
    if (state.years[1] >= yearReach[1]) stopPlaying();
  }, Math.min(700, Math.max(150, 20000 / (yearReach[1] - yearReach[0] + 1))));
  showPlay();
  if (state.years[1] >= yearReach[1]) stepYear();
};
if (hasYears) {
  $("play").addEventListener("click", play);
  still.addEventListener("change", () => {
    if (still.matches) stopPlaying();
    showPlay();
  });
  showPlay();
}
$("weight").addEventListener("input", () => {
  state.weight = weightAt(Number($("weight").value) / 100);
  refilter();
});
const showWeight = () => {
  const text = state.weight > 0 ? `${format(state.weight, {})}: ${format(shownEdges.length)} of ${plural(m, "tie")}` : "any weight";
  $("weight-value").textContent = text;
  $("weight").setAttribute("aria-valuetext", text);
};
$("weight-field").hidden = m === 0 || edgeWeights.every((weight) => weight === heaviest);

const applyTheme = () => {
  document.documentElement.classList.toggle("dark", isDark);
  if (hasYears) showYears();
  recolour();
  showTop();
};
$("theme").addEventListener("click", () => {
  isDark = !isDark;
  applyTheme();
  say(isDark ? "dark" : "light");
});
dark.addEventListener("change", () => {
  isDark = dark.matches;
  applyTheme();
});
$("zoom-in").addEventListener("click", () => zoomBy(1.6));
$("zoom-out").addEventListener("click", () => zoomBy(1 / 1.6));
$("zoom-all").addEventListener("click", flyToAll);
$("more").addEventListener("click", () => {
  const open = $("panel").classList.toggle("open");
  $("more").setAttribute("aria-expanded", String(open));
  rest();
});
$("save-png").addEventListener("click", savePNG);
$("save-svg").addEventListener("click", saveSVG);

// The first view: the whole map, labelled, before anyone has touched anything.
document.documentElement.classList.toggle("dark", isDark);
const placePanel = () =>
  document.documentElement.style.setProperty("--panel-top", `${$("bar").getBoundingClientRect().bottom + 12}px`);
loadColours();
placePanel();
new ResizeObserver(placePanel).observe($("bar"));
resize();
filter();
painter.places();
painter.vertices(shownVertices);
showWeight();
if (hasYears) showYears();
showLegend();
showClusters();
showTop();
painter.colours();
resizeStage();
drawNow(true);
rest();

/** For tests and for the curious: what is on the screen. */
globalThis.collab = Object.freeze({
  get state() {
    return {
      people: n, ties: m, shownPeople: shownVertices.length, shownTies: shownEdges.length, drawn,
      painter: painter.kind, card: state.subject?.kind ?? null,
      cardPeople: state.subject?.people.map((v) => names[v]) ?? [], years: state.years, inView: shownVertices.some(isInView),
      labels: labels.map(({ box, v, lines }) => ({ box, isTitle: v < 0, text: v < 0 ? lines.join(" ") : names[v] })),
      scale: view.scale / view.fit, isResting: !isMoving && !isAsked && !drawn.isGoingOn,
    };
  },
  place(name) {
    const v = names.indexOf(name);
    return v < 0 ? null : [screenX(v), screenY(v)];
  },
});
