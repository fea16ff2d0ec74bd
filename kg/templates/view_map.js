"use strict";
// The map: places where they lie, on a grid of degrees and the world's larger cities as dots. No tiles, no requests.

const SVG = "http://www.w3.org/2000/svg";
function draft(tag, given = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const located = data.entities.some((entity) => entity.at);
let frame = null;  // what of the world is to be seen: [left, top, width, height] in degrees of the equator
// Mercator: how far north of the equator a latitude is drawn, in degrees of the equator.
const north = (latitude) => (Math.log(Math.tan(Math.PI / 4 + (Math.max(-84, Math.min(84, latitude)) * Math.PI) / 360)) * 180) / Math.PI;

// Places with what fits the filters there: [entity, number of ties], those with most last, so that they lie above.
function mapped() {
  const counts = new Map();
  for (const tie of listed()) for (const at of new Set([tie.from, tie.to, tie.at])) if (at !== undefined && data.entities[at].at) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts].sort((a, b) => a[1] - b[1] || b[0] - a[0]);
}

function drawMap() {
  const places = mapped();
  const box = byId("map").getBoundingClientRect();
  if (!box.width) return;
  frame ??= frameOf(places, box.width / box.height);
  const [left, top, wide] = frame;
  const scale = box.width / wide;
  const x = (degrees) => (degrees - left) * scale;
  const y = (latitude) => (-north(latitude) - top) * scale;
  const inside = (latitude, longitude) => x(longitude) > -20 && x(longitude) < box.width + 20 && y(latitude) > -20 && y(latitude) < box.height + 20;
  const step = [1, 2, 5, 10, 15, 30].find((degrees) => degrees * scale > 90) ?? 30;
  const grid = draft("g", { class: "grid" });
  for (let at = -180; at <= 180; at += step) {
    if (x(at) >= 0 && x(at) <= box.width) grid.append(draft("path", { d: `M${x(at)} ${Math.max(0, y(84))}V${Math.min(box.height, y(-84))}` }), draft("text", { x: x(at) + 4, y: box.height - 6 }, degree(at, "E", "W")));
  }
  for (let at = -90 + step; at < 90; at += step) {
    if (y(at) >= 0 && y(at) <= box.height) grid.append(draft("path", { d: `M${Math.max(0, x(-180))} ${y(at)}H${Math.min(box.width, x(180))}` }), draft("text", { x: 4, y: y(at) - 4 }, degree(at, "N", "S")));
  }
  const cities = draft("g", { class: "cities" });
  for (let at = 0; at < data.cities.length; at += 2) {
    const [latitude, longitude] = [data.cities[at], data.cities[at + 1]];
    if (inside(latitude, longitude)) cities.append(draft("circle", { cx: x(longitude).toFixed(1), cy: y(latitude).toFixed(1), r: Math.min(3, 1 + scale / 25).toFixed(1) }));
  }
  const lines = draft("g", { class: "lines" });
  for (const ties of pairsOf(listed().filter((tie) => tie.from !== tie.to && data.entities[tie.from].at && data.entities[tie.to].at)).values()) {
    const { data: line } = lineOf("", ties);
    const [one, other] = [data.entities[ties[0].from].at, data.entities[ties[0].to].at];
    lines.append(draft("path", { d: `M${x(one[1])} ${y(one[0])}L${x(other[1])} ${y(other[0])}`, stroke: line.colour, "stroke-width": line.width, "stroke-dasharray": { actual: "none", planned: "8 5", possible: "2 4" }[line.status] ?? "2 6" }));
  }
  const written = [];
  const marks = draft("g", { class: "places" });
  const names = draft("g", { class: "names", "aria-hidden": "true" });
  for (const [at, number] of [...places].reverse()) {
    const [latitude, longitude] = data.entities[at].at;
    if (!inside(latitude, longitude)) continue;
    const size = 4 + Math.min(14, 1.8 * Math.sqrt(number));
    const { name } = data.entities[at];
    const mark = draft("circle", { cx: x(longitude), cy: y(latitude), r: size, tabindex: 0, role: "button", "aria-label": `${name}, ${plural(number, "tie")}`, class: at === state.entity ? "chosen" : "", fill: data.colours[data.entities[at].type] },
      draft("title", {}, `${name} · ${plural(number, "tie")}`));
    mark.onclick = () => go({ entity: at });
    mark.onkeydown = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), go({ entity: at }));
    marks.prepend(mark);
    const label = { left: x(longitude) + size + 2, right: x(longitude) + size + 6 + widthOf(short(name)) * 12, top: y(latitude) - 8, bottom: y(latitude) + 8 };
    if (written.some((other) => label.left < other.right && other.left < label.right && label.top < other.bottom && other.top < label.bottom)) continue;
    written.push(label);
    names.append(draft("text", { x: label.left + 2, y: y(latitude) + 4 }, short(name)));
  }
  const picture = draft("svg", { width: box.width, height: box.height, viewBox: `0 0 ${box.width} ${box.height}`, role: "group", "aria-label": `Map of ${plural(places.length, "place")}` }, grid, cities, lines, marks, names);
  const back = document.activeElement?.getAttribute("aria-label");  // who walks by the keyboard stays where they are
  byId("map").replaceChildren(picture, make("p", { className: "quiet credit" }, `${plural(places.length, "place")}${ofWhom()} whose coordinates are known · dots: the larger cities, GeoNames, CC BY 4.0`));
  if (back && byId("map").dataset.walked) [...marks.children].find((one) => one.getAttribute("aria-label") === back)?.focus();
}

