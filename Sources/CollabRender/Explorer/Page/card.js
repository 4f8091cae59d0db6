// The card: a person, a tie, two people side by side, a way, a work, or a group. Each says in its
// subject whom it lights and how the address names it.
const closer = () => button({ className: "close", ariaLabel: "Close", on: close }, "✕");
/**
 * Shows a card. Of its subject: `kind`; `people` are lit, `centres` with all their ties, `strokes`
 * are further ties as ends and share of the weight; `parts` go into the address.
 */
const openCard = (subject, { flies = true } = {}) => {
  stopAsking();
  state.subject = { people: [], centres: [], strokes: [], ...subject };
  $("card").replaceChildren(closer(), make("h2", { id: "card-name" }, subject.title), ...subject.body.filter(Boolean));
  $("card").hidden = false;
  $("card").scrollTop = 0;
  closeTip();
  if (flies && subject.target?.length > 0) flyToPeople(subject.target);
  rest();
  say(subject.said);
};
const close = () => {
  stopAsking();
  state.subject = null;
  $("card").hidden = true;
  rest();
};

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
  return [make("h3", {}, worded(`${title} (${format(items.length)})`)), list, ...all];
};
const paperItem = (w, reader = -1) => {
  const byline = Array.from(bylineOf(w));
  const named = byline.slice(0, 10).flatMap((u, i) => [
    ...(i > 0 ? [", "] : []), u === reader ? names[u] : button({ on: () => choose(u) }, names[u])]);
  const more = Math.max(0, byline.length - 10) + workOthers[w];
  const year = workYears[w] === unknownYear ? [] : [make("span", { className: "when" }, `${workYears[w]}  `)];
  return make("li", {}, ...year, button({ className: "title", on: () => openWork(w) }, titles[w]),
    make("p", { className: "byline" }, ...named, ...(more > 0 ? [` and ${format(more)} more`] : [])));
};
const papers = (works, reader) => listed("Papers", works, 8, "papers", (w) => paperItem(w, reader));
const personItem = (v, ...more) => make("li", {},
  button({ className: "grow", on: () => choose(v) }, names[v]), ...more);
const act = (text, on) => button({ on }, text);
const acts = (...buttons) => make("div", { className: "acts" }, ...buttons);
const copyWorks = (works) => (works.length > 0
  ? [act("Copy BibTeX", () => copy(bibTeX(works), plural(works.length, "work")))] : []);

/** The line of a card that is seen where a years filter is on. */
const ofAllYears = () => make("p", { className: "also all-years", hidden: !isByYear() }, "Figures and lists are of all years.");

/** A person's card, from which one walks on to others. */
const choose = (v, { flies = true } = {}) => {
  if (asking) return asking.answer(v);
  const fields = [...measures].filter(([, measure]) => !measure.isYear).flatMap(([id, measure]) => [
    make("dt", {}, measure.title), make("dd", {}, format(measure.values[v], measure)),
    make("dd", { className: "count" }, rankText(id, v))]);
  const also = (aliases.get(v) ?? []).slice(0, 6), known = coauthors(v), works = worksOf(v);
  openCard({
    kind: "person", title: names[v], centres: [v], people: [v], parts: { person: names[v] },
    target: isComfortable(v) ? [] : [v, ...known.slice(0, 12).map((one) => one.v)],
    said: `${names[v]}: ${plural(degree(v), "coauthor")}, ${plural(paperCount(v), "paper")}.`,
    body: [
      community && make("span", { className: "chip" },
        make("span", { className: "dot", colour: css(clusterColour(community[v])) }), clusterTitle(community[v])),
      firstYear && firstYear[v] !== unknownYear
        && make("span", { className: "chip" }, `${community ? "\u00a0· " : ""}${yearsText(firstYear[v], lastYear[v])}`),
      also.length > 0 && make("p", { className: "also" }, "also spelled " + also.join(", ")),
      doubts.has(v) && make("p", { className: "also" },
        worded(`In doubt: with a probability of ${doubts.get(v)} % the works are one person's.`)),
      make("dl", {}, ...fields), ofAllYears(),
      acts(...(pages.has(v) ? [make("a", { href: pages.get(v) }, "Page")] : []),
        act(worded("Way to someone…"), () => ask(`The way from ${names[v]} ${worded("to whom?")}`, (u) => connect(v, u))),
        act("Compare with…", () => ask(`Compare ${names[v]} ${worded("with whom?")}`, (u) => compare(v, u))),
        act("Zoom here", () => flyToPeople([v, ...known.slice(0, 40).map((one) => one.v)])), ...copyWorks(works)),
      ...listed("Coauthors", known, 12, "people", ({ v: u, weight }) => personItem(u,
        button({ className: "count", title: "weight of the tie: show its works",
          ariaLabel: `Tie with ${names[u]}, weight ${format(weight, {})}: show its works`,
          on: () => openTie(v, u) }, format(weight, {})))),
      ...papers(works, v),
    ],
  }, { flies });
};
const isComfortable = (v) => {
  setMargins();
  const px = screenX(v), py = screenY(v);
  return view.scale > 2 * view.fit && px > margins.left && px < view.width - margins.right && py > 40 && py < view.height - margins.bottom;
};

