"use strict";
// Controls, and what follows when one is moved.

let waiting = 0;
let drawn = "";  // what the drawing shows, so that it is not drawn again
let focused = "";

// Go somewhere: the panel tells of what is given and of nothing else; the view stays unless one is given.
function go(where) {
  const view = where.view ?? state.view;
  state = { ...nowhere(), view, of: where.of !== undefined ? where.of : state.of, ...where };
  hiddenToo = false;
  walking = null;
  if (narrow.matches) foldAway(false);
  render();
}

// What the panel tells of is drawn, also where it is not among the most connected or does not pass.
function pinTold(shown) {
  const there = new Set(shown.entities);
  const missing = [state.entity, ...(state.pair ?? [])].filter((at) => at !== null && !there.has(at));
  for (const at of missing) chosen.pinned.add(at);
  return missing.length ? visible() : shown;
}

// Show what state and filters say, and write it into the address.
function render(anew = false) {
  let shown = visible();
  if (state.view === "graph") shown = pinTold(shown);
  writeAddress();
  tell(shown);
  controls(shown);
  tellPanel();
  byId("views").querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", one.value === state.view));
  byId("graph").hidden = byId("shown").hidden = byId("arrange").hidden = state.view !== "graph";
  byId("list").hidden = state.view !== "table" && state.view !== "time";
  byId("map").hidden = state.view !== "map";
  byId("tools").hidden = !byId("list").hidden;
  byId("save").lastChild.textContent = { graph: "Picture", map: "Picture" }[state.view] ?? "CSV";
  if (state.view === "graph") tellGraph(shown, anew);
  else if (state.view === "map") drawMap();
  else {
    const list = `${addressNow().replace(/(^|&)(entity|pair|path|article|sentence)=[^&]*/g, "")}`;
    if (list !== byId("list").dataset.told) {
      rowsShown = ROWS;
      byId("list").dataset.told = list;
      tellList();
      byId("list").scrollTop = 0;
    }
  }
}

function tellGraph(shown, anew) {
  cy.resize();
  const all = shown.lines.size === shown.pairs.size;
  const now = `${filterWords()} ${chosen.limit} ${[...chosen.pinned]} ${state.path} ${all || state.entity}`;
  if (anew || now !== drawn) {
    const added = draw(shown);
    if (anew || added > shown.entities.length / 3) arrange(true);
    else if (added) arrange(false);
    drawn = now;
  }
  const elements = lit();
  light(elements);
  const key = `${state.entity} ${state.pair} ${state.path}`;
  if (elements?.nonempty() && key !== focused) approach(elements);
  focused = key;
}

// What of the drawing the panel tells of.
function lit() {
  const line = (one, other) => cy.getElementById(`p${Math.min(one, other)}-${Math.max(one, other)}`);
  if (state.path) {
    const [way] = pathOf(state.path);
    if (!way) return null;
    return way.reduce((all, at, step) => all.union(cy.getElementById(`n${at}`)).union(step ? line(way[step - 1], at) : cy.collection()), cy.collection());
  }
  if (state.pair) return line(...state.pair);
  return state.entity === null ? null : cy.getElementById(`n${state.entity}`);
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(render, 120);
}

function tell(shown) {
  const extra = shown.entities.filter((at) => shown.degree(at) === 0).length;
  const hidden = data.ties.length - shown.fit;
  byId("shown").textContent = shown.entities.length ? [
    `${shown.entities.length - extra} of ${plural(shown.possible, "entity", "entities")} with a tie that fits`,
    extra && `${extra} opened by you`,
    `${plural(shown.ties.length, "tie")} between them, a line for each pair`,
    shown.lines.size < shown.pairs.size && `${digits(shown.lines.size)} of ${digits(shown.pairs.size)} drawn, the best supported`,
    hidden && `${plural(hidden, "tie")} hidden by the filters`].filter(Boolean).join(" · ") : "";
  const message = byId("message");
  message.hidden = state.view === "graph" ? shown.entities.length > 0 : shown.fit > 0;
  if (!message.hidden) {
    const empty = !data.ties.length;
    message.replaceChildren(
      make("p", {}, empty ? "This graph holds no ties between entities yet." : "Nothing fits these filters."),
      empty ? "" : button("Show everything again", reset, { className: "link" }));
  }
}

