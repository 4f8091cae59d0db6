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
const plural = (count, word) => `${format(count)} ${word}${count === 1 ? "" : "s"}`;
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
const tieText = ([a, b]) => `${names[a]} – ${names[b]}`;
/** What a tie rests on: its works, or else its weight. */
const hoverTie = (tie, tip) => {
  const shared = sharedWorks(...tie), { weight } = coauthors(tie[0]).find((one) => one.v === tie[1]);
  tip.replaceChildren(make("b", {}, tieText(tie)),
    make("p", {}, `${titles.length > 0 ? plural(shared.length, "work") + ", " : ""}weight ${format(weight, {})}`),
    ...shared.slice(0, 4).map((w) => make("p", {}, workLine(w))));
};
const openTie = (tie) => {
  const shared = sharedWorks(...tie);
  state.selected = -1;
  state.way = tie;
  $("card").replaceChildren(closer(), make("h2", { id: "card-name" }, tieText(tie)),
    ...listed("Papers", shared, 8, "papers", (w) => paperItem(w, -1)));
  $("card").hidden = false;
  $("card").scrollTop = 0;
  closeTip();
  rest();
  say(`${tieText(tie)}: ${plural(shared.length, "paper")}.`);
};

// Hover: who it is and a glance at their papers; or what a tie rests on.
let hoveredTie = null;
const hover = (px, py) => {
  const v = personUnder(px, py), tip = $("tip"), tie = v < 0 ? tieUnder(px, py) : null;
  ink.classList.toggle("over", v >= 0 || tie !== null);
  if (v < 0 && (tie !== null || hoveredTie !== null)) {
    if (state.hovered >= 0) {
      state.hovered = -1;
      relight();
      draw();
    }
    if (tie && (!hoveredTie || tieText(tie) !== tieText(hoveredTie))) hoverTie(tie, tip);
    tip.hidden = tie === null;
  }
  hoveredTie = tie;
  if (v !== state.hovered) {
    state.hovered = v;
    relight();
    draw();
    tip.hidden = v < 0;
    if (v >= 0) {
      const facts = [plural(degree(v), "coauthor"), ...(titles.length > 0 ? [plural(paperCount(v), "paper")] : []),
        ...(firstYear ? [yearsText(firstYear[v], lastYear[v])] : [])].filter(Boolean);
      tip.replaceChildren(make("b", {}, names[v]), make("p", {}, facts.join(" · ")),
        ...worksOf(v).slice(0, 3).map((w) => make("p", {}, workLine(w))));
    }
  }
  if (v >= 0 || tie) {
    const box = tip.getBoundingClientRect();
    tip.style.transform = `translate(${Math.min(px + 16, view.width - box.width - 8)}px, ${
      Math.min(py + 16, view.height - box.height - 8)}px)`;
  }
};
const workLine = (w) => (workYears[w] === unknownYear ? titles[w] : `${workYears[w]}  ${titles[w]}`);

// A person's card, from which one walks on to others.
const choose = (v, { fly: flies = true } = {}) => {
  if (asking >= 0) return connect(asking, v);
  state.selected = v;
  state.way = null;
  const fields = [];
  for (const [id, measure] of measures) {
    if (measure.isYear) continue;
    fields.push(make("dt", {}, measure.title), make("dd", {}, format(measure.values[v], measure)),
      make("dd", { className: "count" }, rankText(id, v)));
  }
  const also = (aliases.get(v) ?? []).slice(0, 6);
  $("card").replaceChildren(
    closer(), make("h2", { id: "card-name" }, names[v]),
    ...(community ? [make("span", { className: "chip" },
      make("span", { className: "dot", colour: css(clusterColour(community[v])) }), clusterTitle(community[v]))] : []),
    ...(firstYear && firstYear[v] !== unknownYear
      ? [make("span", { className: "chip" }, `${community ? "\u00a0· " : ""}${yearsText(firstYear[v], lastYear[v])}`)] : []),
    ...(also.length > 0 ? [make("p", { className: "also" }, "also spelled " + also.join(", "))] : []),
    ...(doubts.has(v) ? [make("p", { className: "also" },
      `In doubt: with a probability of ${doubts.get(v)} % the works are one person's.`)] : []),
    make("dl", {}, ...fields),
    make("div", { className: "acts" },
      button({ on: () => ask(v) }, "Way to someone…"),
      button({ on: () => flyToPeople([v, ...coauthors(v).slice(0, 40).map((one) => one.v)]) }, "Zoom here")),
    ...listed("Coauthors", coauthors(v), 12, "people", ({ v: u, weight }) => make("li", {},
      button({ on: () => choose(u) }, make("span", { className: "grow" }, names[u]),
        make("span", { className: "count", title: "weight of the tie" }, format(weight, {}))))),
    ...listed("Papers", worksOf(v), 8, "papers", (w) => paperItem(w, v)));
  $("card").hidden = false;
  $("card").scrollTop = 0;
  closeTip();
  if (flies && !isComfortable(v)) flyToPeople([v, ...coauthors(v).slice(0, 12).map((one) => one.v)]);
  rest();
  say(`${names[v]}: ${plural(degree(v), "coauthor")}, ${plural(paperCount(v), "paper")}.`);
};
const isComfortable = (v) => {
  setMargins();
  const px = screenX(v), py = screenY(v);
  return view.scale > 2 * view.fit && px > margins.left && px < view.width - margins.right && py > 40 && py < view.height - margins.bottom;
};
const closer = () => button({ className: "close", ariaLabel: "Close", on: close }, "✕");
const rankText = (id, v) => {
  const { values } = measures.get(id);
  if (Number.isNaN(values[v])) return "";
  let rank = 1;
  for (const value of values) if (value > values[v]) rank++;
  return `#${format(rank)}`;
};
const listed = (title, items, first, className, item) => {
  if (items.length === 0) return [];
  const list = make("ul", { className }, ...items.slice(0, first).map(item));
  const rest = items.length - first;
  const all = rest > 0 ? [button({ className: "all", on: (event) => {
    list.append(...items.slice(first, first + 500).map(item));
    event.currentTarget.remove();
  } }, rest > 500 ? "Show 500 more" : `Show ${format(rest)} more`)] : [];
  return [make("h3", {}, `${title} (${format(items.length)})`), list, ...all];
};
const paperItem = (w, reader) => {
  const byline = Array.from(bylineOf(w));
  const named = byline.slice(0, 10).flatMap((u, i) => [
    ...(i > 0 ? [", "] : []), u === reader ? names[u] : button({ on: () => choose(u) }, names[u])]);
  const more = byline.length > 10 ? [` and ${format(byline.length - 10)} more`] : [];
  const year = workYears[w] === unknownYear ? [] : [make("span", { className: "when" }, `${workYears[w]}  `)];
  return make("li", {}, ...year, titles[w], make("p", { className: "byline" }, ...named, ...more));
};

