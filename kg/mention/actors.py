"""Who acts, by the words around: an "it" that says, hopes or has a chairman is no plan and no report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import read_lexicon

if TYPE_CHECKING:
    from kg.mention.phrases import Phrases
    from kg.mention.titles import Titles


@dataclass(frozen=True)
class Actors:
    """The words that tell who acts, of lexicon/descriptions.yaml."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    owned: frozenset[str]
    people: frozenset[str]
    endings: tuple[str, ...]

    def are_people(self, word: str) -> bool:
        """Whether a plural noun tells of people."""
        return word in self.people or word.endswith(self.endings)

    def needed(self, phrases: Phrases, at: int) -> bool:
        """Whether only somebody who acts can be meant by a pronoun, by its verb or by what is its own."""
        text = phrases.text
        verb = text.head[at]
        if text.dep[at] == "poss":
            return text.lemma[verb] in self.owned
        return text.dep[at] == "nsubj" and text.lemma[verb] in self.verbs

    def may_be(self, phrases: Phrases, noun: int) -> bool:
        """Whether a common noun can be one who acts: a kind of body, or what says something here."""
        text = phrases.text
        says = text.dep[noun] == "nsubj" and text.lemma[text.head[noun]] in self.verbs
        return says or text.lower[noun] in self.nouns


def load_actors(folder: Path, titles: Titles) -> Actors:
    """Read who acts from descriptions.yaml, reporting.yaml and the titles: "its chairman" is a body's."""
    data = read_lexicon(folder, "descriptions")
    says = (verb for group in read_lexicon(folder, "reporting").values() for verb in group["verbs"])
    posts = (words[-1] for words, title in titles.words.items() if title.post)
    bodies = (
        word for field in ("organizations", "places") for entry in data[field]["nouns"] for word in entry["words"]
    )
    return Actors(
        frozenset((*says, *data["actors"]["verbs"])),
        frozenset((*bodies, *data["actors"]["texts"])),
        frozenset((*posts, *data["actors"]["owned"])),
        frozenset((*data["actors"]["people"], *(words[-1] for words, title in titles.words.items() if title.plural))),
        tuple(data["actors"]["people_endings"]),
    )
