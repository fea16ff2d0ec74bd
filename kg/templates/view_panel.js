"use strict";
// The panel: of an entity, of two, of a path, of an article. All text goes in as text: nothing from an article is ever
// read as HTML.

function make(tag, given = {}, ...children) {
  const { style, ...properties } = given;
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.style, style);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return element;
}
const dot = (type) => make("span", { className: "dot", style: { background: data.colours[type] ?? "#94a3b8" } });
const stroke = (type) => make("span", { className: "stroke", style: { background: data.types[type].colour } });
const panel = byId("panel");
const button = (text, onclick, more = {}) => make("button", { type: "button", onclick, ...more }, text);
const nameButton = (at) => button(data.entities[at].name, () => go({ entity: at }), { className: "other" });

// ------------------------------------------------------------------ days

const dayName = (text) => `${Number(text.slice(8, 10))} ${monthName(text)} ${text.slice(0, 4)}`;
const spell = (text) => (text.length > 7 ? dayName(text) : text.length > 4 ? `${monthName(text)} ${text}`.replace(/(\d{4})-\d\d/, "$1") : text);
// A span as people write it: 27 October 2025, August 2025, 26–30 October 2025, 2019.
function spellSpan(start, end) {
  if (start === end) return spell(start);
  if (start.endsWith("-01-01") && end === `${start.slice(0, 4)}-12-31`) return start.slice(0, 4);
  if (start.slice(0, 7) === end.slice(0, 7) && start.length > 7) {
    if (start.endsWith("-01") && end.slice(8) === monthLast(start)) return spell(start.slice(0, 7));
    return `${Number(start.slice(8, 10))}–${dayName(end)}`;
  }
  return `${spell(start)} – ${spell(end)}`;
}
const since = (text) => spell(text.replace(/-01-01$/, ""));
const when = (tie) => (tie.start && tie.end ? spellSpan(tie.start, tie.end) : tie.start ? `since ${since(tie.start)}` : tie.end ? `until ${spell(tie.end)}` : "");
const where = (tie) => {
  if (!tie.place) return "";
  const kind = tie.at === undefined ? "" : data.entities[tie.at].facts?.kind;
  return `${["facility", "address"].includes(kind) ? "at" : "in"} ${tie.place}`;
};

// ------------------------------------------------------------------ sentences

const regular = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const marks = new Map();
// What finds an entity's names in a text, the longest first; a bare title is left out, for it may be anybody's.
function namesOf(at) {
  if (!marks.has(at)) {
    const entity = data.entities[at];
    const bare = entity.type === "Office" ? [entity.facts?.title ?? "", ...(entity.words ?? [])].map(fold) : [];
    const names = [...new Set([entity.name, ...(entity.aliases ?? [])])].filter((name) => name.length > 1 && !bare.includes(fold(name)));
    marks.set(at, names.sort((a, b) => b.length - a.length).map(regular).join("|"));
  }
  return marks.get(at);
}

const LETTER = /^[\p{L}\p{N}]$/u;
const finders = new Map();
// What finds the names of these entities in a text: each entity is a group of the pattern.
function finderOf(entities) {
  const key = entities.join();
  if (!finders.has(key)) {
    if (finders.size > 2000) finders.clear();
    const groups = entities.map((at) => `(${namesOf(at)})`).join("|");
    finders.set(key, groups ? new RegExp(groups, "g") : null);
  }
  return finders.get(key);
}

