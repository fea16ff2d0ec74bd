"use strict";
// What is shown: the data, what a person chose, and which entities and ties pass.

const data = JSON.parse(document.getElementById("data").textContent);
const STATUSES = ["actual", "planned", "possible", "former", "denied"];
const KINDS = ["Person", "Office", "Place", "Organization"];
const FIRST = 70;  // entities at the start: what can be read at once
const byId = (id) => document.getElementById(id);
const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many ?? one + "s"}`;
const words = (type) => type.toLowerCase().replaceAll("_", " ");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

data.ties.forEach((tie, index) => {
  tie.index = index;
  tie.status ??= "actual";
  tie.sources ||= 1;
  tie.first = tie.start ?? (tie.end ? "0000" : "");
  tie.last = tie.end ?? (tie.start ? "9999" : "");
});
const tiesOf = data.entities.map(() => []);
for (const tie of data.ties) {
  tiesOf[tie.from].push(tie);
  if (tie.to !== tie.from) tiesOf[tie.to].push(tie);
}
const otherEnd = (tie, at) => (tie.from === at ? tie.to : tie.from);
const months = [...new Set(data.ties.filter((tie) => tie.start).map((tie) => tie.start.slice(0, 7)))].sort();
const mostSources = Math.max(1, ...data.ties.map((tie) => tie.sources));
const count = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());
const relationTypes = [...count(data.ties.map((tie) => tie.type))].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

const fresh = () => ({
  limit: data.focus === null ? FIRST : Math.max(FIRST, Math.min(200, data.entities.length)),
  kinds: new Set(KINDS),
  statuses: new Set(STATUSES),
  relations: new Set(relationTypes.map(([type]) => type)),
  from: 0,
  to: months.length - 1,
  undated: true,
  sources: 1,
  only: null,  // index of the entity around which alone is shown
  pinned: new Set(data.focus === null ? [] : [data.focus]),
});
let chosen = fresh();

function inTime(tie) {
  if (!tie.first && !tie.last) return chosen.undated;
  if (chosen.from === 0 && chosen.to === months.length - 1) return true;
  return tie.first <= `${months[chosen.to]}-31` && tie.last >= `${months[chosen.from]}-01`;
}

const passes = (tie) =>
  chosen.statuses.has(tie.status) && chosen.relations.has(tie.type) && tie.sources >= chosen.sources && inTime(tie) &&
  chosen.kinds.has(data.entities[tie.from].type) && chosen.kinds.has(data.entities[tie.to].type);

// The entities and ties to draw: of those with a tie that passes, the most connected, and what a person asked for.
function visible() {
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
  const keep = new Set(ranked.slice(0, chosen.limit));
  for (const at of chosen.pinned) if (chosen.kinds.has(data.entities[at].type)) keep.add(at);
  if (chosen.only !== null) keep.add(chosen.only);
  ties = ties.filter((tie) => keep.has(tie.from) && keep.has(tie.to));
  const tied = new Set(ties.flatMap((tie) => [tie.from, tie.to]));
  const entities = [...keep].filter((at) => tied.has(at) || chosen.pinned.has(at) || at === chosen.only);
  return { entities, ties, degree: (at) => neighbours.get(at)?.size ?? 0, possible: ranked.length };
}

// Entities whose names hold all words typed, the best first.
function search(typed) {
  const sought = fold(typed).split(/\s+/).filter(Boolean);
  if (!sought.length) return [];
  const found = [];
  data.entities.forEach((entity, at) => {
    entity.folded ??= [entity.name, ...(entity.aliases ?? [])].map(fold);
    const score = Math.max(...entity.folded.map((name, place) => {
      if (!sought.every((word) => name.includes(word))) return 0;
      return (name.startsWith(sought[0]) ? 4 : name.includes(` ${sought[0]}`) ? 3 : 1) + (place === 0 ? 1 : 0);
    }));
    if (score > 0) found.push([score, tiesOf[at].length, at]);
  });
  return found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).slice(0, 12).map((one) => one[2]);
}