// The way between two people, with the papers that make it.
let asking = -1;
const ask = (v) => {
  asking = v;
  $("asking").textContent = `The way from ${names[v]} to whom?`;
  $("asking").hidden = false;
  $("query").value = "";
  $("query").focus();
};
const connect = (from, to) => {
  asking = -1;
  $("asking").hidden = true;
  const way = chain(from, to);
  const person = (v) => button({ on: () => choose(v) }, names[v]);
  state.way = way;
  state.selected = -1;
  const steps = (way ?? []).slice(1).map((v, i) => {
    const shared = sharedWorks(way[i], v);
    return make("li", {}, person(way[i]), " with ", person(v),
      make("p", { className: "byline" }, shared.length > 0 ? workLine(shared[0]) : "",
        shared.length > 1 ? ` and ${plural(shared.length - 1, "more paper")}` : ""));
  });
  const text = way ? `${plural(way.length - 1, "step")} from ${names[from]} to ${names[to]}`
    : `No chain of coauthors leads from ${names[from]} to ${names[to]}`;
  $("card").replaceChildren(closer(), make("h2", { id: "card-name" }, text),
    make("ul", { className: "chain" }, ...steps));
  $("card").hidden = false;
  if (way) flyToPeople(way);
  rest();
  say(text);
};
const close = () => {
  state.selected = -1;
  state.way = null;
  asking = -1;
  $("asking").hidden = true;
  $("card").hidden = true;
  rest();
};
const closeTip = () => {
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
  if (one.c !== undefined) return showOneCluster(one.c);
  if (one.w !== undefined) openWork(one.w); else choose(one.v);
  $("card").focus();
};
/** People; and, unless one asks for the way to somebody, clusters and works. */
const search = (query) => {
  const people = find(query, rankOf);
  const near = people.length > 0 ? people : findNear(query, rankOf);
  if (asking >= 0) return near.map((v) => ({ v }));
  return [...near.map((v) => ({ v })), ...findTexts(meta.clusters, query, 4).map((c) => ({ c })),
    ...findTexts(titles, query, 6).map((w) => ({ w }))];
};
/** A work's card, with its whole byline. */
const openWork = (w) => {
  const byline = Array.from(bylineOf(w));
  state.selected = -1;
  state.way = null;
  $("card").replaceChildren(closer(), make("h2", { id: "card-name" }, titles[w]),
    ...(workYears[w] === unknownYear ? [] : [make("span", { className: "chip" }, String(workYears[w]))]),
    ...listed("Authors", byline, 40, "people", (v) => make("li", {},
      button({ on: () => choose(v) }, make("span", { className: "grow" }, names[v])))));
  $("card").hidden = false;
  $("card").scrollTop = 0;
  closeTip();
  if (byline.length > 0) flyToPeople(byline);
  rest();
  say(`${titles[w]}: ${plural(byline.length, "author")}.`);
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
    if (asking >= 0) close();
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
    close();
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
