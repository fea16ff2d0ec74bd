"""Who says what: direct and indirect quotations with speaker and addressee.

The speaker is the subject of a reporting verb (lexicon/reporting.yaml) that the parse or the position ties to the
words. `Speech` also answers whose words any stretch of the text is, for claims made inside them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import LocalQuote, Mention, Span
from kg.quote.reporting import Reporting, reporting_verbs
from kg.quote.speakers import is_passive, is_told, subject_of
from kg.text.quotemarks import Quoted, find_quoted, quoted_ranges
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.read.turns import Turn

REACH = 14
"""How many tokens from the quotation marks a reporting verb may stand."""
FEW_WORDS = 4
"""A quotation nobody is named for must have so many words, and a finite verb, to count as one."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LINKS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "intj", "attr", "acomp", "advcl", "dep", "parataxis", "npadvmod"})
ENDS = frozenset(".,!?…;—–-")


@dataclass(frozen=True, slots=True)
class Passage:
    """Somebody's words: [start, end) offsets. `quote`: they are a Quote, not only a label or a view."""

    start: int
    end: int
    speaker: int | None
    addressee: int | None
    direct: bool
    quote: bool


class Speech:
    """All that is said in one article."""

    def __init__(
        self, text: str, passages: Sequence[Passage], mentions: Sequence[Mention], said: Sequence[Span] = ()
    ) -> None:
        self.passages = tuple(sorted(passages, key=lambda p: (p.start, p.end, p.direct)))
        self.quotes = tuple(_quote(text, passage, mentions) for passage in self.passages if passage.quote)
        self._marked = _outermost([*quoted_ranges(text), *said])
        self._starts = [start for start, _ in self._marked]

    def attribution(self, start: int, end: int) -> tuple[int | None, bool]:
        """Whose words [start, end) are, as a mention's index, and whether they stand in quotation marks.

        Of nested speech ("X said that Y had told Z …") the innermost speaker who is known.
        """
        around = [p for p in self.passages if p.start <= start and end <= p.end and p.speaker is not None]
        inner = min(around, key=lambda p: (p.end - p.start, p.start), default=None)
        before = bisect_right(self._starts, start)
        quoted = before > 0 and end <= self._marked[before - 1][1]
        return (inner.speaker if inner else None), quoted


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """The spans that start in no other, by offset."""
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def find_quotes(doc: Doc, mentions: Sequence[Mention]) -> list[LocalQuote]:
    """The quotations of an article in text order. `doc.text` is the article's text, which `mentions` refer to."""
    return list(find_speech(doc, mentions).quotes)


def find_speech(
    doc: Doc, mentions: Sequence[Mention], verbs: Mapping[str, Reporting] | None = None, turns: Sequence[Turn] = ()
) -> Speech:
    """Quotations and whose words what is. `verbs`: the reporting verbs, by default those that came with kg; `turns`:
    those of a transcript."""
    reader = _Reader(doc, mentions, verbs or reporting_verbs())
    direct = list(reader.direct())
    spoken = list(_spoken(reader.text, turns, mentions))
    said = [span for turn in turns for span in turn.said]
    return Speech(reader.text, [*direct, *spoken, *reader.indirect(direct), *reader.according_to()], mentions, said)


def _spoken(text: str, turns: Sequence[Turn], mentions: Sequence[Mention]) -> Iterator[Passage]:
    """What is said in a transcript by those whom a label names; a few words are no quotation."""
    people = {one.end: i for i, one in enumerate(mentions) if one.type == "Person" and one.kind == "name"}
    for turn in turns:
        speaker = people.get(turn.label[1])
        for start, end in turn.said if speaker is not None else ():
            quote = len(text[start:end].split()) >= FEW_WORDS
            yield Passage(start, end, speaker, None, direct=True, quote=quote)


