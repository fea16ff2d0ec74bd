"use strict";
// The drawing: Cytoscape.js; places are found by d3-force.

const MANY = 500;  // lines from which speed counts more than looks
const theme = () => document.documentElement.dataset.theme;
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

function look() {
  const dark = theme() === "dark";
  const ink = dark ? "#e8edf5" : "#1e293b";
  const ground = dark ? "#0b1120" : "#f8fafc";
  return [
    { selector: "node", style: {
      "background-color": "data(colour)", width: "data(size)", height: "data(size)", "border-width": 2, "border-color": ground,
      label: "data(label)", color: ink, "font-family": "system-ui, sans-serif", "font-size": "data(font)", "font-weight": 500,
      "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": "data(wide)", "z-index": "data(rank)",
      "text-outline-color": ground, "text-outline-width": 2.5, "min-zoomed-font-size": 8.5, "overlay-opacity": 0,
    } },
    { selector: "edge", style: {
      width: "data(width)", "line-color": "data(colour)", "target-arrow-color": "data(colour)", "target-arrow-shape": "data(arrow)",
      "arrow-scale": 0.8, "curve-style": "straight", "line-opacity": dark ? 0.75 : 0.62,
      "overlay-opacity": 0, "font-size": 9.5, "font-family": "system-ui, sans-serif", color: ink, "text-rotation": "autorotate",
      "text-outline-color": ground, "text-outline-width": 2.5, "min-zoomed-font-size": 7,
    } },
    { selector: "edge[status = 'planned']", style: { "line-style": "dashed", "line-dash-pattern": [8, 5] } },
    { selector: "edge[status = 'possible']", style: { "line-style": "dotted" } },
    { selector: "edge[status = 'former']", style: { "line-opacity": dark ? 0.4 : 0.3 } },
    { selector: "edge[status = 'denied']", style: { "line-style": "dashed", "line-dash-pattern": [2, 6], "target-arrow-shape": "tee" } },
    { selector: ".fast", style: { "curve-style": "haystack", "haystack-radius": 0, "target-arrow-shape": "none", "line-opacity": dark ? 0.3 : 0.2 } },
    { selector: ".above", style: { "text-valign": "top", "text-margin-y": -3 } },
    { selector: ".right", style: { "text-valign": "center", "text-halign": "right", "text-margin-y": 0, "text-margin-x": 3 } },
    { selector: ".left", style: { "text-valign": "center", "text-halign": "left", "text-margin-y": 0, "text-margin-x": -3 } },
    { selector: ".mute", style: { "text-opacity": 0 } },
    { selector: ".faded", style: { opacity: dark ? 0.2 : 0.14, "text-opacity": 0 } },
    { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 18 } },
    { selector: "edge.near", style: { "line-opacity": 0.95, "z-index": 17 } },
    { selector: "edge.told", style: { label: "data(words)" } },
    { selector: "node.chosen", style: { "border-color": dark ? "#ffffff" : "#0f172a", "border-width": 3, "z-index": 19, "font-weight": 700 } },
  ];
}

const cy = cytoscape({
  container: byId("graph"), style: look(), minZoom: 0.04, maxZoom: 4, boxSelectionEnabled: false,
});
const places = new Map();  // where an entity stood last, so that it comes back there

const short = (name) => (name.length > 46 ? `${name.slice(0, 44).trimEnd()} …` : name);

function nodeOf(at, degree) {
  const entity = data.entities[at];
  const size = 15 + Math.min(48, 7.5 * Math.sqrt(degree));
  const font = 11 + Math.min(10, 1.5 * Math.sqrt(degree));
  return { group: "nodes", data: { id: `n${at}`, at, label: short(entity.name), colour: data.colours[entity.type] ?? "#94a3b8", size, font, plain: font, wide: font * 11, rank: Math.round(size / 10) } };
}

