"""One person behind many names, over the whole corpus.

Within an article a bare surname is the person whose full name the article gives. Across articles full names are
compared inside blocks of equal family names; a bare surname is joined to a full name only with more evidence than the
surname: the same post, company in common, or no competitor within the same story. Every join keeps its reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from kg.know.first_names import first_name_initials, is_family_name, is_first_name
from kg.know.first_names import fold_name as fold
from kg.know.leaders import Term
from kg.know.name_parts import core_words
from kg.know.name_spelling import sound
from kg.know.person_names import compatible, possible_family_names
from kg.model import Extraction
from kg.resolve.clusters import Clusters
from kg.resolve.holdings import only

Profile = tuple[str, frozenset[str], str, int]
"""(gender, walks of life, who of the table of leaders, year of birth), of which there are few however many people
there are."""
APART = 2
"""Years of birth that differ by more are of two people; by less, articles tell one person's differently."""
MONOGRAM = 3
"""Letters of a word in capitals that may be a person's initials."""
SHARED_NAMES = 2
"""A bare surname in an article needs this many other names in common with an article that has the full name."""

IN_LISTS = 10
"""Of so many names of the shorter article one at least is shared: two long lists share some names by chance."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title that an article gives somebody. `body`: key of what it belongs to, "" where the words do not say."""

    title: str
    body: str
    day: date | None
    modifier: str = ""


@dataclass(slots=True)
class Person:
    """What one article says of one person: the local cluster of name mentions."""

    article: str
    published: date | None
    name: str
    """The fullest form the article uses."""
    words: tuple[str, ...]
    mentions: dict[int, str] = field(default_factory=dict)
    """Index → surface."""
    gender: str = ""
    posts: frozenset[tuple[str, str]] = frozenset()
    """(title, body's words or "")"""
    worlds: frozenset[str] = frozenset()
    """The walks of life its titles belong to, where a title tells ("striker": sport)."""
    leader: str = ""
    """Who it is by the table of leaders, the bearer of this name and title on the day of the article: Wikidata id, or
    full name where there is none."""
    leader_name: str = ""
    born: int = 0
    """The year that the article gives; 0 where it gives none, or several."""
    titles: frozenset[str] = frozenset()
    """The titles that the article gives, by its posts and in other words: "Berg, who was mayor"."""

    @property
    def profile(self) -> Profile:
        """What can show that two people of one name are two."""
        return self.gender, self.worlds, self.leader, self.born

    @property
    def full(self) -> bool:
        """Whether the article gives more than one word of the name."""
        return len(self.words) > 1


def telling_words(person: Person) -> tuple[str, ...]:
    """The words of a name that tell in what company others are: every article has its Mark and its Anna."""
    if person.full:
        return person.words[1:]
    return tuple(word for word in person.words if is_family_name(word) or not is_first_name(word))


def local_names(extraction: Extraction) -> dict[str, list[int]]:
    """The fullest form of each person's name in an article → its mentions, in order of first mention."""
    found: dict[str, list[int]] = {}
    for index, mention in enumerate(extraction.mentions):
        if mention.type == "Person" and mention.kind == "name":
            found.setdefault(mention.local or fold(mention.text), []).append(index)
    return found


def local_people(
    extraction: Extraction,
    body_of: Mapping[int, str],
    world_of: Mapping[str, str],
    whose: Callable[[str, Post], Term | None],
) -> list[Person]:
    """The persons of one article by name, in order of `local_names`. `body_of`: Office mention → key of its body.

    `world_of`: title → walk of life. `whose`: a name with a post → who of the table of leaders that is.
    """
    article, mentions = extraction.article, extraction.mentions
    posts: dict[int, set[tuple[str, str]]] = defaultdict(set)
    held_posts: dict[int, set[Post]] = defaultdict(set)
    for index, mention in enumerate(mentions):
        holder = mention.link("holder") if mention.type == "Office" else None
        if holder is not None:
            posts[holder].add((mention.title, body_of.get(index, "")))
            held_posts[holder].add(Post(mention.title, body_of.get(index, ""), article.published, mention.modifier))
    births, said = _births(extraction), _posts_said(extraction)
    people: list[Person] = []
    for name, indices in local_names(extraction).items():
        surfaces = {index: " ".join(mentions[index].text.split()) for index in indices}
        gender = next((mentions[index].gender for index in indices if mentions[index].gender), "")
        held = frozenset(post for index in indices for post in posts.get(index, ()))
        worlds = frozenset(world_of[title] for title, _ in held if title in world_of)
        years = {births[index] for index in indices if index in births}
        leaders = [whose(name, post) for index in indices for post in sorted(held_posts.get(index, ()), key=str)]
        people.append(
            Person(
                article.id, article.published, name, tuple(name.split()), surfaces, gender, held, worlds,
                *next(((term.qid or term.name, term.name) for term in leaders if term), ("", "")),
                born=years.pop() if len(years) == 1 else 0,
                titles=frozenset({title for title, _ in held}.union(*(said[index] for index in indices))),
            )
        )  # fmt: skip
    return people


