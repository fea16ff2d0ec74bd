"use strict";
// The table and the time line: the ties that fit the filters, in rows.

const ROWS = 200;  // at once: more are a click away
const COLUMNS = [
  ["from", (tie) => data.entities[tie.from].name],
  ["relation", (tie) => words(tie.type)],
  ["to", (tie) => data.entities[tie.to].name],
  ["status", (tie) => STATUSES.indexOf(tie.status)],
  ["when", (tie) => tie.start ?? tie.end ?? ""],
  ["where", (tie) => tie.place ?? ""],
  ["sources", (tie) => tie.sources],
];
let order = { column: "sources", down: true };
let rowsShown = ROWS;

// The ties of a list: all that fit, or those of one entity.
const listed = () => fitting().filter((tie) => state.of === null || tie.from === state.of || tie.to === state.of || tie.at === state.of);

function sorted(ties) {
  const [, value] = COLUMNS.find(([name]) => name === order.column);
  const way = order.down ? -1 : 1;
  const keys = new Map(ties.map((tie) => [tie, value(tie)]));
  const compare = (a, b) => {
    const [one, other] = [keys.get(a), keys.get(b)];
    if (one === other) return a.index - b.index;
    if (one === "" || other === "") return one === "" ? 1 : -1;  // what is unknown comes last either way
    return (typeof one === "number" ? one - other : one.localeCompare(other)) * way;
  };
  return [...ties].sort(compare);
}

function listHead(text) {
  return make("div", { className: "list-head" }, make("h2", {}, text),
    state.of === null ? "" : button("of everybody", () => go({ view: state.view, of: null }), { className: "link" }));
}
const ofWhom = () => (state.of === null ? "" : ` of ${data.entities[state.of].name}`);
const bothEnds = (tie) => go({ pair: [tie.from, tie.to] });

function more(total) {
  return total > rowsShown
    ? button(`Show ${digits(Math.min(ROWS, total - rowsShown))} more of ${digits(total)}`, () => { rowsShown += ROWS; tellList(); }, { className: "more" })
    : "";
}

function numberCell(number) {
  const cell = make("td", { className: "number" }, String(number));
  cell.dataset.unit = number === 1 ? " source" : " sources";  // written where the table is a list of cards
  return cell;
}
const who = (at) => make("span", { className: "who" }, dot(data.entities[at].type), nameButton(at));

function table() {
  const ties = sorted(listed());
  const head = COLUMNS.map(([name]) => {
    const here = order.column === name;
    const cell = make("th", { scope: "col" }, button(name, () => {
      order = { column: name, down: here ? !order.down : name === "sources" || name === "when" };
      tellList();
    }));
    if (here) cell.ariaSort = order.down ? "descending" : "ascending";
    return cell;
  });
  const body = ties.slice(0, rowsShown).map((tie) => make("tr", {},
    make("td", {}, who(tie.from)),
    make("td", {}, button(words(tie.type), () => bothEnds(tie), { className: "link", title: "The sentences behind it" })),
    make("td", {}, who(tie.to)),
    make("td", {}, badge(tie.status)), make("td", {}, when(tie)), make("td", {}, tie.place ?? ""), numberCell(tie.sources)));
  byId("list").replaceChildren(
    listHead(`${plural(ties.length, "tie")}${ofWhom()} ${ties.length === 1 ? "fits" : "fit"} the filters`),
    make("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: "Table of ties" }, make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, body))), more(ties.length));
}

// What a tie stands under in the time line: its month, or its year where no more is known.
function headOf(tie) {
  const begins = tie.start ?? tie.end;
  const yearly = begins.endsWith("-01-01") && (!tie.end || tie.end.slice(5) === "12-31" || !tie.start);
  return begins.slice(0, yearly ? 4 : 7);
}

// What happened, the newest first, under its month; then what has no date.
function timeLine() {
  const ties = listed();
  const dated = ties.filter((tie) => tie.start || tie.end).sort((a, b) => ((b.start ?? b.end) > (a.start ?? a.end) ? 1 : (b.start ?? b.end) < (a.start ?? a.end) ? -1 : a.index - b.index));
  const months = grouped(dated.slice(0, rowsShown), headOf);
  const rows = [...months].map(([month, these]) => [
    make("h3", {}, spell(month)),
    make("ol", { className: "events" }, these.map((tie) => make("li", { className: tie.status },
      make("span", { className: "node", style: { borderColor: data.types[tie.type].colour, background: tie.status === "actual" ? data.types[tie.type].colour : "" } }),
      make("span", { className: "day" }, when(tie)),
      make("div", {}, nameButton(tie.from), " ", button(words(tie.type), () => bothEnds(tie), { className: "link", title: "The sentences behind it" }), " ", nameButton(tie.to), " ", tie.status === "actual" ? "" : badge(tie.status),
        make("p", { className: "quiet" }, [where(tie), plural(tie.sources, "source")].filter(Boolean).join(" · ")))))),
  ]);
  const undated = ties.length - dated.length;
  byId("list").replaceChildren(
    listHead(`${plural(dated.length, "dated tie")}${ofWhom()} ${dated.length === 1 ? "fits" : "fit"} the filters`),
    make("div", { className: "line" }, rows), more(dated.length),
    undated ? make("p", { className: "quiet" }, `${plural(undated, "tie")} more ${undated === 1 ? "has" : "have"} no date: `, button("in the table", () => go({ view: "table", of: state.of }), { className: "link" })) : "");
}

const tellList = () => (state.view === "table" ? table() : timeLine());

// ------------------------------------------------------------------ taking it along

function save(name, content) {
  const link = make("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell of CSV; what a spreadsheet would take for a formula is kept text by an apostrophe.
const cell = (value) => `"${String(value ?? "").replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;

function csv(ties) {
  const columns = ["from", "from_type", "relation", "to", "to_type", "status", "start", "end", "place", "sources", "confidence", "sentence", "article", "publisher", "published"];
  const rows = ties.map((tie) => {
    const [text, at] = tie.evidence?.[0] ?? [];
    const [one, other, article] = [data.entities[tie.from], data.entities[tie.to], data.articles[at] ?? {}];
    return [one.name, one.type, tie.type, other.name, other.type, tie.status, tie.start, tie.end, tie.place, tie.sources, tie.confidence, data.texts[text], article.title, article.publisher, article.published];
  });
  return `\ufeff${[columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

async function saveView() {
  if (state.view === "table" || state.view === "time") save("ties.csv", new Blob([csv(sorted(listed()))], { type: "text/csv" }));
  else if (state.view === "map") save("map.svg", new Blob([mapPicture()], { type: "image/svg+xml" }));
  else save("graph.png", await cy.png({ output: "blob-promise", full: true, maxWidth: 4000, maxHeight: 4000, bg: getComputedStyle(document.documentElement).getPropertyValue("--ground") }));
}