// The line of two entities: one for all that ties them. It is as wide as the best supported tie, in the colour of that,
// and full where anything of it is so; an arrow where all ties go the same way.
function lineOf(id, ties) {
  const best = ties.reduce((one, other) => (other.sources > one.sources ? other : one));
  const status = STATUSES.find((one) => ties.some((tie) => tie.status === one));
  const onesided = ties.every((tie) => tie.from === best.from && !data.types[tie.type].symmetric);
  const said = [...count([...ties].sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)).map((tie) => words(tie.type) + (tie.status === "actual" ? "" : ` (${tie.status})`)))]
    .map(([text, number]) => (number > 1 ? `${text} ×${number}` : text));
  return { group: "edges", data: {
    id, source: `n${best.from}`, target: `n${best.to}`, ties: ties.map((tie) => tie.index), status, colour: data.types[best.type].colour,
    words: said.length > 3 ? `${said.slice(0, 2).join(", ")} +${said.length - 2}` : said.join(", "),
    width: 1.3 + 1.5 * Math.log2(best.sources), arrow: onesided ? "triangle" : "none",
  } };
}

let fast = false;

// Draw what passes now; true when something came that has no place yet.
function draw(shown) {
  cy.nodes().forEach((node) => places.set(node.data("at"), { ...node.position() }));
  const wanted = new Set([...shown.entities.map((at) => `n${at}`), ...shown.lines.keys()]);
  let added = 0;
  cy.batch(() => {
    cy.elements().filter((one) => !wanted.has(one.id())).remove();
    for (const at of shown.entities) {
      const node = cy.getElementById(`n${at}`);
      const made = nodeOf(at, shown.degree(at));
      if (node.nonempty()) node.data(made.data);
      else {
        added += places.has(at) ? 0 : 1;
        cy.add({ ...made, position: places.get(at) ?? besides(at) });
      }
    }
    for (const [id, ties] of shown.lines) {
      const line = cy.getElementById(id);
      const made = lineOf(id, ties);
      if (line.empty()) cy.add(made);
      else if (line.data("source") === made.data.source) line.data(made.data);
      else {
        line.remove();
        cy.add(made);
      }
    }
    if (fast !== shown.lines.size > MANY) {
      fast = !fast;
      cy.edges().toggleClass("fast", fast);
    } else if (fast) cy.edges().addClass("fast");
  });
  const renderer = cy.renderer();
  renderer.hideEdgesOnViewport = renderer.textureOnViewport = shown.lines.size > MANY;
  return added;
}

// A first place for an entity: near one that it is tied to.
function besides(at) {
  const known = tiesOf[at].map((tie) => places.get(otherEnd(tie, at))).find(Boolean);
  const angle = at * 2.39996;  // the golden angle: no two in one place
  return known ? { x: known.x + 60 * Math.cos(angle), y: known.y + 60 * Math.sin(angle) }
    : { x: 30 * Math.sqrt(at) * Math.cos(angle), y: 30 * Math.sqrt(at) * Math.sin(angle) };
}

let arranging = 0;

// Find places for all that is drawn; anew, or starting from where things are. d3-force draws its own lots, always the
// same, so that one page arranges one graph in one way. A large graph is arranged piece by piece, so that the page lives.
function arrange(anew) {
  const run = (arranging += 1);
  const many = cy.nodes().length > 400;  // from there on, most names are not written
  const nodes = cy.nodes().map((node, order) => {
    const room = node.data("size") / 2 + (many ? 9 : 7 + Math.min(34, node.data("label").length * 1.7));
    const start = anew ? {} : node.position();
    return { index: order, id: node.id(), room, ...(anew ? start : { x: start.x, y: start.y }) };
  });
  if (!nodes.length) return;
  const links = cy.edges().filter((edge) => edge.source() !== edge.target()).map((edge) => ({ source: edge.source().id(), target: edge.target().id() }));
  const tall = cy.height() > cy.width();  // a drawing of the shape of its window
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).id((node) => node.id).distance((link) => 24 + link.source.room + link.target.room))
    .force("charge", d3.forceManyBody().strength((node) => -16 * node.room).distanceMax(900))
    .force("collide", d3.forceCollide((node) => node.room).strength(0.8).iterations(many ? 1 : 2))
    .force("x", d3.forceX().strength(tall ? 0.09 : 0.05)).force("y", d3.forceY().strength(tall ? 0.05 : 0.08));
  if (!anew) simulation.alpha(0.3);
  simulation.alphaDecay(1 - 0.001 ** (1 / (many ? 100 : 110)));
  const step = () => {
    if (run !== arranging) return;
    const until = performance.now() + (many ? 60 : 2000);
    while (simulation.alpha() > simulation.alphaMin() && performance.now() < until) simulation.tick();
    if (simulation.alpha() <= simulation.alphaMin()) settle(nodes);
    else {
      note(`Arranging ${digits(nodes.length)} entities …`);
      setTimeout(step);
    }
  };
  step();
}