const degree = (at, plus, minus) => `${Math.abs(at)}°${at > 0 ? plus : at < 0 ? minus : ""}`;

// The part of the world that holds the places, with some room, in the shape of the window.
function frameOf(places, shape) {
  const where = places.map(([at]) => data.entities[at].at);
  if (!where.length) return [-180, -180 / shape, 360, 360 / shape];
  const [low, high] = [Math.min(...where.map(([one]) => north(one))), Math.max(...where.map(([one]) => north(one)))];
  const [west, east] = [Math.min(...where.map(([, one]) => one)), Math.max(...where.map(([, one]) => one))];
  const wide = Math.min(380, Math.max(8, (east - west) * 1.15, (high - low) * 1.25 * shape));
  return [(west + east - wide) / 2, Math.max(-north(80), -(high + low) / 2 - wide / shape / 2), wide, wide / shape];
}

// Nearer or farther around a point of the window, given in parts of its width and height.
function zoomMap(factor, across = 0.5, down = 0.5) {
  if (!frame) return;
  const [left, top, wide, high] = frame;
  const now = Math.min(400, Math.max(2, wide / factor));
  frame = [left + (wide - now) * across, top + (high - (now * high) / wide) * down, now, (now * high) / wide];
  drawMap();
}

function moveMap(across, down) {
  if (!frame) return;
  const scale = frame[2] / byId("map").clientWidth;
  frame = [frame[0] - across * scale, frame[1] - down * scale, frame[2], frame[3]];
  drawMap();
}

// The map as a picture that stands by itself, with the colours of the page.
function mapPicture() {
  const picture = byId("map").querySelector("svg").cloneNode(true);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const style = `svg{background:${colour("--ground")};font:12px sans-serif}.grid path{stroke:${colour("--line")};fill:none}.grid text{fill:${colour("--quiet")};font-size:10px}.cities{fill:${colour("--dots")}}.lines path{opacity:.6}.names text{fill:${colour("--ink")}}`;
  picture.setAttribute("xmlns", SVG);
  picture.prepend(draft("style", {}, style));
  return new XMLSerializer().serializeToString(picture);
}

const mapBox = byId("map");
let held = null;
mapBox.onpointerdown = (event) => (held = { x: event.clientX, y: event.clientY, far: false });
mapBox.onpointermove = (event) => {
  if (!held || !(event.buttons & 1)) return;
  const [across, down] = [event.clientX - held.x, event.clientY - held.y];
  if (!held.far && Math.hypot(across, down) < 6) return;  // a click that shook
  held = { x: event.clientX, y: event.clientY, far: true };
  mapBox.setPointerCapture(event.pointerId);
  moveMap(across, down);
};
mapBox.onpointerup = mapBox.onpointercancel = () => (held = null);
mapBox.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = mapBox.getBoundingClientRect();
  zoomMap(event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
}, { passive: false });
