// The network as typed arrays, what follows from them, and the search for names.
const bytesOf = (text) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
};
const kinds = { f32: Float32Array, u32: Uint32Array, i16: Int16Array };
/** What a template holds: deflated numbers or JSON, in base64. */
const unpacked = async (element) => {
  const packed = new Blob([bytesOf(element.content.textContent)]).stream();
  element.remove();
  const bytes = await new Response(packed.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
  const { name, kind } = element.dataset;
  return [name, kind === "json" ? JSON.parse(new TextDecoder().decode(bytes)) : new kinds[kind](bytes)];
};
if (!globalThis.DecompressionStream) {
  document.getElementById("note").textContent = "This map needs a browser of the middle of 2023 or later.";
}
const arrays = Object.fromEntries(await Promise.all(Array.from(document.querySelectorAll("template"), unpacked)));
const { meta, names, titles } = arrays;
const aliases = new Map(arrays.aliases);
const bibTeXNames = new Map(arrays.bibTeXNames);
/** Works without a title, which are called by something else. */
const untitled = new Set(arrays.untitled);
/** Of people whose works may be several people's: the probability in percent that they are one's. */
const doubts = new Map(arrays.doubts);
/** The files of pages about people. */
const pages = new Map(arrays.pages);
const unknownYear = -32768;

const { x, y, community, edgeOffsets, edgeTargets, edgeWeights } = arrays;
const { edgeFirst, edgeLast, firstYear, lastYear, workYears, workOffsets, workAuthors, workOthers } = arrays;
const n = names.length;
const m = edgeTargets.length;
const columns = meta.columns.map(({ title, isCount }, i) => (
  { title: title.slice(0, 1).toUpperCase() + title.slice(1), isCount, values: arrays["column" + i] }));

/** A text about people as one about what the map shows. */
const worded = (text) => (meta.words ? text.replace(/\p{L}+/gu, (word) => {
  const other = meta.words[word.toLowerCase()] ?? word;
  return word[0] === word[0].toLowerCase() ? other : other[0].toUpperCase() + other.slice(1);
}).replace(/\ba (?=[aeiou])/g, "an ") : text);
if (meta.words) {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT,
    (node) => (node.parentElement.closest("script, template, #heading") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (texts.nextNode()) texts.currentNode.data = worded(texts.currentNode.data);
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, worded(element.getAttribute(name)));
    }
  }
}

// The end of each edge with the smaller number; the other one is in edgeTargets.
const edgeSources = new Uint32Array(m);
for (let v = 0; v < n; v++) edgeSources.fill(v, edgeOffsets[v], edgeOffsets[v + 1]);

// Neighbours in both directions, with the number of the edge.
const rowOffsets = new Uint32Array(n + 1);
const rowTargets = new Uint32Array(2 * m);
const rowEdges = new Uint32Array(2 * m);
{
  for (let e = 0; e < m; e++) {
    rowOffsets[edgeSources[e] + 1]++;
    rowOffsets[edgeTargets[e] + 1]++;
  }
  for (let v = 0; v < n; v++) rowOffsets[v + 1] += rowOffsets[v];
  const cursor = rowOffsets.slice(0, n);
  const put = (from, to, e) => {
    rowTargets[cursor[from]] = to;
    rowEdges[cursor[from]++] = e;
  };
  for (let e = 0; e < m; e++) {
    put(edgeSources[e], edgeTargets[e], e);
    put(edgeTargets[e], edgeSources[e], e);
  }
}
const degree = (v) => rowOffsets[v + 1] - rowOffsets[v];

/** The coauthors of a vertex with their edges, strongest first. */
const coauthors = (v) => {
  const list = [];
  for (let i = rowOffsets[v]; i < rowOffsets[v + 1]; i++) {
    list.push({ v: rowTargets[i], e: rowEdges[i], weight: edgeWeights[rowEdges[i]] });
  }
  return list.sort((a, b) => b.weight - a.weight || a.v - b.v);
};

// The works of each person.
const personOffsets = new Uint32Array(n + 1);
const personWorks = new Uint32Array(workAuthors.length);
{
  for (const v of workAuthors) personOffsets[v + 1]++;
  for (let v = 0; v < n; v++) personOffsets[v + 1] += personOffsets[v];
  const cursor = personOffsets.slice(0, n);
  for (let w = 0; w < titles.length; w++) {
    for (let i = workOffsets[w]; i < workOffsets[w + 1]; i++) personWorks[cursor[workAuthors[i]]++] = w;
  }
}
/** The works of a person, latest first. */
const worksOf = (v) =>
  Array.from(personWorks.subarray(personOffsets[v], personOffsets[v + 1]))
    .sort((a, b) => workYears[b] - workYears[a] || a - b);
/** Which of the works of its title a work is: nothing for the first, 2 for the second. */
const nthOf = (w) => {
  let nth = 1;
  for (let i = titles.indexOf(titles[w]); i >= 0 && i < w; i = titles.indexOf(titles[w], i + 1)) nth++;
  return nth > 1 ? nth : "";
};
const bylineOf = (w) => workAuthors.subarray(workOffsets[w], workOffsets[w + 1]);
const sharedWorks = (a, b) => worksOf(a).filter((w) => bylineOf(w).includes(b));