function settle(nodes) {
  note("");
  cy.batch(() => nodes.forEach((node) => cy.getElementById(node.id).position({ x: node.x, y: node.y })));
  if (cy.nodes(".chosen").empty()) fit();
  placeNames();  // before they are drawn at all
}

function note(words) {
  byId("busy").textContent = words;
  byId("busy").hidden = !words;
}

// ------------------------------------------------------------------ names

// From far away only the names of the most connected are written, as large as they can be read; and of names that would
// lie upon one another only that of the more connected: on that side of its circle where there is room, rather over a smaller circle than not at all.
const NAMED = 60;
const SMALLEST = 8.5;  // pixels of a name that can be read
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();  // of a name at 100 pixels

function widthOf(text) {
  if (!widths.has(text)) {
    pen.font = "500 100px system-ui, sans-serif";
    widths.set(text, pen.measureText(text).width / 100);
  }
  return widths.get(text);
}

// Width and height of a name as it is wrapped, in units of its font.
function extent(label) {
  const lines = [];
  for (const word of label.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer) <= 11) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return [Math.max(...lines.map(widthOf)) + 0.5, lines.length * 1.25 + 0.3];
}

const CELL = 120;  // of the grid in which names look for others in their way
function placeNames() {
  const level = cy.zoom();
  const taken = new Map();
  const cellsOf = (box) => {
    const cells = [];
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
        const cell = `${x} ${y}`;
        cells.push(taken.get(cell) ?? taken.set(cell, []).get(cell));
      }
    }
    return cells;
  };
  const take = (cells, box) => cells.forEach((here) => here.push(box));
  const free = (box, own, size, overCircles) => {
    const cells = cellsOf(box);
    const inWay = (other) => (other.own === undefined || (other.own !== own && !(overCircles && other.size < size))) && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    if (cells.some((here) => here.some(inWay))) return false;
    take(cells, box);
    return true;
  };
  const first = (node) => (node.hasClass("chosen") ? 2000 : node.hasClass("near") ? 1000 : 0) + node.data("size");
  cy.batch(() => {
    cy.nodes().sort((a, b) => b.data("size") - a.data("size")).forEach((node, rank) => {
      const font = rank < NAMED || node.hasClass("near") ? Math.max(node.data("plain"), 11 / level) : node.data("plain");
      if (Math.abs(font - node.data("font")) > 0.3) node.data({ font, wide: font * 11 });
    });
    cy.nodes().not(".faded").forEach((node) => {
      const { x, y } = node.position();
      const half = node.data("size") * 0.4;
      const circle = { own: node.id(), size: node.data("size"), left: x - half, right: x + half, top: y - half, bottom: y + half };
      take(cellsOf(circle), circle);
    });
    cy.nodes().sort((a, b) => first(b) - first(a)).forEach((node) => {
      const font = node.data("font");
      if (node.hasClass("faded")) return;  // not written at all
      if (font * level < SMALLEST) {  // Cytoscape would write it nevertheless: it rounds the zoom up to the next power of two
        node.addClass("mute");
        return;
      }
      const [wide, high] = extent(node.data("label")).map((one) => one * font);
      const { x, y } = node.position();
      const away = node.data("size") / 2 + 3;
      const box = (left, top) => ({ left, top, right: left + wide, bottom: top + high });
      const sides = { below: box(x - wide / 2, y + away), above: box(x - wide / 2, y - away - high), right: box(x + away, y - high / 2), left: box(x - away - wide, y - high / 2) };
      const fits = (overCircles) => Object.keys(sides).find((one) => free(sides[one], node.id(), node.data("size"), overCircles));
      const side = fits(false) ?? fits(true);
      for (const one of ["above", "right", "left"]) node.toggleClass(one, one === side);
      node.toggleClass("mute", !side && !node.hasClass("chosen"));
    });
  });
}
let renaming = 0;
function renameSoon() {
  clearTimeout(renaming);
  renaming = setTimeout(placeNames, 80);
}
cy.on("zoom add remove position", renameSoon);

// ------------------------------------------------------------------ moving

