"use strict";
// The data, what a person chose, and which entities and ties pass.

const data = JSON.parse(document.getElementById("data").textContent);
const STATUSES = ["actual", "planned", "possible", "former", "denied"];
const KINDS = ["Person", "Office", "Place", "Organization"];
const narrow = matchMedia("(max-width: 720px)");
const FIRST = narrow.matches ? 30 : 70;  // entities at the start: what can be read at once
const BINS = 60;  // bars of the time filter at most
const byId = (id) => document.getElementById(id);
// A number with its thousands apart; toLocaleString would take longer for the first than the bars of time.
const digits = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const plural = (n, one, many) => `${digits(n)} ${n === 1 ? one : many ?? one + "s"}`;
const words = (type) => type.toLowerCase().replaceAll("_", " ");
const plain = /^[\x20-\x7e]*$/;
const fold = (text) => (plain.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();
const count = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());

data.ties.forEach((tie, index) => {
  tie.index = index;
  tie.status ??= "actual";
  tie.sources ||= 1;
  tie.first = tie.start ?? (tie.end ? "0000" : "");
  tie.last = tie.end ? tie.end.padEnd(10, "-99") : tie.start ? "9999" : "";
});
const tiesOf = data.entities.map(() => []);
for (const tie of data.ties) {
  tiesOf[tie.from].push(tie);
  if (tie.to !== tie.from) tiesOf[tie.to].push(tie);
}
function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) (groups.get(keyOf(value)) ?? groups.set(keyOf(value), []).get(keyOf(value))).push(value);
  return groups;
}
const happenedAt = grouped(data.ties.filter((tie) => tie.at !== undefined), (tie) => tie.at);
// former ids too, so that an address of an older page leads to what goes by another id now
const entityAt = new Map([...Object.entries(data.former), ...data.entities.map((entity, at) => [entity.id, at])]);
const articleAt = new Map(data.articles.map((article, at) => [article.id, at]));
const otherEnd = (tie, at) => (tie.from === at ? tie.to : tie.from);
const mostSources = data.ties.reduce((most, tie) => Math.max(most, tie.sources), 1);
const relationTypes = [...count(data.ties.map((tie) => tie.type))].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
const untied = tiesOf.filter((ties) => !ties.length).length;

// ------------------------------------------------------------------ time in bars

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const monthName = (text, length) => MONTHS[Number(text.slice(5, 7)) - 1].slice(0, length);
const monthLast = (text) => String(new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate());

// Bars of equal width from the first date to the last: months, or years where these are too many. What is long before
// the rest is one bar, so that one year of birth does not push all the news together.
function timeBins() {
  const starts = data.ties.filter((tie) => tie.start).map((tie) => tie.start).sort();
  if (!starts.length) return [];
  const end = starts.at(-1);
  const number = (text, yearly) => (yearly ? Number(text.slice(0, 4)) : Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || 1) - 1);
  const early = starts[Math.floor(starts.length / 10)];
  const yearly = number(end, false) - number(early, false) >= BINS;
  const last = number(end, yearly);
  const first = Math.max(number(starts[0], yearly), Math.min(number(early, yearly), last), last - BINS + 1);
  const bins = [];
  for (let at = first; at <= last; at += 1) {
    const year = String(yearly ? at : Math.floor(at / 12)).padStart(4, "0");
    const month = yearly ? "" : `-${String((at % 12) + 1).padStart(2, "0")}`;
    bins.push({ from: yearly ? `${year}-01-01` : `${year}${month}-01`, to: yearly ? `${year}-12-99` : `${year}${month}-99`,
      short: year + month, label: yearly ? year : `${monthName(year + month, 3)} ${year}` });
  }
  if (starts[0] < bins[0].from.slice(0, starts[0].length)) bins.unshift({ from: "0000", to: `${bins[0].from.slice(0, 8)}00`, short: "0000", label: `before ${bins[0].label}` });
  return bins;
}
const bins = timeBins();
const firstDay = (text) => `${text}-01-01`.slice(0, 10);
// The bar in which a day lies.
const binOf = (day) => bins.findLastIndex((bin) => bin.from <= day);

// ------------------------------------------------------------------ what a person chose

const fresh = () => ({
  limit: data.focus === null ? FIRST : Math.max(FIRST, Math.min(200, data.entities.length)),
  kinds: new Set(KINDS),
  statuses: new Set(STATUSES),
  relations: new Set(relationTypes.map(([type]) => type)),
  from: 0,
  to: bins.length - 1,
  undated: true,
  sources: 1,
  only: null,  // the entity around which alone is shown
  pinned: new Set(data.focus === null ? [] : [data.focus]),
});
let chosen = fresh();
// Where a person is: one view, and what the panel at its side tells of.
const nowhere = () => ({ view: "graph", of: null, entity: null, pair: null, article: null, sentence: null, path: null });
let state = nowhere();

function inTime(tie) {
  if (!tie.first && !tie.last) return chosen.undated;
  if (chosen.from === 0 && chosen.to === bins.length - 1) return true;
  return tie.first <= bins[chosen.to].to && tie.last >= bins[chosen.from].from;
}