def _posts_said(extraction: Extraction) -> dict[int, set[str]]:
    """Mention of a name → the titles that claims give its bearer, now or formerly."""
    found: dict[int, set[str]] = defaultdict(set)
    for claim in extraction.claims:
        if claim.type == "HOLDS_OFFICE" and claim.status in {"actual", "former"}:
            found[claim.subject].add(extraction.mentions[claim.object].title)
    return found


def _births(extraction: Extraction) -> dict[int, int]:
    """Mention of a name → the year in which an article says that its bearer was born."""
    found: dict[int, int] = {}
    for claim in extraction.claims:
        if claim.type == "BORN" and claim.status == "actual" and claim.when and claim.when.start:
            mention = extraction.mentions[claim.subject]
            named = (claim.subject,) if mention.kind == "name" else mention.antecedents
            if len(named) == 1:
                found[named[0]] = claim.when.start.year
    return found


def short_forms(person: Person) -> Iterator[str]:
    """Why the article's shorter names of a person are that person's."""
    fullest = min(person.mentions.values(), key=lambda s: (fold(s) != person.name, -len(s.split()), s))
    for surface in sorted(set(person.mentions.values())):
        if fold(surface) != fold(fullest):
            yield f"{fullest} = {surface}: the only one of this name in an article"


def group_people(
    people: Sequence[Person], company: Mapping[str, frozenset[str]], story_of: Mapping[str, str]
) -> Clusters[int]:
    """Join local persons (by index) into persons of the corpus.

    `company`: article id → keys of everything named in it, for evidence in common. `story_of`: article id → story id.
    """
    clusters: Clusters[int] = Clusters(range(len(people)))
    _join_equal_names(people, clusters)
    _join_forms(people, clusters)
    _join_leaders(people, clusters)
    _join_single_words(people, clusters, company, story_of)
    return clusters


def _join_equal_names(people: Sequence[Person], clusters: Clusters[int]) -> None:
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        if person.full:
            by_name[person.name].append(i)
    for same in by_name.values():
        for group in _homonyms(people, same):
            for other in group[1:]:
                clusters.join(group[0], other, "")


def _join_leaders(people: Sequence[Person], clusters: Clusters[int]) -> None:
    """Those who are one leader by the table, under whatever form of the name, and who bear the leader's full name."""
    first: dict[str, int] = {}
    names: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        names[person.name].append(i)
    for i, person in enumerate(people):
        if not person.leader:
            continue
        if person.leader not in first:
            first[person.leader] = i
            for other in names.get(fold(person.leader_name), ()):
                if not _contradict(person.profile, people[other].profile):
                    clusters.join(other, i, _by_table(people, other, i))
        clusters.join(first[person.leader], i, _by_table(people, first[person.leader], i))


def _by_table(people: Sequence[Person], one: int, leader: int) -> str:
    shown = sorted({_shown(people, [one]), _shown(people, [leader])}, key=lambda name: (-len(name), name))
    return f"{shown[0]} = {shown[-1]}: {people[leader].leader_name} by the table of leaders" if len(shown) > 1 else ""


def _homonyms(people: Sequence[Person], same: Sequence[int]) -> list[list[int]]:
    """Bearers of one full name, parted where their facts contradict: sex, year of birth, or nothing in common but
    the name."""
    groups: list[tuple[set[Profile], list[int]]] = []
    for i in sorted(same, key=lambda i: (-len(people[i].posts), people[i].article)):
        profile = people[i].profile
        home = next((g for g in groups if not any(_contradict(profile, other) for other in g[0])), None)
        if home is None:
            groups.append(({profile}, [i]))
        else:
            home[0].add(profile)
            home[1].append(i)
    return [members for _, members in groups]


def _contradict(a: Profile, b: Profile) -> bool:
    if _differ(a[0], b[0]) or _differ(a[2], b[2]):
        return True
    if a[2] and a[2] == b[2]:
        return False
    if a[3] and b[3] and abs(a[3] - b[3]) > APART:
        return True
    return bool(a[1] and b[1]) and a[1].isdisjoint(b[1])


def _differ(one: str, other: str) -> bool:
    """Whether both are known, and not the same."""
    return one != other and bool(one and other)


