"use strict";
// Controls, and what follows when one is moved.

let selected = null;
let waiting = 0;

function refresh(anew = false) {
  const shown = visible();
  const fresh = draw(shown);
  if (anew || fresh > shown.entities.length / 3) arrange(true);
  else if (fresh) arrange(false);
  tell(shown);
  controls(shown);
  light(selected === null ? null : cy.getElementById(`n${selected}`));
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
}

function tell(shown) {
  const all = plural(shown.possible, "entity", "entities");
  byId("shown").textContent = shown.entities.length
    ? `${plural(shown.entities.length, "entity", "entities")} of ${all} that fit · ${plural(shown.ties.length, "tie")}` : "";
  const message = byId("message");
  message.hidden = shown.entities.length > 0;
  if (!message.hidden) {
    const empty = !data.ties.length;
    message.replaceChildren(
      make("p", {}, empty ? "This graph holds no ties between entities yet." : "Nothing fits these filters."),
      empty ? "" : make("button", { type: "button", className: "link", onclick: reset }, "Show everything again"));
  }
}

function reset() {
  chosen = fresh();
  chosen.pinned.clear();
  refresh();
}

// ------------------------------------------------------------------ choosing an entity

function select(at) {
  selected = at;
  if (at === null) {
    panel.hidden = true;
    light(null);
  } else {
    if (cy.getElementById(`n${at}`).empty()) {
      chosen.pinned.add(at);
      refresh();
    }
    dossier(at);
    light(cy.getElementById(`n${at}`));
  }
  cy.resize();
  if (at !== null) approach(cy.getElementById(`n${at}`));
}

function expand(at) {
  chosen.pinned.add(at);
  for (const tie of tiesOf[at]) if (passes(tie)) chosen.pinned.add(otherEnd(tie, at));
  refresh();
}

function focusOn(at) {
  chosen.only = at;
  refresh(true);
  if (selected !== null) dossier(selected);
}

// ------------------------------------------------------------------ controls

const pressed = (set, value) => (set.has(value) ? set.delete(value) : set.add(value));

function chip(label, number, mark, set, value) {
  const button = make("button", { className: "chip", type: "button" }, mark, label, make("span", { className: "count" }, number.toLocaleString("en")));
  button.onclick = () => {
    pressed(set(), value);
    refresh();
  };
  button.sync = () => button.setAttribute("aria-pressed", set().has(value));
  return button;
}

function build() {
  byId("counts").textContent = [plural(data.entities.length, "entity", "entities"), plural(data.ties.length, "tie"), plural(data.articleCount, "article")].join(" · ")
    + (data.leftOut ? ` · ${data.leftOut.toLocaleString("en")} less connected entities left out` : "");
  const kinds = count(data.entities.map((entity) => entity.type));
  byId("kinds").append(...KINDS.filter((kind) => kinds.has(kind)).map((kind) => chip(kind, kinds.get(kind), dot(kind), () => chosen.kinds, kind)));
  const statuses = count(data.ties.map((tie) => tie.status));
  byId("statuses").append(...STATUSES.filter((one) => statuses.has(one)).map((one) => chip(one, statuses.get(one), make("span", { className: `sample ${one}` }), () => chosen.statuses, one)));
  for (const [type, number] of relationTypes) {
    const box = make("input", { type: "checkbox", value: type });
    box.onchange = () => {
      pressed(chosen.relations, type);
      refresh();
    };
    byId("relations").append(make("label", {}, box, stroke(type), words(type), make("span", { className: "count" }, number)));
  }
  byId("from").max = byId("to").max = Math.max(0, months.length - 1);
  byId("time-section").hidden = months.length < 2;
  byId("sources").max = Math.min(10, mostSources);
  byId("sources-section").hidden = mostSources < 2;
}

function controls(shown) {
  const limit = byId("limit");
  limit.max = Math.max(1, shown.possible);
  limit.value = Math.min(chosen.limit, shown.possible);
  byId("limit-shown").textContent = `${Math.min(chosen.limit, shown.possible)} of ${shown.possible}`;
  document.querySelectorAll(".chip").forEach((one) => one.sync());
  document.querySelectorAll("#relations input").forEach((box) => (box.checked = chosen.relations.has(box.value)));
  byId("sources").value = chosen.sources;
  byId("sources-shown").textContent = chosen.sources > 1 ? `at least ${chosen.sources}` : "any";
  byId("undated").checked = chosen.undated;
  byId("from").value = chosen.from;
  byId("to").value = chosen.to;
  byId("time-shown").textContent = months.length ? `${months[chosen.from]} – ${months[chosen.to]}` : "";
  histogram();
}