const passes = (tie) =>
  chosen.statuses.has(tie.status) && chosen.relations.has(tie.type) && tie.sources >= chosen.sources && inTime(tie) &&
  chosen.kinds.has(data.entities[tie.from].type) && chosen.kinds.has(data.entities[tie.to].type);

// What the filters leave: the ties that pass (around one entity, those among it and its neighbours), whom these make
// neighbours, and the entities by how many they have. Worked out once for the same filters.
let left = { words: null };
function remaining() {
  const now = filterWords();
  if (left.words === now) return left;
  let ties = data.ties.filter(passes);
  if (chosen.only !== null) {
    const near = new Set([chosen.only]);
    for (const tie of ties) if (tie.from === chosen.only || tie.to === chosen.only) near.add(tie.from).add(tie.to);
    ties = ties.filter((tie) => near.has(tie.from) && near.has(tie.to));
  }
  const neighbours = new Map();
  const meet = (one, other) => (neighbours.get(one) ?? neighbours.set(one, new Set()).get(one)).add(other);
  for (const tie of ties) {
    meet(tie.from, tie.to);
    meet(tie.to, tie.from);
  }
  const ranked = [...neighbours.keys()].sort((a, b) => neighbours.get(b).size - neighbours.get(a).size || a - b);
  left = { words: now, ties, neighbours, ranked };
  return left;
}
const fitting = () => remaining().ties;

// The entities and ties to draw: of those with a tie that passes, the most connected, and what a person asked for.
function visible() {
  const { ties: fit, neighbours, ranked } = remaining();
  const keep = new Set(ranked.slice(0, chosen.limit));
  for (const at of [...chosen.pinned, ...(state.path ? pathOf(state.path).flat() : [])]) keep.add(at);
  if (chosen.only !== null) keep.add(chosen.only);
  const ties = fit.filter((tie) => keep.has(tie.from) && keep.has(tie.to));
  const tied = new Set(ties.flatMap((tie) => [tie.from, tie.to]));
  const entities = [...keep].filter((at) => tied.has(at) || chosen.pinned.has(at) || at === chosen.only);
  const pairs = pairsOf(ties);
  return { entities, ties, pairs, lines: bestOf(pairs, entities.length), degree: (at) => neighbours.get(at)?.size ?? 0, possible: ranked.length, fit: fit.length };
}

const LINES = [300, 2000];  // at least, at most, and about four for each entity: more can neither be read nor held

// Of very many lines the best supported, those of the entity that the panel tells of, and one of each entity at least.
function bestOf(pairs, entities) {
  const most = Math.min(LINES[1], Math.max(LINES[0], 4 * entities));
  if (pairs.size <= most) return pairs;
  const weights = [...pairs].map(([id, ties]) => [id, ties, Math.max(...ties.map((tie) => tie.sources)), ties.length]);
  weights.sort((a, b) => b[2] - a[2] || b[3] - a[3] || (a[0] < b[0] ? -1 : 1));
  const reached = new Set();
  return new Map(weights.filter(([, [{ from, to }]], place) => {
    const wanted = place < most || from === state.entity || to === state.entity || !reached.has(from) || !reached.has(to);
    if (wanted) reached.add(from).add(to);
    return wanted;
  }));
}

// Ties by the two that they tie: one line of the drawing each.
function pairsOf(ties) {
  return grouped(ties, (tie) => `p${Math.min(tie.from, tie.to)}-${Math.max(tie.from, tie.to)}`);
}

// ------------------------------------------------------------------ paths

const paths = new Map();  // by its ends and the filters it was sought with
const LONGEST = 8;
const WAYS = 5;

// The shortest ways between two by ties that pass, the best supported first: each a list of entities.
function pathOf([start, goal]) {
  const key = `${start} ${goal} ${filterWords()}`;
  if (!paths.has(key)) {
    if (paths.size > 20) paths.clear();
    paths.set(key, seek(start, goal));
  }
  return paths.get(key);
}

function seek(start, goal) {
  const near = new Map();
  for (const tie of fitting()) {
    if (tie.from === tie.to) continue;
    for (const [one, other] of [[tie.from, tie.to], [tie.to, tie.from]]) {
      const known = near.get(one) ?? near.set(one, new Map()).get(one);
      known.set(other, Math.max(known.get(other) ?? 0, tie.sources));
    }
  }
  // For each entity reached, the best ways to it of the fewest steps; support is the weakest tie, then their sum.
  let edge = new Map([[start, [{ way: [start], weakest: Infinity, sum: 0 }]]]);
  const reached = new Set([start]);
  const better = (a, b) => b.weakest - a.weakest || b.sum - a.sum || (a.way.join() < b.way.join() ? -1 : 1);
  for (let step = 0; step < LONGEST && edge.size && !edge.has(goal); step += 1) {
    const next = new Map();
    for (const [at, ways] of edge) {
      for (const [other, sources] of near.get(at) ?? []) {
        if (reached.has(other)) continue;
        const longer = ways.map(({ way, weakest, sum }) => ({ way: [...way, other], weakest: Math.min(weakest, sources), sum: sum + sources }));
        next.set(other, [...(next.get(other) ?? []), ...longer].sort(better).slice(0, WAYS));
      }
    }
    for (const at of next.keys()) reached.add(at);
    edge = next;
  }
  return (edge.get(goal) ?? []).map(({ way }) => way);
}