function reset() {
  chosen = fresh();
  chosen.pinned.clear();
  render();
}

// ------------------------------------------------------------------ choosing an entity

function expand(at) {
  chosen.pinned.add(at);
  for (const tie of tiesOf[at]) if (passes(tie)) chosen.pinned.add(otherEnd(tie, at));
  render();
}

function focusOn(at) {
  chosen.only = at;
  render(true);
}

// The next entity chosen in the search is the end of a path from this one.
let pathFrom = null;
function askPath(at) {
  pathFrom = at;
  box.placeholder = at === null ? box.dataset.placeholder : `Path from ${data.entities[at].name} to …`;
  box.classList.toggle("asking", at !== null);
  if (at !== null) box.focus();
}

// ------------------------------------------------------------------ controls

const pressed = (set, value) => (set.has(value) ? set.delete(value) : set.add(value));

function chip(label, number, mark, set, value) {
  const one = make("button", { className: "chip", type: "button" }, mark, make("span", { className: "label" }, label), make("span", { className: "count" }, digits(number)));
  one.onclick = () => {
    pressed(set(), value);
    render();
  };
  one.sync = () => one.setAttribute("aria-pressed", set().has(value));
  return one;
}

function build() {
  byId("counts").textContent = [plural(data.entities.length, "entity", "entities"), plural(data.ties.length, "tie"), plural(data.articleCount, "article")].join(" · ");
  byId("counts-why").textContent = [
    untied && `${digits(untied)} of the entities ${untied === 1 ? "has" : "have"} no tie and ${untied === 1 ? "is" : "are"} found by the search alone`,
    data.leftOut && `${digits(data.leftOut)} less connected entities left out of this page`].filter(Boolean).join(" · ");
  const kinds = count(data.entities.map((entity) => entity.type));
  byId("kinds").append(...KINDS.filter((kind) => kinds.has(kind)).map((kind) => chip(kind, kinds.get(kind), dot(kind), () => chosen.kinds, kind)));
  const statuses = count(data.ties.map((tie) => tie.status));
  byId("statuses").append(...STATUSES.filter((one) => statuses.has(one)).map((one) => chip(one, statuses.get(one), make("span", { className: `sample ${one}` }), () => chosen.statuses, one)));
  for (const [type, number] of relationTypes) {
    const one = make("input", { type: "checkbox", value: type });
    one.onchange = () => {
      pressed(chosen.relations, type);
      render();
    };
    byId("relations").append(make("label", {}, one, stroke(type), words(type), make("span", { className: "count" }, number)));
  }
  byId("from").max = byId("to").max = Math.max(0, bins.length - 1);
  byId("time-section").hidden = bins.length < 2;
  byId("sources").max = Math.min(10, mostSources);
  byId("sources-section").hidden = mostSources < 2;
  byId("views").querySelector("[value=map]").hidden = !located;
  if (bins.length) {
    byId("first-bin").textContent = bins[0].label;
    byId("last-bin").textContent = bins.at(-1).label;
  }
}

const spanName = () => (chosen.from === chosen.to ? bins[chosen.from].label : `${bins[chosen.from].label} – ${bins[chosen.to].label}`);

function controls(shown) {
  const limit = byId("limit");
  limit.max = Math.max(1, shown.possible);
  limit.value = Math.min(chosen.limit, shown.possible);
  byId("limit-shown").textContent = `${Math.min(chosen.limit, shown.possible)} of ${shown.possible}`;
  document.querySelectorAll(".chip").forEach((one) => one.sync());
  document.querySelectorAll("#relations input").forEach((one) => (one.checked = chosen.relations.has(one.value)));
  byId("sources").value = chosen.sources;
  byId("sources-shown").textContent = chosen.sources > 1 ? `at least ${chosen.sources}` : "any";
  byId("undated").checked = chosen.undated;
  byId("from").value = chosen.from;
  byId("to").value = chosen.to;
  if (bins.length) {
    byId("time-shown").textContent = spanName();
    byId("from").setAttribute("aria-valuetext", bins[chosen.from].label);
    byId("to").setAttribute("aria-valuetext", bins[chosen.to].label);
  }
  const start = fresh();
  const set = ["kinds", "statuses", "relations"].filter((key) => chosen[key].size !== start[key].size).length
    + ["from", "to", "undated", "sources", "only"].filter((key) => chosen[key] !== start[key]).length;
  byId("fold").lastChild.textContent = set ? `Filters (${set})` : "Filters";
  histogram();
}

