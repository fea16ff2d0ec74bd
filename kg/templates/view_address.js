"use strict";
// The address: after # stands what is shown, so that a link leads there and Back leads back.
// #view=table&entity=anna-berg&status=actual,planned&from=2025-08&to=2025-10

const list = (values) => [...values].sort().join(",");
const idOf = (at) => data.entities[at].id;

// The filters as words of the address; those that are as at the start are left out.
function filterWords() {
  const start = fresh();
  const address = new URLSearchParams();
  const put = (name, differs, value) => differs && address.set(name, value());
  for (const [name, key] of [["types", "kinds"], ["status", "statuses"], ["relations", "relations"]]) {
    put(name, chosen[key].size !== start[key].size, () => list(chosen[key]));
  }
  put("sources", chosen.sources > 1, () => chosen.sources);
  put("from", chosen.from > 0, () => bins[chosen.from].short);
  put("to", chosen.to < bins.length - 1, () => bins[chosen.to].short);
  put("undated", !chosen.undated, () => "no");
  put("around", chosen.only !== null, () => idOf(chosen.only));
  return address.toString();
}

function addressNow() {
  const address = new URLSearchParams();
  if (state.view !== "graph") address.set("view", state.view);
  if (state.of !== null && state.view !== "graph") address.set("of", idOf(state.of));
  if (state.entity !== null) address.set("entity", idOf(state.entity));
  if (state.pair) address.set("pair", state.pair.map(idOf).join(" "));
  if (state.path) address.set("path", state.path.map(idOf).join(" "));
  if (state.article !== null) address.set("article", data.articles[state.article].id);
  if (state.sentence !== null) address.set("sentence", state.sentence);
  if (chosen.limit !== fresh().limit) address.set("most", chosen.limit);
  const added = [...chosen.pinned].filter((at) => at !== data.focus).slice(0, 40);
  if (added.length) address.set("with", added.map(idOf).join(" "));
  return [address.toString(), filterWords()].filter(Boolean).join("&");
}

// Take over what an address says; what it names wrongly is as at the start.
function readAddress(text) {
  const address = new URLSearchParams(text);
  state = nowhere();
  chosen = fresh();
  const entity = (name) => entityAt.get(address.get(name)) ?? null;
  const entities = (name) => (address.get(name) ?? "").split(" ").map((id) => entityAt.get(id)).filter((at) => at !== undefined);
  if (["table", "time", "map"].includes(address.get("view"))) state.view = address.get("view");
  state.of = entity("of");
  state.entity = entity("entity");
  for (const name of ["pair", "path"]) if (entities(name).length === 2) state[name] = entities(name);
  state.article = articleAt.get(address.get("article")) ?? null;
  if (state.article !== null && address.has("sentence")) state.sentence = Number(address.get("sentence"));
  const set = (name, all) => address.has(name) ? new Set(address.get(name).split(",").filter((one) => all.has(one))) : all;
  chosen.kinds = set("types", chosen.kinds);
  chosen.statuses = set("status", chosen.statuses);
  chosen.relations = set("relations", chosen.relations);
  chosen.sources = Math.max(1, Number(address.get("sources")) || 1);
  const bin = (name, day, other) => (/^\d{4}(-\d\d)?$/.test(address.get(name)) && bins.length ? Math.max(0, binOf(day(address.get(name)))) : other);
  chosen.from = bin("from", firstDay, chosen.from);
  chosen.to = bin("to", (text) => text.padEnd(10, "-99"), chosen.to);
  chosen.undated = address.get("undated") !== "no";
  chosen.only = entity("around");
  if (Number(address.get("most")) >= 1) chosen.limit = Math.round(Number(address.get("most")));
  for (const at of entities("with")) chosen.pinned.add(at);
}

let written = null;
// Write where we are; each new place is a step that Back takes back.
function writeAddress() {
  const now = addressNow();
  if (now === written) return;
  written = now;
  if (now !== location.hash.slice(1)) location.hash = now;
}

addEventListener("hashchange", () => {
  const now = location.hash.slice(1);
  if (now === written) return;
  written = now;
  readAddress(now);
  render();
});
