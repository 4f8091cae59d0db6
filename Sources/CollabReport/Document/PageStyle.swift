extension Document {
  /// The style of every page. Colours are those of the explorer; text on any ground has a contrast
  /// of at least 4.5 (WCAG 2.2).
  static let style = """
    :root { color-scheme: light dark; --page: #fcfcfa; --panel: #f3f4f4; --panel2: #eceef0;
      --ink: #1b1f24; --mute: #545d68; --line: #d9dde1; --grid: #e4e7ea; --link: #0062a0;
      --bar: #0072b2; --s2: #e0a33e; --s3: #8fc3e3; --s4: #c9ced4; --warn: #9a6700; }
    @media (prefers-color-scheme: dark) {
      :root { --page: #14171c; --panel: #1d2126; --panel2: #272c33; --ink: #e8ebee;
        --mute: #a8b1bb; --line: #363d45; --grid: #2a3037; --link: #7cc4f5; --bar: #56a8e0;
        --s2: #c98a1b; --s3: #2f6d9c; --s4: #57606a; --warn: #d9a52e; }
    }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 3.5rem; }
    body { margin: 0; background: var(--page); color: var(--ink);
      font: 16px/1.55 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
    a { color: var(--link); text-underline-offset: .15em; }
    nav { position: sticky; top: 0; z-index: 1; background: var(--page);
      border-bottom: 1px solid var(--line); }
    nav div { max-width: 1280px; margin: 0 auto; padding: .75rem 1.25rem; display: flex;
      gap: .4rem 1.4rem; overflow-x: auto; }
    nav a { color: var(--ink); text-decoration: none; white-space: nowrap; font-size: 15px; }
    nav a:hover { text-decoration: underline; }
    nav .home { font-weight: 700; overflow: hidden; text-overflow: ellipsis; max-width: 20rem;
      flex: none; }
    main { max-width: 1280px; margin: 0 auto; padding: 1.25rem 1.25rem 4rem; }
    h1 { font-size: 38px; line-height: 1.15; letter-spacing: -.015em; margin: .25rem 0 .75rem;
      overflow-wrap: anywhere; }
    h2 { font-size: 28px; line-height: 1.2; margin: 56px 0 14px; padding-top: 14px;
      border-top: 3px solid var(--ink); }
    h3 { font-size: 17px; margin: 28px 0 6px; overflow-wrap: anywhere; }
    p, li { max-width: 46rem; overflow-wrap: anywhere; }
    .cover { display: grid; grid-template-columns: minmax(20rem, 29rem) minmax(0, 1fr);
      grid-template-rows: auto 1fr; gap: 0 40px; }
    .cover figure { grid-column: 2; grid-row: 1 / span 2; margin: 0; }
    .source { color: var(--mute); font-size: 14px; margin: 8px 0 4px; }
    .headline { font-size: 21px; line-height: 1.4; margin: 0 0 14px; }
    .warning { border-left: 4px solid var(--warn); background: var(--panel); padding: 10px 14px;
      margin: 0 0 14px; font-size: 15px; }
    .finding { font-size: 18px; line-height: 1.45; max-width: 54rem; }
    .figures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 24px; margin: 0;
      align-content: start; }
    .figures > div { border-top: 1px solid var(--line); padding: 8px 0; }
    .figures dt { font-size: 14px; color: var(--mute); }
    .figures dd { margin: 0; display: grid; grid-template-columns: auto 1fr; align-items: end;
      gap: 0 10px; }
    .figures b { font-size: 25px; line-height: 1.2; letter-spacing: -.01em; }
    .figures svg { justify-self: end; }
    .figures span { grid-column: 1 / -1; font-size: 12.5px; color: var(--mute); }
    .trend path, .bar rect { fill: var(--bar); }
    .bar { margin-left: 8px; }
    .trend { display: block; }
    td .trend { height: 20px; }
    .scroll { overflow-x: auto; margin: 14px 0 20px; }
    .scroll:focus-visible { outline: 2px solid var(--link); }
    table { border-collapse: collapse; font-size: 15px; }
    caption { text-align: left; color: var(--mute); font-size: 14px; padding-bottom: 6px; }
    caption span { display: block; max-width: calc(100vw - 2.5rem); }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); }
    th, td { padding: 4px 12px 4px 0; text-align: left; vertical-align: middle;
      border-bottom: 1px solid var(--grid); }
    td { vertical-align: top; overflow-wrap: anywhere; max-width: 30rem; }
    thead th { border-bottom: 1px solid var(--ink); white-space: nowrap; font-size: 14px; }
    .who { overflow-wrap: break-word; min-width: 7rem; }
    .short { white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    th button { all: unset; cursor: pointer; }
    th button:focus-visible { outline: 2px solid var(--link); }
    th button::after { content: " \\2195"; color: var(--mute); }
    th[aria-sort=ascending] button::after { content: " \\2191"; color: var(--ink); }
    th[aria-sort=descending] button::after { content: " \\2193"; color: var(--ink); }
    .search { font: inherit; font-size: 15px; padding: 6px 10px; margin: 0 0 8px; width: 18rem;
      max-width: 100%; color: var(--ink); background: var(--page);
      border: 1px solid var(--mute); }
    .badge { vertical-align: -5px; }
    .badge text { font: 700 12px "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr));
      gap: 28px 28px; margin: 20px 0; }
    .card { border: 1px solid var(--line); padding: 12px 16px 14px; position: relative; }
    .card .edge { position: absolute; left: -1px; right: -1px; top: -1px; height: 4px;
      width: calc(100% + 2px); }
    .card h3 { margin: 4px 0 2px; font-size: 18px; }
    .card p { margin: 8px 0 0; font-size: 14px; }
    .card .subtitle { margin: 0 0 8px; }
    .span span { font-size: 12.5px; color: var(--mute); }
    .span .trend { width: 100%; }
    .words { list-style: none; display: flex; flex-wrap: wrap; gap: 6px; padding: 0;
      margin: 10px 0 0; }
    .words li { max-width: 100%; background: var(--panel2); padding: 1px 8px; font-size: 14px; }
    .subtitle { color: var(--mute); font-size: 14px; margin: 0 0 6px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr));
      gap: 8px 40px; }
    .charts h3 { margin-top: 16px; }
    .chart { display: block; width: 100%; height: auto; }
    .chart .grid { stroke: var(--grid); stroke-width: 1; }
    .chart .tick { font-size: 13px; fill: var(--mute); }
    .s1 { fill: var(--bar); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
    .s4 { fill: var(--s4); }
    .l1, .l2 { fill: none; stroke: var(--bar); stroke-width: 2.5; }
    .l2 { stroke: var(--s2); stroke-dasharray: 6 3; }
    .key { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0;
      margin: 0 0 6px; font-size: 14px; }
    .terms > div { display: grid; grid-template-columns: 14rem minmax(0, 46rem);
      border-top: 1px solid var(--grid); padding: 6px 0; }
    .terms dt { font-weight: 700; } .terms dd { margin: 0; }
    .download, .files { font-size: 15px; }
    figure { margin: 14px 0; }
    figure svg { display: block; width: 100%; height: auto; }
    .key svg { display: inline-block; width: 12px; vertical-align: -1px; }
    figcaption { color: var(--mute); font-size: 14px; margin-top: 6px; }
    .dark, .narrow { display: none; }
    @media (prefers-color-scheme: dark) {
      .light { display: none; } .dark:not(.narrow) { display: block; }
    }
    @media screen and (max-width: 600px) {
      .light.wide, .dark.wide { display: none; } .light.narrow { display: block; }
    }
    @media screen and (max-width: 600px) and (prefers-color-scheme: dark) {
      .light.narrow { display: none; } .dark.narrow { display: block; }
    }
    @media (max-width: 1000px) {
      .cover { display: block; } .cover figure { margin-top: 20px; }
    }
    @media (max-width: 600px) {
      h1 { font-size: 30px; } h2 { font-size: 24px; margin-top: 40px; }
      .headline { font-size: 18px; } .figures { gap: 0 16px; } .figures b { font-size: 21px; }
      .figures .trend { width: 64px; }
      .terms > div { display: block; }
      .cards, .charts { grid-template-columns: minmax(0, 1fr); }
      .bar { display: none; } th, td { padding-right: 8px; }
      .who { position: sticky; left: 0; background: var(--page); background-clip: padding-box;
        max-width: 12rem; }
    }
    @media print {
      @page { size: A4; margin: 15mm; }
      :root { color-scheme: light; --page: #fff; --panel: #f5f6f7; --panel2: #eceef0;
        --ink: #000; --mute: #444; --line: #bbb; --grid: #ddd; --link: #000; --bar: #0072b2;
        --s2: #e0a33e; --s3: #8fc3e3; --s4: #c9ced4; }
      .light:not(.narrow) { display: block; } .dark:not(.narrow), nav, .search { display: none; }
      body { font-size: 10pt; } h1 { font-size: 24pt; } h2 { font-size: 17pt; }
      .headline, .finding { font-size: 12pt; } table { font-size: 8.5pt; }
      main { max-width: none; padding: 0; } .scroll { overflow: visible; }
      caption span { max-width: none; }
      .cover { display: block; } .cover figure svg { max-height: 125mm; }
      .figures { grid-template-columns: 1fr 1fr 1fr; margin-top: 6mm; }
      .card .edge { left: 0; top: 0; width: 100%; }
      tr, figure, .card { break-inside: avoid; } thead { display: table-header-group; }
      th button { display: contents; } th button::after { content: ""; }
      .bar { width: 30px; margin-left: 4px; } th, td { padding-right: 6px; }
      h2, h3 { break-after: avoid; }
      .charts, .cards { grid-template-columns: 1fr 1fr; gap: 5mm; }
    }

    """

  /// Sorts and searches tables. Values that are not known stay last in either order.
  static let script = """
    "use strict";
    for (const table of document.querySelectorAll("table.sortable")) {
      const body = table.tBodies[0], rows = [...body.rows];
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => {
        if (head.classList.contains("trends")) return;
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        const isNumber = head.classList.contains("number");
        button.addEventListener("click", () => {
          const up = head.getAttribute("aria-sort") === (isNumber ? "descending" : "none")
            || (!isNumber && head.getAttribute("aria-sort") !== "ascending");
          heads.forEach((other) => other.removeAttribute("aria-sort"));
          head.setAttribute("aria-sort", up ? "ascending" : "descending");
          const key = (row) => {
            const cell = row.cells[column];
            if (!isNumber) return cell.textContent;
            return cell.dataset.v === undefined ? null : Number(cell.dataset.v);
          };
          const sorted = rows.map((row, place) => ({ row, place, key: key(row) }));
          sorted.sort((a, b) => {
            if (a.key === null || b.key === null) {
              return (a.key === null) - (b.key === null) || a.place - b.place;
            }
            const order = isNumber ? a.key - b.key : a.key.localeCompare(b.key, "en");
            return (up ? order : -order) || a.place - b.place;
          });
          body.append(...sorted.map((entry) => entry.row));
        });
      });
      if (!table.classList.contains("searchable")) continue;
      const search = document.createElement("input");
      search.type = "search";
      search.className = "search";
      search.placeholder = "Search this table";
      search.setAttribute("aria-label", "Search this table");
      const plain = (text) => text.normalize("NFD").replace(/\\p{M}/gu, "").toLowerCase();
      search.addEventListener("input", () => {
        const wanted = plain(search.value).split(" ").filter((word) => word !== "");
        for (const row of rows) {
          const text = plain(row.textContent);
          row.hidden = !wanted.every((word) => text.includes(word));
        }
      });
      table.parentElement.before(search);
    }

    """
}