// Ties by the bar in which they begin.
const begun = count(data.ties.filter((tie) => tie.start).map((tie) => binOf(firstDay(tie.start))));
function histogram() {
  const canvas = byId("histogram");
  const wide = canvas.clientWidth;
  if (!wide || bins.length < 2) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = wide * scale;
  canvas.height = 44 * scale;
  const brush = canvas.getContext("2d");
  brush.scale(scale, scale);
  const tallest = Math.max(...begun.values());
  const step = (wide - 16) / (bins.length - 1);
  const bar = Math.max(1.5, Math.min(10, step * 0.7));
  const colour = getComputedStyle(document.documentElement);
  bins.forEach((_bin, at) => {
    const high = begun.get(at) ? Math.max(3, 40 * Math.sqrt(begun.get(at) / tallest)) : 1;
    brush.fillStyle = colour.getPropertyValue(at >= chosen.from && at <= chosen.to ? "--accent" : "--line");
    brush.fillRect(8 + at * step - bar / 2, 44 - high, bar, high);
  });
}

// On a narrow screen the filters are folded behind a button.
function foldAway(open) {
  byId("fold").setAttribute("aria-expanded", open);
  byId("controls").classList.toggle("open", open);
  if (open) histogram();
}

// ------------------------------------------------------------------ search

const box = byId("search");
const found = byId("found");
let hitAt = 0;

function option(place, press, ...children) {
  return make("li", { role: "option", id: `hit${place}`, onmousedown: (event) => { event.preventDefault(); press(); } }, ...children);
}

function suggest() {
  const hits = [];
  const texts = pathFrom === null ? searchTexts(box.value) : [];
  const rows = search(box.value).map((at, place) => option(place, hits[hits.push(() => pick(at)) - 1], dot(data.entities[at].type),
    make("span", { className: "name", title: data.entities[at].name }, data.entities[at].name), make("span", { className: "quiet" }, plural(tiesOf[at].length, "tie"))));
  texts.forEach(([at, place]) => {
    const press = () => leave(() => go({ article: at, sentence: place }));
    hits.push(press);
    const text = place === null ? data.articles[at].title : data.texts[data.articles[at].sentences[place][0]];
    rows.push(option(rows.length, press, make("span", { className: "kind" }, place === null ? "title" : "“ ”"),
      make("span", { className: "text" }, around(text)), make("span", { className: "quiet" }, place === null ? "" : data.articles[at].published ?? "")));
  });
  found.replaceChildren(...rows);
  found.hits = hits;
  found.hidden = !rows.length;
  byId("nothing").hidden = rows.length > 0 || !box.value.trim();
  byId("nothing").textContent = byId("nothing").hidden ? "" : `Nobody and nothing here is called “${box.value.trim()}”, and no sentence holds it.`;
  box.setAttribute("aria-expanded", !found.hidden);
  mark(0);
}

// The part of a text around the first word sought.
function around(text) {
  const [word] = sought(box.value);
  const at = Math.max(0, fold(text).indexOf(word) - 40);
  return `${at ? "… " : ""}${text.slice(at, at + 110)}${text.length > at + 110 ? " …" : ""}`;
}

function mark(place) {
  const items = [...found.querySelectorAll("[role=option]")];
  if (!items.length) return box.removeAttribute("aria-activedescendant");
  hitAt = (place + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute("aria-selected", at === hitAt));
  items[hitAt].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", items[hitAt].id);
}

function leave(act) {
  box.value = "";
  found.hidden = byId("nothing").hidden = true;
  box.setAttribute("aria-expanded", false);
  askPath(null);
  box.blur();
  act();
}