def _join_forms(people: Sequence[Person], clusters: Clusters[int]) -> None:
    """Join forms of one full name ("Donald J. Trump", "Kim Jong-un"), compared within blocks of family names."""
    counts: Counter[str] = Counter()
    example: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        if person.full:
            counts[person.name] += len(person.mentions)
            example[person.name].append(i)
    matches = _forms_of_one(people, example)
    shown = {name: _shown(people, example[name]) for name in matches}
    for a in sorted(matches, key=lambda n: (-len(n.split()), -counts[n], n)):
        for b in sorted(matches[a], key=lambda n: (-counts[n], n)):
            if not _ambiguous(a, b, matches, example, people):
                reason = f"{shown[a]} = {shown[b]}: {matches[a][b]}"
                _join_all(people, clusters, example[a], example[b], reason)


def _forms_of_one(people: Sequence[Person], example: Mapping[str, list[int]]) -> dict[str, dict[str, str]]:
    """Full name → the others that can be of the same person, and why."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for name in example:
        for key in block_keys(name):
            blocks[key].add(name)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for block in blocks.values():
        for a, b in combinations(sorted(block), 2):
            reason = _same_name(a, b, people, example)
            if reason:
                found[a][b] = found[b][a] = reason
    return found


def _same_name(a: str, b: str, people: Sequence[Person], example: Mapping[str, list[int]]) -> str:
    """Why two full names can be one person's; "" where they cannot.

    A name whose words all stand in the other's ("Tayyip Erdogan") needs a post in common besides.
    """
    match = compatible(a, b)
    if match is not None:
        return str(match.reason)
    words = set(a.split()), set(b.split())
    within = words[0] < words[1] or words[1] < words[0]
    if within and a.rsplit(maxsplit=1)[-1] == b.rsplit(maxsplit=1)[-1]:
        shared = _posts_of(people, example[a]) & _posts_of(people, example[b])
        if any(body for _, body in shared):
            return "the words of one within the other, and the same post"
    return ""


def _posts_of(people: Sequence[Person], indices: Sequence[int]) -> set[tuple[str, str]]:
    return {post for i in indices for post in people[i].posts}


def block_keys(name: str) -> set[str]:
    """Keys of which names that can be one person's have one in common.

    Each family name by its sound with each initial of the other words and of what these are short for; and all words
    sorted, so that swapped orders meet.
    """
    words = [part for word in core_words(name.split()) for part in word.split("-") if part]
    keys = {" ".join(sorted(name.replace("-", " ").split()))}
    for family in {*possible_family_names(name), name.rsplit(maxsplit=1)[-1]}:
        given = Counter(words) - Counter(family.replace("-", " ").split()) or words
        keys |= {f"~{sound(family)} {letter}" for word in given for letter in first_name_initials(word)}
    return keys


def _ambiguous(
    a: str, b: str, matches: Mapping[str, Mapping[str, str]], example: Mapping[str, list[int]], people: Sequence[Person]
) -> bool:
    """A short form that fits two longer names which do not fit each other, and shares an article with neither alone.

    A longer name that no article has without the short one is but another form beside it, and no rival.
    """
    short, long = sorted((a, b), key=lambda n: (len(n.split()), len(n), n))
    articles = {people[i].article for i in example[short]}
    rivals = (c for c in matches[short] if c != long and c not in matches[long])
    if all(people[i].article in articles for rival in rivals for i in example[rival]):
        return False
    return not articles & {people[i].article for i in example[long]}


def _join_all(
    people: Sequence[Person], clusters: Clusters[int], ones: Sequence[int], others: Sequence[int], reason: str
) -> None:
    for i in _one_of_each(people, clusters, ones):
        for j in _one_of_each(people, clusters, others):
            if not _contradict(people[i].profile, people[j].profile):
                clusters.join(i, j, reason)


def _one_of_each(people: Sequence[Person], clusters: Clusters[int], indices: Sequence[int]) -> list[int]:
    """One of those who are in one cluster and have one profile: whatever joins or parts one, does so to all."""
    found: dict[tuple[int, Profile], int] = {}
    for i in indices:
        found.setdefault((clusters.root(i), people[i].profile), i)
    return list(found.values())


def _shown(people: Sequence[Person], indices: Sequence[int]) -> str:
    surfaces: Counter[str] = Counter()
    for i in indices:
        surfaces.update(people[i].mentions.values())
    fullest = sorted(surfaces, key=lambda s: (-len(s.split()), -surfaces[s], s))
    return fullest[0]


@dataclass(slots=True)
class _Bearers:
    """All that the corpus says of one person's full name, as evidence for bare names: article by article, summed up."""

    posts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Title → bodies, "" where none is given."""
    company: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Word of others' names → articles it stands in beside this person."""
    stories: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def supports(
        self, single: Person, company: Mapping[str, frozenset[str]], story_of: Mapping[str, str]
    ) -> Iterator[str]:
        """What a bare name has in common with this person besides the name. Where its article names them both and does
        not take them for one, the article's other names say nothing."""
        if any(t in self.posts and (not body or self.posts[t] & {"", body}) for t, body in single.posts):
            yield "post"
        if single.article in self.articles:
            return
        if self._shares_company(single, company):
            yield "company"
        if story_of.get(single.article) in self.stories:
            yield "story"

    def _shares_company(self, single: Person, company: Mapping[str, frozenset[str]]) -> bool:
        """Whether the article of a bare name has enough other names in common with one that has the full name."""
        mine = company[single.article]
        near = [self.company[w] for w in mine if w in self.company and w not in single.words]
        if all(one.isdisjoint(other) for one, other in combinations(near, SHARED_NAMES)):
            return False
        shared = Counter(article for one in near for article in one)
        return any(
            times >= max(SHARED_NAMES, min(len(mine), len(company[article])) / IN_LISTS)
            for article, times in shared.items()
        )


