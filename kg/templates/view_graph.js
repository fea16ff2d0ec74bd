"use strict";
// The drawing: Cytoscape.js; places are found by d3-force.

const MANY = 1500;  // ties from which speed counts more than looks
const theme = () => document.documentElement.dataset.theme;

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
      "arrow-scale": 0.8, "curve-style": "bezier", "control-point-step-size": 22, "line-opacity": dark ? 0.75 : 0.62,
      "overlay-opacity": 0, "font-size": 9.5, "font-family": "system-ui, sans-serif", color: ink, "text-rotation": "autorotate",
      "text-outline-color": ground, "text-outline-width": 2.5, "min-zoomed-font-size": 7,
    } },
    { selector: "edge[status = 'planned']", style: { "line-style": "dashed", "line-dash-pattern": [8, 5] } },
    { selector: "edge[status = 'possible']", style: { "line-style": "dotted" } },
    { selector: "edge[status = 'former']", style: { "line-opacity": dark ? 0.4 : 0.3 } },
    { selector: "edge[status = 'denied']", style: { "line-style": "dashed", "line-dash-pattern": [2, 6], "target-arrow-shape": "tee" } },
    { selector: ".fast", style: { "curve-style": "haystack", "haystack-radius": 0, "target-arrow-shape": "none", "line-opacity": dark ? 0.3 : 0.2 } },
    { selector: ".faded", style: { opacity: dark ? 0.2 : 0.14, "text-opacity": 0 } },
    { selector: "node.near", style: { "min-zoomed-font-size": 0, "z-index": 18 } },
    { selector: "edge.near", style: { "line-opacity": 0.95, label: "data(words)", "z-index": 17 } },
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

function edgeOf(tie) {
  const kind = data.types[tie.type];
  const status = tie.status === "actual" ? "" : ` · ${tie.status}`;
  return { group: "edges", data: {
    id: `e${tie.index}`, source: `n${tie.from}`, target: `n${tie.to}`, index: tie.index, status: tie.status, colour: kind.colour,
    words: words(tie.type) + status, width: 1.3 + 1.5 * Math.log2(tie.sources), arrow: kind.symmetric ? "none" : "triangle",
  } };
}

// Draw what passes now; true when something came that has no place yet.
function draw(shown) {
  cy.nodes().forEach((node) => places.set(node.data("at"), { ...node.position() }));
  const wanted = new Set([...shown.entities.map((at) => `n${at}`), ...shown.ties.map((tie) => `e${tie.index}`)]);
  let fresh = 0;
  cy.batch(() => {
    cy.elements().filter((one) => !wanted.has(one.id())).remove();
    for (const at of shown.entities) {
      const node = cy.getElementById(`n${at}`);
      const made = nodeOf(at, shown.degree(at));
      if (node.nonempty()) node.data(made.data);
      else {
        fresh += places.has(at) ? 0 : 1;
        cy.add({ ...made, position: places.get(at) ?? besides(at) });
      }
    }
    cy.add(shown.ties.filter((tie) => cy.getElementById(`e${tie.index}`).empty()).map(edgeOf));
    cy.edges().toggleClass("fast", shown.ties.length > MANY);
  });
  const renderer = cy.renderer();
  renderer.hideEdgesOnViewport = renderer.textureOnViewport = shown.ties.length > MANY;
  return fresh;
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
  const pairs = new Map(cy.edges().filter((edge) => edge.source() !== edge.target()).map((edge) => {
    const ends = [edge.source().id(), edge.target().id()].sort();
    return [ends.join(" "), { source: ends[0], target: ends[1] }];
  }));
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink([...pairs.values()]).id((node) => node.id).distance((link) => 24 + link.source.room + link.target.room))
    .force("charge", d3.forceManyBody().strength((node) => -16 * node.room).distanceMax(900))
    .force("collide", d3.forceCollide((node) => node.room).strength(0.8).iterations(many ? 1 : 3))
    .force("x", d3.forceX().strength(0.05)).force("y", d3.forceY().strength(0.08));
  if (!anew) simulation.alpha(0.3);
  if (many) simulation.alphaDecay(1 - 0.001 ** (1 / 100));
  const step = () => {
    if (run !== arranging) return;
    const until = performance.now() + (many ? 60 : 2000);
    while (simulation.alpha() > simulation.alphaMin() && performance.now() < until) simulation.tick();
    if (simulation.alpha() <= simulation.alphaMin()) settle(nodes);
    else {
      note(`Arranging ${nodes.length.toLocaleString("en")} entities …`);
      setTimeout(step);
    }
  };
  step();
}

function settle(nodes) {
  note("");
  cy.batch(() => nodes.forEach((node) => cy.getElementById(node.id).position({ x: node.x, y: node.y })));
  fit();
}

function note(words) {
  byId("busy").textContent = words;
  byId("busy").hidden = !words;
}

// From far away only the names of the most connected are written, as large as they can be read.
const NAMED = 24;
function rename() {
  const level = cy.zoom();
  cy.batch(() => {
    cy.nodes().sort((a, b) => b.data("size") - a.data("size")).forEach((node, rank) => {
      const font = rank < NAMED ? Math.max(node.data("plain"), 11 / level) : node.data("plain");
      if (Math.abs(font - node.data("font")) > 0.3) node.data({ font, wide: font * 11 });
    });
  });
}
let renaming = 0;
cy.on("zoom add remove", () => {
  clearTimeout(renaming);
  renaming = setTimeout(rename, 80);
});

const fit = () => cy.fit(undefined, 48);
// Bring an entity and what it is tied to into view, no nearer than reads well.
function approach(node) {
  const near = node.closedNeighborhood();
  const box = near.boundingBox();
  const panel = byId("panel").getBoundingClientRect();
  const wide = Math.max(160, Math.min(cy.width(), panel.left - byId("graph").getBoundingClientRect().left));
  const level = Math.min(1.7, (wide - 90) / box.w, (cy.height() - 90) / box.h);
  const pan = { x: wide / 2 - (level * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - (level * (box.y1 + box.y2)) / 2 };
  cy.stop();
  cy.animate({ zoom: level, pan, duration: 300 });
}
const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

// Show what belongs to an element, and fade the rest.
function light(elements) {
  cy.batch(() => {
    cy.elements().removeClass("near faded chosen");
    if (!elements?.nonempty()) return;
    const near = elements.isNode() ? elements.closedNeighborhood() : elements.union(elements.connectedNodes());
    cy.elements().not(near).addClass("faded");
    near.addClass("near");
    elements.addClass("chosen");
  });
}