const weightOf = (a, b) => coauthors(a).find((one) => one.v === b)?.weight ?? 0;
/** What a tie rests on. */
const openTie = (a, b) => {
  const works = sharedWorks(a, b);
  openCard({
    kind: "tie", title: tieText([a, b]), people: [a, b], strokes: [[a, b, 1]], parts: { tie: names[a], with: names[b] },
    said: `${tieText([a, b])}: ${plural(works.length, "paper")}.`,
    body: [make("p", { className: "also" }, `weight ${format(weightOf(a, b), {})}`), ofAllYears(),
      acts(act("Compare", () => compare(a, b)), ...copyWorks(works)), ...papers(works)],
  }, { flies: false });
};
/** A work with its whole byline. */
const openWork = (w) => {
  const byline = Array.from(bylineOf(w));
  openCard({
    kind: "work", title: titles[w], people: byline, strokes: tiesAmong(byline), parts: { work: titles[w], nth: nthOf(w) },
    target: byline, said: `${titles[w]}: ${plural(byline.length, "author")}.`,
    body: [workYears[w] !== unknownYear && make("span", { className: "chip" }, String(workYears[w])),
      acts(...copyWorks([w])), ...listed("Authors", byline, 40, "people", (v) => personItem(v)),
      workOthers[w] > 0 && make("p", { className: "also" }, `and ${format(workOthers[w])} more, not on this map`)],
  });
};
/** Several people, with their works: a cluster, or whom one has drawn a line around. */
const openGroup = (group) => {
  const works = worksOfAll(group.people), when = isByYear() ? ` of ${yearsText(...state.years)}` : "";
  const byRank = group.people.toSorted((a, b) => rankOf[a] - rankOf[b]);
  openCard({
    strokes: tiesAmong(group.people), said: `${group.title}: ${people(byRank.length)}, ${plural(works.length, "work")}${when}.`,
    body: [make("p", { className: "also" },
      [group.note ?? people(byRank.length) + (when && " of all years"),
        titles.length > 0 ? `${plural(works.length, "work")}${when} by at least one of them` : ""]
        .filter(Boolean).join(" · ")),
    acts(...copyPeople(() => byRank), ...copyWorks(works)),
    ...listed("People", byRank, 12, "people", (v) => personItem(v)), ...papers(works)],
    ...group,
  });
};
const openCluster = (c) => {
  const members = Array.from(order).filter((v) => community[v] === c);
  openGroup({ kind: "cluster", title: clusterTitle(c), people: members, again: () => openCluster(c), parts: { cluster: c + 1 } });
};

/** Two people side by side: figures, coauthors and works that they share. */
const compare = (a, b) => {
  const known = [[a, b], [b, a]].map(([v, other]) => new Set(coauthors(v).map((one) => one.v).filter((u) => u !== other)));
  const common = [...known[0]].filter((v) => known[1].has(v)).sort((u, v) => rankOf[u] - rankOf[v]);
  const works = sharedWorks(a, b);
  const row = (title, first, second) => make("tr", {}, make("th", { scope: "row" }, title),
    make("td", {}, first), make("td", {}, second));
  const rows = [
    ...(community ? [row("Cluster", ...[a, b].map((v) => clusterTitle(community[v])))] : []),
    ...(firstYear ? [row("Years", ...[a, b].map((v) => yearsText(firstYear[v], lastYear[v]) || "not known"))] : []),
    ...[...measures.values()].filter((measure) => !measure.isYear).map((measure) =>
      row(measure.title, ...[a, b].map((v) => format(measure.values[v], measure)))),
    row(worded("Only their coauthors"), ...known.map((set) => format(set.size - common.length))),
  ];
  openCard({
    kind: "pair", title: `${names[a]} and ${names[b]}`, people: [a, b], centres: [a, b], target: [a, b],
    parts: { compare: names[a], with: names[b] },
    said: `${names[a]} and ${names[b]}: ${plural(common.length, "coauthor")} and ${plural(works.length, "paper")} in common.`,
    body: [make("table", { className: "pair" }, make("thead", {}, make("tr", {}, make("td", {}),
      ...[a, b].map((v) => make("th", { scope: "col" }, button({ on: () => choose(v) }, names[v]))))),
    make("tbody", {}, ...rows)), ofAllYears(),
    acts(act("Way between them", () => connect(a, b)), ...copyWorks(works)),
    ...listed("Coauthors of both", common, 12, "people", (v) => personItem(v)), ...papers(works)],
  });
};
/** The way between two people, with the papers that make it. */
const connect = (from, to) => {
  const way = chain(from, to), ends = { from: names[from], to: names[to] };
  const person = (v) => button({ on: () => choose(v) }, names[v]);
  const text = way ? `${plural(way.length - 1, "step")} from ${names[from]} to ${names[to]}`
    : `${worded("No chain of coauthors")} leads from ${names[from]} to ${names[to]}`;
  const steps = (way ?? []).slice(1).map((v, i) => {
    const shared = sharedWorks(way[i], v);
    return make("li", {}, person(way[i]), " with ", person(v), make("p", { className: "byline" },
      ...(shared.length > 0 ? [button({ on: () => openWork(shared[0]) }, workLine(shared[0]))] : []),
      ...(shared.length > 1 ? [" and ", button({ on: () => openTie(way[i], v) }, plural(shared.length - 1, "more paper"))] : [])));
  });
  openCard({
    kind: "way", title: text, people: way ?? [from, to], strokes: (way ?? []).slice(1).map((v, i) => [way[i], v, 1]),
    parts: ends, target: way ?? [], said: text, body: [make("ul", { className: "chain" }, ...steps)],
  });
};

// What the next person who is chosen answers.
let asking = null;
const ask = (question, answer) => {
  asking = { answer };
  $("asking").textContent = question;
  $("asking").hidden = false;
  $("query").value = "";
  $("query").focus();
};
const stopAsking = () => {
  asking = null;
  $("asking").hidden = true;
};
