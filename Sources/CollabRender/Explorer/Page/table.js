// The same people as a table, for those who rather read, sort or copy than look at a map.
const tableColumns = [
  { title: worded("Person"), text: (v) => names[v], isText: true },
  ...(community ? [{ title: "Cluster", text: (v) => clusterTitle(community[v]), isText: true }] : []),
  ...(doubts.size > 0 ? [{ title: worded("One person, %"), value: (v) => doubts.get(v) ?? NaN,
    text: (v) => String(doubts.get(v) ?? "") }] : []),
  ...[...measures.values()].map((measure) => ({
    title: measure.title, value: (v) => measure.values[v], text: (v) => format(measure.values[v], measure),
  })),
];
const tableRows = 200;
let tableSort = { column: 0, isFalling: false }, tableOrder = [], tableShown = 0;
/** All people who pass the filters, by a column; equal ones by rank. Unknown values come last. */
const sortTable = () => {
  const { column, isFalling } = tableSort, { isText, text, value } = tableColumns[column];
  const keys = isText ? new Map(Array.from(shownVertices, (v) => [v, fold(text(v))])) : null;
  tableOrder = Array.from(shownVertices).sort((a, b) => {
    if (isText) {
      const [left, right] = [keys.get(a), keys.get(b)];
      if (left !== right) return (left < right) === isFalling ? 1 : -1;
    } else {
      const [left, right] = [value(a), value(b)];
      if (Number.isFinite(left) !== Number.isFinite(right)) return Number.isFinite(left) ? -1 : 1;
      if (Number.isFinite(left) && left !== right) return isFalling ? right - left : left - right;
    }
    return rankOf[a] - rankOf[b];
  });
};
const showRows = (from) => {
  const rows = tableOrder.slice(from, from + tableRows).map((v) => make("tr", {},
    ...tableColumns.map((column, i) => (i === 0
      ? make("th", { scope: "row" }, button({ on: () => choose(v) }, column.text(v)))
      : make("td", { className: column.isText ? "" : "count" }, column.text(v))))));
  if (from === 0) $("table-body").replaceChildren(...rows); else $("table-body").append(...rows);
  tableShown = Math.min(from + tableRows, tableOrder.length);
  $("table-more").hidden = tableShown >= tableOrder.length;
  $("table-count").textContent = worded(`${format(tableShown)} of ${format(tableOrder.length)} people who pass the filters`);
};
const showTable = () => {
  if ($("table").hidden) return;
  $("table-head").replaceChildren(...tableColumns.map((column, i) => make("th",
    { scope: "col", "aria-sort": tableSort.column !== i ? "none" : tableSort.isFalling ? "descending" : "ascending" },
    button({ on: () => {
      tableSort = { column: i, isFalling: tableSort.column === i ? !tableSort.isFalling : !column.isText };
      showTable();
      $("table-head").querySelectorAll("button")[i].focus();
    } }, column.title))));
  sortTable();
  showRows(0);
};
$("table-more").addEventListener("click", () => showRows(tableShown));
$("table-open").addEventListener("click", () => {
  const isOpen = $("table").hidden;
  $("table").hidden = !isOpen;
  $("table-open").setAttribute("aria-expanded", String(isOpen));
  showTable();
  if ($("table-copy").childElementCount === 0) $("table-copy").append(...copyPeople(() => tableOrder));
  if (isOpen) $("table").focus();
});