// What holds these circles; by the circles alone, for names are as large as it takes.
function boxOf(nodes) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  nodes.forEach((node) => {
    const { x, y } = node.position();
    const half = node.data("size") / 2;
    box.left = Math.min(box.left, x - half);
    box.right = Math.max(box.right, x + half);
    box.top = Math.min(box.top, y - half);
    box.bottom = Math.max(box.bottom, y + half);
  });
  return box;
}

// The pan by which the middle of a box is in the middle of a window of that width and height.
const centred = (box, level, wide, high) => ({ x: (wide - level * (box.left + box.right)) / 2, y: (high - level * (box.top + box.bottom)) / 2 });
const levelFor = (box, wide, high) => Math.min(wide / (box.right - box.left), high / (box.bottom - box.top));

// All that is drawn in the window.
function fit() {
  if (cy.nodes().empty()) return;
  const box = boxOf(cy.nodes());
  const rim = narrow.matches ? 72 : 112;
  const level = Math.max(cy.minZoom(), Math.min(2.2, levelFor(box, cy.width() - rim, cy.height() - rim)));
  cy.stop();
  cy.viewport({ zoom: level, pan: centred(box, level, cy.width(), cy.height()) });
}

// Bring some elements into view, no nearer than reads well, beside the panel or above it.
function approach(elements) {
  const near = elements.length === 1 && elements.isNode() ? elements.closedNeighborhood() : elements.union(elements.connectedNodes());
  if (near.nodes().empty()) return;
  const frame = byId("graph").getBoundingClientRect();
  const side = panel.getBoundingClientRect();
  const wide = Math.max(160, Math.min(cy.width(), narrow.matches ? cy.width() : side.left - frame.left));
  const high = Math.max(160, Math.min(cy.height(), narrow.matches ? side.top - frame.top : cy.height() - 60));  // over the counters
  const whole = boxOf(near.nodes());
  const level = Math.max(0.3, Math.min(near.edges().empty() ? 1 : 1.7, levelFor(whole, wide - 140, high - 110)));
  const box = elements.length === 1 && level === 0.3 ? boxOf(elements.nodes()) : whole;  // of a great many, their centre
  cy.stop();
  cy.animate({ zoom: level, pan: centred(box, level, wide, high), duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 });
}
const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

// Show what belongs to some elements, and fade the rest. Of a few lines it is written what they say.
const TOLD = 14;
function light(elements) {
  cy.batch(() => {
    cy.elements().removeClass("near faded chosen told");
    if (elements?.nonempty()) {
      const near = elements.length === 1 && elements.isNode() ? elements.closedNeighborhood() : elements.union(elements.connectedNodes());
      cy.elements().not(near).addClass("faded");
      near.addClass("near");
      elements.nodes().length === 1 ? elements.addClass("chosen") : elements.nodes().addClass("chosen");
      if (near.edges().length <= TOLD) near.edges().addClass("told");
    }
  });
  renameSoon();
}

// ------------------------------------------------------------------ by the keyboard

// From one entity to the next in the direction of an arrow key: rather to one that it is tied to.
const TOWARDS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
let walking = null;

function walk(key) {
  const here = cy.getElementById(`n${walking ?? state.entity}`);
  if (here.empty()) return stand(cy.nodes().max((node) => node.data("size")).ele);
  const [right, down] = TOWARDS[key];
  const tied = here.neighborhood().nodes();
  const cost = (node) => {
    const x = node.position("x") - here.position("x");
    const y = node.position("y") - here.position("y");
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    return along <= 0 || aside > 1.5 * along ? Infinity : (along + 2 * aside) * (tied.contains(node) ? 0.5 : 1);
  };
  const best = cy.nodes().not(here).min(cost);
  if (best.value < Infinity) stand(best.ele);
}

// Mark where the keyboard stands, and say it.
function stand(node) {
  if (!node || node.empty()) return;
  walking = node.data("at");
  light(node);
  if (!node.isNode()) return;
  const { x, y } = node.renderedPosition();
  if (x < 40 || y < 40 || x > cy.width() - 40 || y > cy.height() - 40) cy.center(node);
  const entity = data.entities[walking];
  byId("said").textContent = `${entity.name}, ${entity.type}, ${plural(tiesOf[walking].length, "tie")}`;
}