def _quote(text: str, passage: Passage, mentions: Sequence[Mention]) -> LocalQuote:
    start, end = passage.start, passage.end
    about = tuple(i for i, mention in enumerate(mentions) if start <= mention.start and mention.end <= end)
    return LocalQuote(start, end, text[start:end], passage.direct, passage.speaker, passage.addressee, about)


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words in quotation marks, the tokens they are, and what the text around says of them."""

    quoted: Quoted
    first: int
    last: int
    before: str
    """The last visible character before the opening mark in its paragraph, or ""."""


class _Reader:
    """One article, with its tokens, marks, mentions and reporting verbs at hand."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], verbs: Mapping[str, Reporting]) -> None:
        self.doc = doc
        self.tokens = text_of(doc)
        self.text = self.tokens.whole
        self.offsets = self.tokens.offset
        self.verbs = verbs
        self.mentions = mentions
        self.owner = self._owners()
        self.marked = [self._mark(quoted) for quoted in find_quoted(self.text) if self._has_words(quoted)]
        self.inside = {i for marked in self.marked for i in range(marked.first, marked.last + 1)}
        self.reports = self._reports()

    def _owners(self) -> dict[int, int]:
        """Token → the longest mention it is part of."""
        owner: dict[int, int] = {}
        order = sorted(range(len(self.mentions)), key=lambda i: self.mentions[i].end - self.mentions[i].start)
        for index in order:
            mention = self.mentions[index]
            first, last = bisect_left(self.offsets, mention.start), bisect_left(self.offsets, mention.end)
            owner.update(dict.fromkeys(range(first, last), index))
        return owner

    def _has_words(self, quoted: Quoted) -> bool:
        """Whether a token starts between the marks: not in stray marks inside a word."""
        first = bisect_left(self.offsets, quoted.start)
        return first < len(self.offsets) and self.offsets[first] < quoted.end

    def _mark(self, quoted: Quoted) -> _Marked:
        first = bisect_left(self.offsets, quoted.start)
        last = max(first, bisect_left(self.offsets, quoted.end) - 1)
        line = self.text[: quoted.start - 1].rpartition("\n")[2] if quoted.start else ""
        return _Marked(quoted, first, last, line.rstrip()[-1:])

    def _reports(self) -> dict[int, Reporting]:
        """Token → how it reports, for the reporting verbs outside quotation marks."""
        tokens, verbs = self.tokens, self.verbs
        return {
            i: verbs[lemma]
            for i, lemma in enumerate(tokens.lemma)
            if lemma in verbs
            and tokens.pos[i] in {"VERB", "AUX"}
            and i not in self.inside
            and self.doc[i].lemma_ == lemma  # a headline's "SAY" keeps its capitals
        }

    # -------------------------------------------------------------- direct speech

    def direct(self) -> Iterator[Passage]:
        """Words in quotation marks that a verb gives to somebody, or that are whole sentences."""
        previous: tuple[_Marked, Passage] | None = None
        for marked in self.marked:
            passage = self._direct(marked, previous)
            if passage is not None:
                yield passage
                previous = (marked, passage)

    def _direct(self, marked: _Marked, previous: tuple[_Marked, Passage] | None) -> Passage | None:
        start, end = marked.quoted.start, marked.quoted.end
        verb = self._verb_of(marked)
        if verb is not None:
            token, how = self.doc[verb], self.reports[verb]
            whole = how.direct and not self._partial(marked, verb) and self._is_statement(marked)
            return Passage(start, end, self._speaker(token, near=True), self._addressee(token, how), True, whole)
        named = self._named_before(marked)
        if named is not None:
            return Passage(start, end, named, None, direct=True, quote=self._is_statement(marked))
        if previous is not None and self._goes_on(marked, *previous):
            return Passage(start, end, previous[1].speaker, previous[1].addressee, direct=True, quote=True)
        alone = self._is_finite(marked) and self._is_sentence(marked)
        return Passage(start, end, None, None, direct=True, quote=True) if alone else None

    def _verb_of(self, marked: _Marked) -> int | None:
        """The reporting verb the words belong to: by the parse, else the one right after or right before them."""
        for i in range(marked.first, marked.last + 1):
            head = self.doc[i].head.i
            if head in self.reports and self.doc[i].dep_ in LINKS and self._near(marked, head):
                return head
        return self._verb_after(marked) or self._verb_before(marked)

    def _near(self, marked: _Marked, verb: int) -> bool:
        return marked.first - 2 * REACH <= verb <= marked.last + REACH

    def _verb_after(self, marked: _Marked) -> int | None:
        """“…,” he said: only words that end in a comma, question or exclamation mark go on to a verb."""
        ends = self.text[marked.quoted.end - 1] + self.text[marked.quoted.end + 1 : marked.quoted.end + 2]
        if not set(ends) & set(",!?…—–-"):
            return None
        return self._first_report(range(marked.last + 1, min(len(self.doc), marked.last + 1 + REACH)))

    def _verb_before(self, marked: _Marked) -> int | None:
        """He said: “…”; he said, “…”; he said “…”; he said that “…”."""
        tokens = range(marked.first - 2, max(-1, marked.first - 2 - REACH), -1)
        if marked.before in {":", ","}:
            return self._first_report(tokens)
        return self._first_report(tokens[:2]) if marked.before.isalpha() else None

    def _first_report(self, tokens: range) -> int | None:
        """The first reporting verb among `tokens`, before the sentence or paragraph ends or other marks come."""
        for i in tokens:
            token = self.doc[i]
            if i in self.reports:
                return i
            if i in self.inside or token.text in {".", "!", "?"} or "\n" in token.text:
                return None
        return None

    def _partial(self, marked: _Marked, verb: int) -> bool:
        """Whether the marks hold only a piece of a clause that begins outside: said the deal was “dead on arrival”."""
        if not marked.before.isalpha():
            return False
        return self.doc[max(0, marked.first - 2)].lower_ != "that" and marked.first - 2 != verb

    def _is_statement(self, marked: _Marked) -> bool:
        last = self.text[marked.quoted.end - 1]
        return self._is_finite(marked) or (last in ENDS and marked.before in {"", ":", ",", ".", "!", "?"})

    def _is_sentence(self, marked: _Marked) -> bool:
        words = self.text[marked.quoted.start : marked.quoted.end]
        return words[0].isupper() and words[-1] in ENDS and len(words.split()) >= FEW_WORDS

    def _is_finite(self, marked: _Marked) -> bool:
        return any(self.doc[i].tag_ in FINITE for i in range(marked.first, marked.last + 1))

    def _named_before(self, marked: _Marked) -> int | None:
        """Berg: “…”: the mention before the colon."""
        if marked.before != ":":
            return None
        at = marked.first - 3
        return self.owner.get(at) if at >= 0 and self.doc[at + 1].text == ":" else None

    def _goes_on(self, marked: _Marked, before: _Marked, passage: Passage) -> bool:
        """Whether the words continue those before: next paragraph opened again, or “…,” he said. “…”."""
        between = self.text[before.quoted.end : marked.quoted.start]
        if marked.quoted.continues:
            return passage.end == before.quoted.end
        starts_anew = marked.before in {"", ".", "!", "?", ","}
        if not (passage.quote and starts_anew and "\n" not in between and self._one_sentence(before, marked)):
            return False
        return self._is_finite(marked) or self._is_sentence(marked)

    def _one_sentence(self, before: _Marked, marked: _Marked) -> bool:
        """Whether at most one sentence, the one that names the speaker, stands between."""
        between = range(before.last + 1, marked.first)
        ends = sum(self.doc[i].text in {".", "!", "?"} for i in between)
        return ends <= 1 and (ends == 0 or any(i in self.reports for i in between))

    # -------------------------------------------------------------- indirect speech

    def indirect(self, direct: Sequence[Passage]) -> Iterator[Passage]:
        """Clauses that reporting verbs govern, where they are not direct speech themselves."""
        said = [(passage.start, passage.end) for passage in direct if passage.quote]
        for verb, how in self.reports.items():
            if how.clause == "no":
                continue
            token = self.doc[verb]
            for clause in token.children:
                if clause.dep_ != "ccomp" or any(start <= clause.idx < end for start, end in said):
                    continue
                if any(clause.i < mark.i < verb and mark.text == ";" for mark in token.children):
                    continue  # two sentences: "Berg said it was over; Reed did not confirm it"
                span = self._clause(clause, token)
                speaker = self._speaker(token)
                if span is not None and speaker is not None:
                    quote = how.clause == "quote" and is_told(token)
                    yield Passage(*span, speaker, self._addressee(token, how), False, quote)

    def _clause(self, clause: Token, verb: Token) -> tuple[int, int] | None:
        """The clause's text on its own side of the verb, without "that"."""
        first, last = clause.left_edge.i, clause.right_edge.i
        if clause.i < verb.i:
            subject = min(
                (child.left_edge.i for child in verb.children if child.dep_.startswith("nsubj")), default=verb.i
            )
            last = min(last, verb.i - 1, subject - 1 if subject > clause.i else verb.i - 1)
        else:
            first = max(first, verb.i + 1)
        while first < last and (self.doc[first].lower_ == "that" or self._is_mark(first)):
            first += 1
        return self._span(first, last)

    def _is_mark(self, i: int) -> bool:
        token = self.doc[i]
        return token.is_punct or token.is_space

    def _span(self, first: int, last: int) -> tuple[int, int] | None:
        while last > first and self._is_mark(last):
            last -= 1
        while first < last and self._is_mark(first):
            first += 1
        if first >= last:
            return None
        return self._with_marks(self.offsets[first], self.offsets[last] + len(self.doc[last]))

    def _with_marks(self, start: int, end: int) -> tuple[int, int]:
        """The span with the closing mark of words that it quotes to its end."""
        ends = (m.quoted.end + 1 for m in self.marked if start <= m.quoted.start < end <= m.quoted.end)
        return start, next(ends, end)

    def according_to(self) -> Iterator[Passage]:
        """What stands beside "according to X": its sentence without that phrase."""
        for token in map(self.doc.__getitem__, self.tokens.places_of({"according"})):
            if token.i in self.inside:
                continue
            source = next((t for t in token.subtree if t.dep_ == "pobj" and t.head.lower_ == "to"), None)
            if source is None:
                continue
            sentence, edge = token.sent, source.right_edge.i
            leading = all(self._is_mark(i) for i in range(sentence.start, token.i))
            span = self._span(edge + 1, sentence.end - 1) if leading else self._span(sentence.start, token.i - 1)
            speaker = self._mention_at(source)
            if span is not None and speaker is not None:
                yield Passage(*span, speaker, None, direct=False, quote=True)

    # -------------------------------------------------------------- who

    def _speaker(self, verb: Token, *, near: bool = False) -> int | None:
        """The mention that is the verb's subject. `near`: where the parse has none, the mention beside the verb."""
        subject = subject_of(self._governing(verb))
        if subject is not None:
            return self._mention_at(subject)
        return self._beside(verb) if near and not is_passive(verb) else None

    def _governing(self, verb: Token) -> Token:
        """The verb whose subject speaks: in "said the two had met, calling it …" it is "said", however it is parsed."""
        if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i == 0 or self.doc[verb.i - 1].text != ",":
            return verb
        clause = next((t for t in verb.ancestors if t.dep_ == "ccomp"), None)
        return clause.head if clause is not None and clause.head.i in self.reports and clause.head.i < verb.i else verb

    def _mention_at(self, token: Token) -> int | None:
        """The mention a noun is part of, or that renames it: "the minister, Ann Berg"."""
        if token.i in self.owner:
            return self.owner[token.i]
        renamed = (child for child in token.children if child.dep_ == "appos" and child.i in self.owner)
        return next((self.owner[child.i] for child in renamed), None)

    def _beside(self, verb: Token) -> int | None:
        for i in (verb.i + 1, verb.i - 1, verb.i + 2):
            if i in self.owner and i not in self.inside:
                return self.owner[i]
        return None

    def _addressee(self, verb: Token, how: Reporting) -> int | None:
        if how.addressee == "none":
            return None
        labels = {"nsubjpass"} if is_passive(verb) else {"dobj", "dative"} if how.addressee == "object" else {"dative"}
        direct = next((child for child in verb.children if child.dep_ in labels), None)
        if direct is None:
            preps = (child for child in verb.children if child.dep_ in {"prep", "dative"} and child.lower_ == "to")
            direct = next((t for prep in preps for t in prep.children if t.dep_ == "pobj"), None)
        return self._mention_at(direct) if direct is not None else None
