"use strict";
// The dossier. All text goes in as text: nothing from an article is ever read as HTML.

function make(tag, given = {}, ...children) {
  const { style, ...properties } = given;
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.style, style);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}
const dot = (type) => make("span", { className: "dot", style: { background: data.colours[type] ?? "#94a3b8" } });
const stroke = (type) => make("span", { className: "stroke", style: { background: data.types[type].colour } });
const panel = byId("panel");

function cited(at) {
  const article = data.articles[at];
  if (!article) return make("cite", {}, "article unknown");
  const safe = article.link && (/^(https?|file):/i.test(article.link) || !/^[a-z][a-z0-9+.-]*:/i.test(article.link));
  const title = safe
    ? make("a", { href: article.link, target: "_blank", rel: "noopener noreferrer" }, article.title)
    : make("span", {}, article.title);
  const facts = [article.publisher, article.published].filter(Boolean).join(", ");
  return make("cite", {}, title, facts ? [" · ", make("span", { className: "whole" }, facts)] : "");
}

const sentence = ([words, article]) => make("blockquote", {}, make("p", {}, data.texts[words]), cited(article));

function evidence(tie) {
  const [first, ...others] = tie.evidence ?? [];
  if (!first) return [];
  const more = others.length
    ? make("details", {}, make("summary", {}, plural(others.length, "more sentence")), others.map(sentence))
    : null;
  return [sentence(first), more];
}

const day = (text) => text?.replace(/-01-01$/, "");
function when(tie) {
  if (!tie.start && !tie.end) return "";
  if (tie.start === tie.end) return tie.start;
  if (tie.start?.endsWith("-01-01") && tie.end === `${tie.start.slice(0, 4)}-12-31`) return tie.start.slice(0, 4);
  return tie.start && tie.end ? `${tie.start} – ${tie.end}` : tie.start ? `since ${day(tie.start)}` : `until ${tie.end}`;
}

function facts(tie) {
  const details = Object.entries(tie.details ?? {}).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
  const known = [when(tie), tie.place && `in ${tie.place}`, ...details, plural(tie.sources, "source"),
    tie.plan_sources && `announced by ${plural(tie.plan_sources, "source")}`];
  if (tie.claims > 1) known.push(plural(tie.claims, "claim"));
  if (tie.confidence) known.push(`confidence ${tie.confidence}`);
  return make("span", { className: "quiet" }, known.filter(Boolean).join(" · "));
}

const badge = (status) => make("span", { className: `badge ${status}` }, status);

function tieRow(tie, at) {
  const other = otherEnd(tie, at);
  const arrow = data.types[tie.type].symmetric ? "" : tie.from === at ? "→" : "←";
  const name = make("button", { className: "other", type: "button", onclick: () => select(other) }, data.entities[other].name);
  return make("div", { className: "tie" },
    make("div", { className: "head" }, arrow && make("span", { className: "arrow" }, arrow), dot(data.entities[other].type), name, badge(tie.status)),
    facts(tie), (tie.history ?? []).map((line) => make("p", { className: "quiet" }, line)), evidence(tie));
}

const newest = (a, b) => b.sources - a.sources || (a.start ?? "" < b.start ?? "" ? 1 : -1);

function dossier(at) {
  const entity = data.entities[at];
  const ties = tiesOf[at];
  const types = [...new Set(ties.map((tie) => tie.type))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const also = (entity.aliases ?? []).filter((name) => name !== entity.name);
  show(
    heading(entity.type, entity.name, [
      make("button", { type: "button", onclick: () => focusOn(chosen.only === at ? null : at) }, chosen.only === at ? "Show all again" : "Only around this"),
      make("button", { type: "button", onclick: () => expand(at) }, "Add its neighbours"),
    ], [
      also.length ? make("p", { className: "quiet" }, `also ${also.join(", ")}`) : null,
      make("p", { className: "quiet" }, [plural(entity.mentions ?? 0, "mention"), `in ${plural(entity.articleCount ?? 0, "article")}`].join(" "),
        Object.entries(entity.facts ?? {}).map(([name, value]) => ` · ${name} ${value}`)),
    ]),
    ties.length ? null : make("p", { className: "quiet" }, "Nothing ties it to another entity in this page."),
    types.flatMap((type) => [
      make("h3", {}, stroke(type), `${words(type)} (${ties.filter((tie) => tie.type === type).length})`),
      ...ties.filter((tie) => tie.type === type).sort(newest).map((tie) => tieRow(tie, at)),
    ]),
    entity.quotes ? [make("h3", {}, "said"), ...entity.quotes.map(([said, article]) => sentence([said, article]))] : null,
    entity.because ? [make("h3", {}, "one entity because"), make("ul", {}, entity.because.map((line) => make("li", { className: "quiet" }, line)))] : null,
    entity.articles ? [make("h3", {}, `articles (${entity.articleCount})`), make("ul", {}, entity.articles.map((one) => make("li", {}, cited(one))))] : null,
  );
}
const rank = (type) => relationTypes.findIndex(([one]) => one === type) - (type === "HOLDS_OFFICE" ? 1000 : 0);

// All that is said of two entities.
function pair(tie) {
  const [one, other] = [tie.from, tie.to];
  const ties = tiesOf[one].filter((each) => otherEnd(each, one) === other).sort((a, b) => (a === tie ? -1 : b === tie ? 1 : newest(a, b)));
  const name = (at) => make("button", { className: "other", type: "button", onclick: () => select(at) }, data.entities[at].name);
  show(
    heading(null, `${data.entities[one].name} and ${data.entities[other].name}`, [], []),
    ties.map((each) => [
      make("h3", {}, stroke(each.type), words(each.type)),
      make("div", { className: "tie" },
        make("div", { className: "head" }, name(each.from), make("span", { className: "arrow" }, data.types[each.type].symmetric ? "–" : "→"), name(each.to), badge(each.status)),
        facts(each), evidence(each)),
    ]),
  );
}

function heading(type, name, actions, lines) {
  return make("header", {},
    make("button", { className: "icon close", type: "button", title: "Close (Esc)", ariaLabel: "Close", onclick: () => select(null) }, "×"),
    type ? make("span", { className: "type" }, dot(type), type) : null,
    make("h2", { className: "name" }, name), lines, actions.length ? make("div", { className: "actions" }, actions) : null);
}

function show(...parts) {
  panel.replaceChildren(...parts.flat(3).filter(Boolean));
  panel.hidden = false;
  panel.scrollTop = 0;
}