// A sentence with the names of these entities marked; a click on one opens it where `open` is set.
function marked(text, entities, open = false) {
  const known = entities.filter((at) => namesOf(at));
  const finder = finderOf(known);
  if (!finder) return [text];
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(finder)) {
    if (LETTER.test(text[match.index - 1]) || LETTER.test(text[match.index + match[0].length])) continue;  // within a word
    const at = known[match.slice(1).findIndex((group) => group !== undefined)];
    parts.push(text.slice(end, match.index), make("mark", { className: data.entities[at].type.toLowerCase() }, open ? button(match[0], () => go({ entity: at }), { className: "inline" }) : match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function cited(at) {
  const article = data.articles[at];
  if (!article) return make("cite", {}, "article unknown");
  const facts = [article.publisher, article.published && spell(article.published)].filter(Boolean).join(", ");
  return make("cite", {}, button(article.title, () => go({ article: at }), { className: "link", title: "What this article says" }), outward(article), facts ? [" · ", make("span", { className: "whole" }, facts)] : "");
}

// The way out of the page, to the article itself.
function outward(article) {
  const safe = article.link && (/^(https?|file):/i.test(article.link) || !/^[a-z][a-z0-9+.-]*:/i.test(article.link));
  return safe ? make("a", { href: article.link, target: "_blank", rel: "noopener noreferrer", className: "out", title: "Open the article itself", ariaLabel: `Open the article itself: ${article.title}` }, " ↗") : "";
}

const sentence = ([text, article], entities) => make("blockquote", {}, make("p", {}, marked(data.texts[text], entities)), cited(article));

// What is behind a line of text, made when that is opened for the first time.
function opening(summary, fill, className = "") {
  const one = make("details", { className }, make("summary", {}, summary));
  one.ontoggle = () => {
    one.ontoggle = null;
    one.append(...fill().flat(3));
  };
  return one;
}

function evidence(tie) {
  const [first, ...others] = tie.evidence ?? [];
  if (!first) return [];
  const ends = [tie.from, tie.to];
  const more = others.length
    ? opening(plural(others.length, "more sentence"), () => others.map((one) => sentence(one, ends)))
    : null;
  return [sentence(first, ends), more];
}

// ------------------------------------------------------------------ ties

function facts(tie) {
  const details = Object.entries(tie.details ?? {}).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
  const others = (tie.with ?? []).map((at) => data.entities[at].name).join(", ");
  const known = [when(tie), where(tie), others && `together with ${others}`, ...details, plural(tie.sources, "source"),
    tie.plan_sources && `announced by ${plural(tie.plan_sources, "source")}`];
  if (tie.claims > 1) known.push(plural(tie.claims, "sentence"));
  if (tie.confidence) known.push(`confidence ${tie.confidence}`);
  return make("span", { className: "quiet" }, known.filter(Boolean).join(" · "));
}

const badge = (status) => make("span", { className: `badge ${status}` }, status);
const changes = (tie) => (tie.history ?? []).map((line) => make("p", { className: "quiet" }, line.replaceAll(/\d{4}-\d\d(-\d\d)?/g, spell)));

function tieRow(tie, at) {
  const other = otherEnd(tie, at);
  const arrow = data.types[tie.type].symmetric ? "" : tie.from === at ? "→" : "←";
  return make("div", { className: "tie" },
    make("div", { className: "head" }, arrow && make("span", { className: "arrow" }, arrow), dot(data.entities[other].type), nameButton(other), badge(tie.status)),
    facts(tie), changes(tie), evidence(tie));
}

// Both ends of a tie, and what it is.
function wholeTie(tie) {
  return make("div", { className: "tie" },
    make("div", { className: "head" }, stroke(tie.type), nameButton(tie.from), make("span", { className: "arrow" }, `${words(tie.type)} ${data.types[tie.type].symmetric ? "–" : "→"}`), nameButton(tie.to), badge(tie.status)),
    facts(tie), changes(tie), evidence(tie), strike(tie));
}

// The command with which a reader of the page decides that a relationship is wrong.
function strike(tie) {
  const [one, other] = [tie.from, tie.to].map((at) => `"${data.entities[at].name}"`);
  const command = `kg review --wrong ${one} ${tie.type} ${other} --reason "…"`;
  return make("details", {}, make("summary", {}, "Wrong?"), make("p", { className: "quiet" }, make("code", {}, command)));
}

// Well supported ones first, then the newest.
const newest = (a, b) => b.sources - a.sources || ((a.start ?? "") < (b.start ?? "") ? 1 : -1);
const rank = (type) => relationTypes.findIndex(([one]) => one === type) - (type === "HOLDS_OFFICE" ? 1000 : 0);
let hiddenToo = false;  // whether the panel also tells what the filters hide

// What the filters leave of some ties, and a line that says how many they hide.
function filtered(ties) {
  const fit = ties.filter(passes);
  const hidden = ties.length - fit.length;
  const line = hidden ? make("p", { className: "hidden-ties" }, hiddenToo
    ? [`${plural(hidden, "tie")} told here although the filters hide ${hidden === 1 ? "it" : "them"} · `, button("hide", () => tellHidden(false), { className: "link" })]
    : [`${plural(hidden, "tie")} hidden by the filters · `, button("show", () => tellHidden(true), { className: "link" })]) : null;
  return [hiddenToo ? ties : fit, line];
}

function tellHidden(also) {
  hiddenToo = also;
  tellPanel();
}

// ------------------------------------------------------------------ what the panel tells

const FEW = 12;  // ties of one kind at once
// The first rows, and a button that brings the others.
function firstOf(ties, row) {
  if (ties.length <= FEW + 3) return ties.map(row);
  const rest = button(`${digits(ties.length - FEW)} more`, () => rest.replaceWith(...ties.slice(FEW).map(row)), { className: "more" });
  return [...ties.slice(0, FEW).map(row), rest];
}

function dossier(at) {
  const entity = data.entities[at];
  const [ties, hidden] = filtered(tiesOf[at]);
  const types = [...new Set(ties.map((tie) => tie.type))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const also = (entity.aliases ?? []).filter((name) => name !== entity.name);
  const here = (happenedAt.get(at) ?? []).filter((tie) => (hiddenToo || passes(tie)) && tie.from !== at && tie.to !== at);
  show(
    heading(entity.type, entity.name, [
      button(chosen.only === at ? "Show all again" : "Only around this", () => focusOn(chosen.only === at ? null : at)),
      button("Add its neighbours", () => expand(at)),
      button("Path to …", () => askPath(at)),
      button("Table", () => go({ view: "table", of: at, entity: narrow.matches ? null : at })),
      button("Time line", () => go({ view: "time", of: at, entity: narrow.matches ? null : at })),
    ], [
      also.length ? make("p", { className: "quiet" }, `also ${also.join(", ")}`) : null,
      make("p", { className: "quiet" }, [plural(entity.mentions ?? 0, "mention"), `in ${plural(entity.articleCount ?? 0, "article")}`].join(" "),
        Object.entries(entity.facts ?? {}).map(([name, value]) => ` · ${name} ${[value].flat().join(", ")}`)),
    ]),
    hidden,
    tiesOf[at].length ? null : make("p", { className: "quiet" }, "Nothing ties it to another entity in this page."),
    types.map((type) => {
      const these = ties.filter((tie) => tie.type === type).sort(newest);
      return [make("h3", {}, stroke(type), `${words(type)} (${these.length})`), firstOf(these, (tie) => tieRow(tie, at))];
    }),
    here.length ? [make("h3", {}, `happened here (${here.length})`), firstOf(here, wholeTie)] : null,
    entity.quotes ? [make("h3", {}, "said"), entity.quotes.map((said) => sentence(said, []))] : null,
    entity.because ? [make("h3", {}, "one entity because"), make("ul", {}, entity.because.map((line) => make("li", { className: "quiet" }, line)))] : null,
    entity.articles ? [make("h3", {}, `articles (${entity.articleCount})`), make("ul", {}, entity.articles.map((one) => make("li", {}, cited(one))))] : null,
  );
}

// All that is said of two entities.
function pair([one, other]) {
  const [ties, hidden] = filtered(tiesOf[one].filter((each) => otherEnd(each, one) === other));
  show(
    heading(null, `${data.entities[one].name} and ${data.entities[other].name}`, [button("Other paths", () => go({ path: [one, other] }))], []),
    hidden,
    firstOf(ties.sort(newest), wholeTie),
  );
}

// How two are connected: the shortest ways by ties that fit the filters, the best supported one open.
function path(ends) {
  const [one, other] = ends;
  const ways = pathOf(ends);
  const steps = (way) => make("ol", { className: "steps" }, way.slice(1).map((at, step) => {
    const [best, ...others] = tiesOf[at].filter((tie) => otherEnd(tie, at) === way[step] && passes(tie)).sort(newest);
    return make("li", {}, wholeTie(best), others.length ? button(`${plural(others.length, "more tie")} of these two`, () => go({ pair: [way[step], at] }), { className: "link" }) : "");
  }));
  const through = (way) => (way.length > 2 ? `by way of ${way.slice(1, -1).map((at) => data.entities[at].name).join(", ")}` : "directly");
  show(
    heading(null, `From ${data.entities[one].name} to ${data.entities[other].name}`, [button("The other way round", () => go({ path: [other, one] })), button("To somebody else …", () => askPath(one))], [
      make("p", { className: "quiet" }, ways.length
        ? `The shortest way by ties that fit the filters: ${plural(ways[0].length - 1, "step")}, ${through(ways[0])}.`
        : one === other ? "Both ends are the same." : `No way of up to ${LONGEST} ties that fit the filters.`),
    ]),
    ways.length ? steps(ways[0]) : null,
    ways.slice(1).map((way) => opening(through(way), () => [steps(way)], "way")),
  );
}

// An article as far as its words are known here: sentences with the names marked, and the ties each stands for.
function article(at, chosenSentence) {
  const one = data.articles[at];
  const facts = [one.publisher, one.published && spell(one.published)].filter(Boolean).join(", ");
  const rows = (one.sentences ?? []).map(([text, entities, ties, gap], place) => {
    const seen = ties.map((tie) => data.ties[tie]);
    return [
      gap ? make("p", { className: "gap", ariaLabel: "words left out" }, "…") : null,
      make("div", { className: `read${place === chosenSentence ? " sought" : ""}${seen.some(passes) || !seen.length ? "" : " away"}` },
        make("p", {}, marked(data.texts[text], entities, true)),
        seen.map((tie) => make("p", { className: "means" }, stroke(tie.type),
          button(`${data.entities[tie.from].name} ${words(tie.type)} ${data.entities[tie.to].name}`, () => go({ pair: [tie.from, tie.to] }), { className: "link" }), badge(tie.status)))),
    ];
  });
  show(
    heading(null, one.title, [], [
      facts ? make("p", { className: "quiet" }, facts, outward(one)) : make("p", { className: "quiet" }, one.file, outward(one)),
      make("p", { className: "quiet" }, rows.length ? "The sentences that the graph rests on, in their order; “…” stands for words left out." : "No sentence of it stands behind the graph."),
    ]),
    rows,
  );
  panel.querySelector(".sought")?.scrollIntoView({ block: "center" });
}

function heading(type, name, actions, lines) {
  return make("header", {},
    button("×", () => go({}), { className: "icon close", title: "Close (Esc)", ariaLabel: "Close" }),
    type ? make("span", { className: "type" }, dot(type), type) : null,
    make("h2", { className: "name" }, name), lines, actions.length ? make("div", { className: "actions" }, actions) : null);
}

function show(...parts) {
  panel.replaceChildren(...parts.flat(4).filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
}

// Tell what the state says; nothing: the panel goes.
function tellPanel() {
  if (state.article !== null) article(state.article, state.sentence);
  else if (state.path) path(state.path);
  else if (state.pair) pair(state.pair);
  else if (state.entity !== null) dossier(state.entity);
  else panel.hidden = true;
}