def _join_single_words(
    people: Sequence[Person],
    clusters: Clusters[int],
    company: Mapping[str, frozenset[str]],
    story_of: Mapping[str, str],
) -> None:
    """Bare names: to the one full name of the corpus that evidence supports, else to the same bare name elsewhere."""
    by_word, singles = _by_word(people)
    for word in sorted(singles):
        bearers = _bearers([(clusters.root(i), people[i]) for i in by_word.get(word, ())], company, story_of)
        left = [
            i
            for i in singles[word]
            if not people[i].leader and not _join_to_full(people, clusters, i, bearers, company, story_of)
        ]
        if word not in by_word:
            for group in _homonyms(people, left):
                for other in group[1:]:
                    clusters.join(group[0], other, "")


def _by_word(people: Sequence[Person]) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Word → who has it as a family name, and who has no other name."""
    by_word: dict[str, list[int]] = defaultdict(list)
    singles: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        if person.full:
            for word in possible_family_names(person.name):
                by_word[word].append(i)
        else:
            singles[person.name].append(i)
    return by_word, singles


def _bearers(
    full: Sequence[tuple[int, Person]], company: Mapping[str, frozenset[str]], story_of: Mapping[str, str]
) -> dict[tuple[int, Profile], _Bearers]:
    """The evidence on the bearers of one family name, by cluster and by what could contradict it."""
    found: dict[tuple[int, Profile], _Bearers] = defaultdict(_Bearers)
    for root, person in full:
        entry = found[root, person.profile]
        entry.articles.add(person.article)
        for title, body in person.posts:
            entry.posts[title].add(body)
        for word in company[person.article].difference(person.words):
            entry.company[word].add(person.article)
        if person.article in story_of:
            entry.stories.add(story_of[person.article])
    return found


def _join_to_full(
    people: Sequence[Person],
    clusters: Clusters[int],
    single: int,
    bearers: Mapping[tuple[int, Profile], _Bearers],
    company: Mapping[str, frozenset[str]],
    story_of: Mapping[str, str],
) -> bool:
    evidence: dict[int, set[str]] = defaultdict(set)
    for (root, profile), entry in bearers.items():
        if not _contradict(people[single].profile, profile):
            evidence[root].update(entry.supports(people[single], company, story_of))
    supported = [root for root, reasons in evidence.items() if reasons]
    strong = [root for root in supported if "post" in evidence[root]]
    chosen = only(strong) if len(supported) > 1 else only(supported)
    if chosen is None:
        return False
    why = {"post": "the same post", "company": "named among the same others", "story": "in the same story"}
    reasons = ", ".join(why[r] for r in sorted(evidence[chosen]))
    return clusters.join(chosen, single, f"{_shown(people, [single])} = {_shown(people, [chosen])}: {reasons}")


def display_name(surfaces: Counter[str]) -> str:
    """The fullest common form ("da Silva" is none): of those used at least a fifth as often as the commonest full form,
    the most words."""
    full = {s: n for s, n in surfaces.items() if len(s.split()) > 1 and not s[0].islower()} or dict(surfaces)
    full = {s: n for s, n in full.items() if not s.isupper()} or full
    most = max(full.values())
    common = [s for s, n in full.items() if n * 2 > most]
    return _in_normal_case(min(common, key=lambda s: (-full[s], -len(s), s)))


def _in_normal_case(name: str) -> str:
    """A name that stands nowhere but in capitals, as in the labels of a transcript: "O'HALLAN"; "JFK" stays."""
    if not name.isupper() or max(map(len, name.split())) <= MONOGRAM:
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)