/** The numbers of a key array by falling key, in linear time: keys are not negative. */
const byFallingKey = (keys) => {
  const length = keys.length, positive = new Float32Array(length);
  for (let i = 0; i < length; i++) if (keys[i] > 0) positive[i] = keys[i];
  const bits = new Uint32Array(positive.buffer);
  let order = new Uint32Array(length), next = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65537);
    for (let i = 0; i < length; i++) starts[65536 - ((bits[i] >>> shift) & 65535)]++;
    for (let b = 0; b < 65536; b++) starts[b + 1] += starts[b];
    for (let i = 0; i < length; i++) next[starts[65535 - ((bits[order[i]] >>> shift) & 65535)]++] = order[i];
    [order, next] = [next, order];
  }
  return order;
};

const reach = (values) => {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value === unknownYear || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
};
const yearReach = firstYear && lastYear
  ? [reach(firstYear)?.[0], reach(lastYear)?.[1]].filter((year) => year !== undefined) : [];
const hasYears = yearReach.length === 2 && yearReach[0] < yearReach[1];

const clusterCount = meta.clusters.length;
const clusterMembers = new Uint32Array(clusterCount);
if (community) for (const c of community) clusterMembers[c]++;
/** The clusters with somebody on the page. */
const peopled = Array.from(clusterMembers.keys()).filter((c) => clusterMembers[c] > 0);

// Search: all names in one text, folded, so that one pass of indexOf finds every match.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/ß/g, "ss").replace(/ı/g, "i");
let haystack = null, starts = null;
const prepareSearch = () => {
  if (haystack !== null) return;
  const parts = new Array(n);
  starts = new Uint32Array(n + 1);
  let length = 1;
  for (let v = 0; v < n; v++) {
    starts[v] = length;
    parts[v] = fold([names[v], ...(aliases.get(v) ?? [])].join(" / ").replaceAll("\n", " "));
    length += parts[v].length + 1;
  }
  starts[n] = length;
  haystack = "\n" + parts.join("\n") + "\n";
};
const personAt = (offset) => {
  let low = 0, high = n - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle; else high = middle - 1;
  }
  return low;
};
/** People whose name holds every word of a query: beginnings of words first, then by rank. */
const find = (query, rankOf, limit = 12) => {
  prepareSearch();
  const words = fold(query).split(/[\s,]+/).filter(Boolean).sort((a, b) => b.length - a.length);
  if (words.length === 0) return [];
  const found = [];
  for (let at = haystack.indexOf(words[0]); at >= 0;) {
    const v = personAt(at);
    const text = haystack.slice(starts[v], starts[v + 1]);
    if (words.every((word) => text.includes(word))) {
      const begins = words.every((word) => text.startsWith(word) || /[\s.\-'/]/.test(text[text.indexOf(word) - 1])
        || text.includes(" " + word));
      found.push({ v, begins });
    }
    at = haystack.indexOf(words[0], starts[v + 1] - 1);
  }
  return found.sort((a, b) => b.begins - a.begins || rankOf[a.v] - rankOf[b.v] || a.v - b.v)
    .slice(0, limit).map((entry) => entry.v);
};

/** Whether one word becomes the other by so few letters more, fewer, others or exchanged. */
const isNear = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return false;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return false;
    [before, last] = [last, row];
  }
  return last[b.length] <= most;
};
/** People whose name has a word near each word of a query, for queries that nobody's name holds. */
const findNear = (query, rankOf, limit = 12) => {
  prepareSearch();
  const words = fold(query).split(/[\s,]+/).filter(Boolean);
  if (!words.some((word) => word.length > 3)) return [];
  const mistakes = (word) => (word.length > 7 ? 2 : word.length > 3 ? 1 : 0);
  const found = [];
  for (let v = 0; v < n; v++) {
    const parts = haystack.slice(starts[v], starts[v + 1] - 1).split(/[\s.\-/]+/);
    let wrong = 0;
    const isFound = words.every((word) => {
      if (parts.some((part) => part.startsWith(word))) return true;
      wrong++;
      return parts.some((part) => isNear(word, part, mistakes(word)));
    });
    if (isFound) found.push({ v, wrong });
  }
  return found.sort((a, b) => a.wrong - b.wrong || rankOf[a.v] - rankOf[b.v]).slice(0, limit).map((one) => one.v);
};
const foldedTexts = new WeakMap();
/** Numbers of texts that hold every word of a query, the first ones. */
const findTexts = (texts, query, limit) => {
  const words = fold(query).split(/[\s,]+/).filter((word) => word.length > 1), found = [];
  if (words.length === 0 || query.trim().length < 3) return found;
  if (!foldedTexts.has(texts)) foldedTexts.set(texts, texts.map(fold));
  const folded = foldedTexts.get(texts);
  for (let i = 0; i < folded.length && found.length < limit; i++) {
    if (words.every((word) => folded[i].includes(word))) found.push(i);
  }
  return found;
};

/** A shortest chain of people between two, or null. */
const chain = (from, to) => {
  const previous = new Int32Array(n).fill(-1);
  previous[from] = from;
  for (let queue = [from]; queue.length > 0 && previous[to] < 0;) {
    const next = [];
    for (const v of queue) {
      for (let i = rowOffsets[v]; i < rowOffsets[v + 1]; i++) {
        const u = rowTargets[i];
        if (previous[u] < 0) {
          previous[u] = v;
          next.push(u);
        }
      }
    }
    queue = next;
  }
  if (previous[to] < 0) return null;
  const way = [to];
  while (way[0] !== from) way.unshift(previous[way[0]]);
  return way;
};
