"use strict";
const data = JSON.parse(document.getElementById("data").content.textContent);
const { questions, works, people } = data;
const at = (id) => document.getElementById(id);
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

// What was decided: by question "same", "different" or the side of each work, in one string of 0 and 1.
let answers = {}, past = [], current = 0, sorting = null, cursor = 0, savedText = "";
const memory = {
  key: "collab-review-" + data.digest,
  read() { try { return JSON.parse(localStorage.getItem(this.key)) ?? {}; } catch { return {}; } },
  write() { try { localStorage.setItem(this.key, JSON.stringify(answers)); } catch { /* kept in the page */ } },
};

const placesOf = (question) => question.sides.flatMap((side) => side.places);
const startOf = (question) => question.sides.map((side, i) => String(i).repeat(side.places.length)).join("");
const isLetterOf = (question) => placesOf(question).every((place) => place.reference !== null);

// The ruling that an answer is; places are named one by one where works were sorted.
const rulingOf = (question, answer) => {
  if (answer === "same" || answer === "different") return question[answer];
  const places = placesOf(question);
  const sides = ["0", "1"].map((side) => places.filter((_, i) => answer[i] === side)
    .map((place) => place.reference).join(", ")).filter(Boolean);
  if (sides.length === 2) return "different: " + sides.join(" | ");
  return "same: " + places.map((place) => place.reference).join(" | ");
};
const titleOf = (question) => question.sides.map((side) => side.name).join(" and ");
const fileText = () => {
  const lines = questions.flatMap((question, i) => i in answers
    ? [`# ${titleOf(question)}`, rulingOf(question, answers[i])] : []);
  const before = data.before && !data.before.endsWith("\n") ? data.before + "\n" : data.before;
  return before + lines.map((line) => line + "\n").join("");
};

const names = (list, shared) => list.flatMap((person, i) => [
  i > 0 ? ", " : "",
  shared.has(person) ? make("span", { class: "both" }, people[person]) : people[person],
]);
const counted = (list) => {
  const counts = new Map();
  for (const item of list) if (item) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const yearsOf = (side) => {
  const years = side.places.map((place) => works[place.work].year).filter((year) => year !== null);
  if (years.length === 0) return "unknown";
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? `${first}` : `${first}–${last}`;
};
const frequent = (list, limit = 4) => {
  const found = counted(list);
  return found.slice(0, limit).map(([name, count]) => count > 1 ? `${name} (${count})` : name).join("; ")
    + (found.length > limit ? ` and ${found.length - limit} more` : "");
};

const listed = (list, limit = 8) => list.slice(0, limit).map((person) => people[person]).join(", ")
  + (list.length > limit ? ` and ${list.length - limit} more` : "");

const sideCard = (question, index, shared) => {
  const side = question.sides[index];
  const first = index === 0 ? 0 : question.sides[0].places.length;
  const spellings = frequent(side.places.map((place) => place.name), 6);
  const facts = [
    ["Works", `${side.places.length}, ${yearsOf(side)}`],
    ["Spelled", spellings],
    ["Affiliations", frequent(side.places.flatMap((place) => place.affiliations))],
    ["Venues", frequent(side.places.map((place) => works[place.work].venue))],
    ["Only here", listed(side.coauthors.filter((person) => !shared.has(person)))],
  ].filter(([, value]) => value);
  return make("section", { class: "side", "aria-label": index === 0 ? "First" : "Second" },
    make("h3", {}, side.name),
    make("dl", {}, ...facts.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)])),
    make("ol", { class: "papers" }, ...side.places.map((place, i) => {
      const work = works[place.work], number = first + i;
      const others = work.authors.filter((person) => !question.people.includes(person));
      return make("li", { "data-place": number, onclick: () => sorting && move(number) },
        make("span", { class: "owner" }),
        make("div", {},
          make("div", { class: "title" }, work.title),
          make("div", { class: "by" },
            [work.year, work.venue].filter(Boolean).join(", "), others.length && (work.year || work.venue) ? " · " : "",
            ...names(others.slice(0, 12), shared), others.length > 12 ? ` and ${others.length - 12} more` : "")));
    })));
};

const show = () => {
  const main = at("question");
  main.classList.toggle("sorting", sorting !== null);
  if (questions.length === 0) {
    main.replaceChildren(make("div", { class: "card" }, make("h2", {}, "No open questions")));
  } else {
    const question = questions[current];
    const shared = new Set(question.sides[0].coauthors.filter((person) => question.sides[1].coauthors.includes(person)));
    const answer = sorting ?? answers[current];
    main.replaceChildren(
      make("div", { class: "card" },
        make("h2", {}, question.sides[0].name === question.sides[1].name
          ? `Is ${question.sides[0].name} one person or two?` : `Are ${titleOf(question)} one person?`),
        make("p", {}, `Now ${question.joined ? "one person" : "two people"}`
          + (question.odds === null ? "" : `; log-odds ${question.odds.toFixed(2)}, one above ${data.threshold.toFixed(2)}`)
          + `; ${plural(question.consequence, "place")} may move`),
        make("ul", { class: "reasons" }, ...question.reasons.map((reason) => {
          const sign = reason[0] === "+" ? "for" : reason[0] === "−" ? "against" : "";
          return make("li", { class: sign }, sign ? reason.slice(1) : reason);
        })),
        make("p", { class: "common" }, shared.size === 0 ? "No coauthor in common"
          : "In common: " + listed([...shared], 40)),
        ...(answer === undefined ? [] : [make("pre", { id: "ruling" }, rulingOf(question, answer))])),
      make("div", { class: "sides" }, sideCard(question, 0, shared), sideCard(question, 1, shared)));
  }
  mark();
};

