"use strict";
// The search: names, other names, descriptions and posts, forgiving slips of the finger; then titles and sentences.

const HITS = 12;
const SAID = 6;  // sentences and titles among the hits
const NAME = 3;
const ALIAS = 2;
const DESCRIPTION = 1;
const IDLE = new Set(["the", "a", "an", "of", "and", "s"]);
const tokens = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
// What was typed, without the words that say nothing where there are others.
function sought(typed) {
  const all = tokens(typed);
  const telling = all.filter((word) => !IDLE.has(word));
  return telling.length ? telling : all;
}

let vocabulary = null;  // word → (entity → weight)

function learn() {
  vocabulary = new Map();
  const put = (at, text, weight) => {
    for (const word of tokens(text)) {
      const known = vocabulary.get(word) ?? vocabulary.set(word, new Map()).get(word);
      if (weight > (known.get(at) ?? 0)) known.set(at, weight);
    }
  };
  data.entities.forEach((entity, at) => {
    put(at, entity.name, NAME);
    for (const name of entity.aliases ?? []) put(at, name, ALIAS);
    for (const said of entity.words ?? []) put(at, said, DESCRIPTION);
  });
  // An office is also called after its body, and its holder after the office: "the Danish premier".
  const lend = (at, from, weight) => [from.name, ...(from.aliases ?? []), ...(from.type === "Office" ? from.words ?? [] : [])].forEach((name) => put(at, name, weight));
  const bodies = data.ties.filter((tie) => tie.type === "OFFICE_OF");
  for (const tie of bodies) lend(tie.from, data.entities[tie.to], DESCRIPTION);
  const bodyOf = grouped(bodies, (tie) => tie.from);
  for (const tie of data.ties) {
    if (tie.type !== "HOLDS_OFFICE" || tie.status === "denied") continue;
    const weight = tie.status === "actual" ? DESCRIPTION : DESCRIPTION / 2;
    lend(tie.from, data.entities[tie.to], weight);
    for (const office of bodyOf.get(tie.to) ?? []) lend(tie.from, data.entities[office.to], weight);
  }
}

// Slips of the finger between two words (letters changed, left out, added or swapped), up to `most`, else more.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}

// Entities that have a word as it was typed, and how well: whole, its beginning, a part, or with a slip.
function fittingWord(word) {
  const found = new Map();
  const take = (known, factor) => {
    for (const [at, weight] of known) if (weight * factor > (found.get(at) ?? 0)) found.set(at, weight * factor);
  };
  for (const [other, known] of vocabulary) {
    if (other === word) take(known, 1);
    else if (other.startsWith(word)) take(known, 0.8);
    else if (word.length > 2 && other.includes(word)) take(known, 0.3);
  }
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  if (!found.size && most) {
    for (const [other, known] of vocabulary) {
      const far = other.length > 3 ? slips(word, other, most) : most + 1;
      if (far <= most) take(known, 0.5 / far);
    }
  }
  return found;
}

// The entities that all words typed fit, the best first; of those alike the most connected.
function search(typed) {
  const typedWords = sought(typed);
  if (!typedWords.length) return [];
  if (!vocabulary) learn();
  let scores = null;
  for (const word of typedWords) {
    const found = fittingWord(word);
    scores = new Map([...found].filter(([at]) => !scores || scores.has(at)).map(([at, score]) => [at, score + (scores?.get(at) ?? 0)]));
  }
  const whole = fold(typed.trim());
  const begins = (at) => (fold(data.entities[at].name).startsWith(whole) ? 2 : 0);
  return [...scores].map(([at, score]) => [score + begins(at), tiesOf[at].length, at])
    .sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]).slice(0, HITS).map((one) => one[2]);
}

// Articles with all words in their title, then sentences that hold them: [article, sentence or null].
function searchTexts(typed) {
  const typedWords = sought(typed);
  if (!typedWords.some((word) => word.length > 2)) return [];
  const holds = (text) => typedWords.every((word) => text.includes(word));
  data.folded ??= data.texts.map(fold);
  const found = [];
  data.articles.forEach((article, at) => holds(article.folded ??= fold(article.title)) && found.push([at, null]));
  const texts = new Set();
  data.folded.forEach((text, at) => holds(text) && texts.add(at));
  if (texts.size) {
    data.articles.forEach((article, at) => article.sentences?.forEach(([text], place) => texts.delete(text) && found.push([at, place])));
  }
  return found.slice(0, SAID);
}