function histogram() {
  const canvas = byId("histogram");
  const wide = canvas.clientWidth;
  if (!wide || months.length < 2) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = wide * scale;
  canvas.height = 44 * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const counts = count(data.ties.filter((tie) => tie.start).map((tie) => tie.start.slice(0, 7)));
  const tallest = Math.max(...counts.values());
  const step = (wide - 16) / (months.length - 1);
  const bar = Math.max(1.5, Math.min(10, step * 0.7));
  const colour = getComputedStyle(document.documentElement);
  months.forEach((month, at) => {
    const high = Math.max(2, 40 * Math.sqrt(counts.get(month) / tallest));
    pen.fillStyle = colour.getPropertyValue(at >= chosen.from && at <= chosen.to ? "--accent" : "--line");
    pen.fillRect(8 + at * step - bar / 2, 44 - high, bar, high);
  });
}

// ------------------------------------------------------------------ search

const box = byId("search");
const found = byId("found");
let marked = 0;

function suggest() {
  const hits = search(box.value);
  marked = 0;
  found.replaceChildren(...hits.map((at, place) => {
    const entity = data.entities[at];
    return make("li", { role: "option", id: `hit${place}`, onmousedown: (event) => { event.preventDefault(); pick(at); } },
      dot(entity.type), make("span", { className: "name", title: entity.name }, entity.name), make("span", { className: "quiet" }, plural(tiesOf[at].length, "tie")));
  }));
  if (!hits.length && box.value.trim()) found.append(make("li", { className: "none" }, `Nobody and nothing here is called “${box.value.trim()}”`));
  found.hits = hits;
  found.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", !found.hidden);
  mark(0);
}

function mark(place) {
  const items = [...found.querySelectorAll("[role=option]")];
  if (!items.length) return;
  marked = (place + items.length) % items.length;
  items.forEach((item, at) => item.setAttribute("aria-selected", at === marked));
  items[marked].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", items[marked].id);
}

function pick(at) {
  box.value = "";
  found.hidden = true;
  box.setAttribute("aria-expanded", false);
  select(at);
}

box.oninput = suggest;
box.onfocus = suggest;
box.onblur = () => (found.hidden = true);
box.onkeydown = (event) => {
  if (event.key === "ArrowDown") mark(marked + 1);
  else if (event.key === "ArrowUp") mark(marked - 1);
  else if (event.key === "Enter" && found.hits?.length) pick(found.hits[marked]);
  else if (event.key === "Escape") {
    box.value = "";
    found.hidden = true;
    box.blur();
  } else return;
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
  const ends = [Number(byId("from").value), Number(byId("to").value)].sort((a, b) => a - b);
  [chosen.from, chosen.to] = ends;
  byId("time-shown").textContent = `${months[ends[0]]} – ${months[ends[1]]}`;
  later();
};
byId("undated").onchange = (event) => {
  chosen.undated = event.target.checked;
  refresh();
};
byId("all-relations").onclick = () => {
  chosen.relations = new Set(relationTypes.map(([type]) => type));
  refresh();
};
byId("no-relations").onclick = () => {
  chosen.relations.clear();
  refresh();
};
byId("nearer").onclick = () => zoom(1.3);
byId("farther").onclick = () => zoom(1 / 1.3);
byId("fit").onclick = fit;
byId("arrange").onclick = () => arrange(true);
byId("theme").onclick = () => setTheme(theme() === "dark" ? "light" : "dark");

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  cy.style(look());
  histogram();
}

cy.on("tap", "node", (event) => select(event.target.data("at")));
cy.on("dbltap", "node", (event) => expand(event.target.data("at")));
cy.on("tap", "edge", (event) => {
  selected = null;
  pair(data.ties[event.target.data("index")]);
  cy.resize();
  light(event.target);
});
cy.on("tap", (event) => event.target === cy && select(null));
cy.on("mouseover", "node, edge", (event) => panel.hidden && light(event.target));
cy.on("mouseout", "node, edge", () => panel.hidden && light(null));
addEventListener("keydown", (event) => {
  if (event.target.matches?.("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "/": () => box.focus(), Escape: () => select(null), "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("resize", () => {
  cy.resize();
  histogram();
});

build();
setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
refresh(true);
if (data.focus !== null) select(data.focus);