function pick(at) {
  const from = pathFrom;
  leave(() => go(from === null ? { entity: at } : { path: [from, at] }));
}

box.dataset.placeholder = box.placeholder;
box.oninput = suggest;
box.onfocus = suggest;
box.onblur = () => {
  found.hidden = byId("nothing").hidden = true;
  box.setAttribute("aria-expanded", false);
};
box.onkeydown = (event) => {
  if (event.key === "ArrowDown") mark(hitAt + 1);
  else if (event.key === "ArrowUp") mark(hitAt - 1);
  else if (event.key === "Enter" && !found.hidden && found.hits?.length) found.hits[hitAt]();
  else if (event.key === "Escape") leave(() => {});
  else return;
  event.preventDefault();
  event.stopPropagation();
};

// ------------------------------------------------------------------ events

byId("limit").oninput = (event) => {
  chosen.limit = Number(event.target.value);
  byId("limit-shown").textContent = event.target.value;
  later();
};
byId("sources").oninput = (event) => {
  chosen.sources = Number(event.target.value);
  later();
};
byId("from").oninput = byId("to").oninput = () => {
  [chosen.from, chosen.to] = [Number(byId("from").value), Number(byId("to").value)].sort((a, b) => a - b);
  byId("time-shown").textContent = spanName();
  later();
};
byId("undated").onchange = (event) => {
  chosen.undated = event.target.checked;
  render();
};
byId("all-relations").onclick = () => {
  chosen.relations = new Set(relationTypes.map(([type]) => type));
  render();
};
byId("no-relations").onclick = () => {
  chosen.relations.clear();
  render();
};
byId("fold").onclick = () => foldAway(!byId("controls").classList.contains("open"));
byId("views").querySelectorAll("button").forEach((one) => (one.onclick = () => {
  const { view: _view, ...there } = state;
  go({ ...there, view: one.value });
}));
byId("save").onclick = saveView;
const nearer = (factor) => (state.view === "map" ? zoomMap(factor) : zoom(factor));
function fitView() {
  if (state.view !== "map") return fit();
  frame = null;
  drawMap();
}
byId("nearer").onclick = () => nearer(1.3);
byId("farther").onclick = () => nearer(1 / 1.3);
byId("fit").onclick = fitView;
byId("arrange").onclick = () => arrange(true);
byId("theme").onclick = () => setTheme(theme() === "dark" ? "light" : "dark");

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  cy.style(look());
  histogram();
}

cy.on("tap", "node", (event) => go({ entity: event.target.data("at") }));
cy.on("dbltap", "node", (event) => expand(event.target.data("at")));
cy.on("tap", "edge", (event) => {
  const tie = data.ties[event.target.data("ties")[0]];
  go({ pair: [tie.from, tie.to] });
});
cy.on("tap", (event) => event.target === cy && !panel.hidden && go({}));
cy.on("mouseover", "node, edge", (event) => panel.hidden && light(event.target));
cy.on("mouseout", "node, edge", () => panel.hidden && light(null));

byId("graph").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in TOWARDS) walk(event.key);
  else if (event.key === "Enter" && walking !== null) go({ entity: walking });
  else if (event.key === " " && walking !== null) expand(walking);
  else return;
  event.preventDefault();
});
byId("map").addEventListener("keydown", (event) => {
  if (!(event.key in TOWARDS)) return;
  const [right, down] = TOWARDS[event.key];
  byId("map").dataset.walked = "yes";
  moveMap(-60 * right, -60 * down);
  event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (event.target.matches?.("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "/": () => box.focus(), Escape: () => (byId("controls").classList.contains("open") ? foldAway(false) : go({})), "+": () => nearer(1.3), "-": () => nearer(1 / 1.3), 0: fitView }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("resize", () => {
  cy.resize();
  histogram();
  if (state.view === "map") drawMap();
});

build();
if (location.hash.length > 1) readAddress(location.hash.slice(1));
else state.entity = data.focus;
written = location.hash.slice(1);
render(true);
document.documentElement.dataset.ready = "";