const mark = () => {
  const question = questions[current], answered = Object.keys(answers).length;
  at("progress").textContent = `${answered} of ${plural(questions.length, "question")} answered`;
  at("done").firstElementChild.style.setProperty("width", `${100 * answered / Math.max(questions.length, 1)}%`);
  at("save").classList.toggle("unsaved", fileText() !== savedText);
  for (const [i, item] of [...at("list").querySelectorAll("button")].entries()) {
    item.setAttribute("aria-current", String(i === current));
    const answer = answers[i];
    item.firstElementChild.textContent = answer === undefined ? "" : answer === "same" ? "=" : answer === "different" ? "≠" : "÷";
  }
  at("list").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  const answer = answers[current];
  for (const id of ["same", "different"]) at(id).setAttribute("aria-pressed", String(answer === id));
  at("works").setAttribute("aria-pressed", String(sorting !== null || /^[01]+$/.test(answer ?? "")));
  at("works").querySelector("span").textContent = sorting === null ? "Which works are whose" : "Confirm";
  at("works").disabled = !question || !isLetterOf(question);
  at("undo").disabled = past.length === 0;
  for (const id of ["same", "different", "later"]) at(id).disabled = !question;
  at("hint").textContent = sorting === null
    ? "← → walk through the questions"
    : "↑ ↓ choose a work, Space gives it to the other, Enter confirms, Escape leaves it";
  if (sorting === null) return;
  for (const row of document.querySelectorAll("#question .papers li")) {
    const number = Number(row.dataset.place), owner = sorting[number];
    row.setAttribute("aria-current", String(number === cursor));
    row.querySelector(".owner").dataset.owner = owner;
    row.querySelector(".owner").textContent = owner === "0" ? "A" : "B";
    if (number === cursor) row.scrollIntoView({ block: "nearest" });
  }
  at("ruling").textContent = rulingOf(question, sorting);
};

const move = (number) => {
  cursor = number;
  sorting = sorting.slice(0, number) + (sorting[number] === "0" ? "1" : "0") + sorting.slice(number + 1);
  mark();
};
const walk = (index) => {
  if (questions.length === 0) return;
  sorting = null;
  current = Math.min(Math.max(index, 0), questions.length - 1);
  show();
  at("question").scrollTop = 0;
};
// The next question without an answer, behind this one and then from the beginning.
const next = () => {
  const order = questions.map((_, i) => (current + 1 + i) % questions.length);
  walk(order.find((i) => !(i in answers)) ?? Math.min(current + 1, questions.length - 1));
};
const decide = (answer) => {
  if (questions.length === 0) return;
  past.push([current, answers[current]]);
  if (answer === undefined) delete answers[current];
  else answers[current] = answer;
  memory.write();
  next();
};
const undo = () => {
  const last = past.pop();
  if (!last) return;
  if (last[1] === undefined) delete answers[last[0]];
  else answers[last[0]] = last[1];
  memory.write();
  walk(last[0]);
};
const sort = () => {
  if (at("works").disabled) return;
  if (sorting !== null) return decide(sorting);
  sorting = /^[01]+$/.test(answers[current] ?? "") ? answers[current] : startOf(questions[current]);
  cursor = 0;
  show();
};
const save = () => {
  savedText = fileText();
  const link = make("a", {
    download: data.file, href: URL.createObjectURL(new Blob([savedText], { type: "text/plain" })),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  mark();
};
const dark = (on) => document.documentElement.classList.toggle("dark", on);

const keys = {
  s: () => decide("same"), d: () => decide("different"), w: sort, u: undo,
  l: () => decide(undefined),
  ArrowRight: () => walk(current + 1), ArrowLeft: () => walk(current - 1),
};
const sortingKeys = {
  ArrowDown: () => { cursor = Math.min(cursor + 1, sorting.length - 1); mark(); },
  ArrowUp: () => { cursor = Math.max(cursor - 1, 0); mark(); },
  " ": () => move(cursor), Enter: sort, w: sort, Escape: () => walk(current),
};
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    return save();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isButton = event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = sorting === null ? keys[key] : sortingKeys[key] ?? (key === "u" ? undo : undefined);
  if (!action || isButton || event.repeat && !key.startsWith("Arrow")) return;
  event.preventDefault();
  action();
});
for (const [id, action] of Object.entries({
  same: keys.s, different: keys.d, works: sort, later: keys.l, undo, save,
  theme: () => dark(!document.documentElement.classList.contains("dark")),
})) at(id).addEventListener("click", () => { action(); at("question").focus(); });
addEventListener("beforeunload", (event) => {
  if (Object.keys(answers).length > 0 && fileText() !== savedText) event.preventDefault();
});

savedText = fileText();
for (const [index, answer] of Object.entries(memory.read())) {
  const question = questions[index];
  if (question && (answer === "same" || answer === "different" || answer.length === placesOf(question).length)) answers[index] = answer;
}
at("list").firstElementChild.append(...questions.map((question, i) => make("li", {},
  make("button", { type: "button", onclick: () => walk(i) },
    make("span", { class: "mark" }), make("span", { class: "name" }, titleOf(question)),
    make("small", {}, String(question.consequence))))));
dark(matchMedia("(prefers-color-scheme: dark)").matches);
walk(Math.max(questions.findIndex((_, i) => !(i in answers)), 0));
globalThis.collab = { answers: () => answers };
