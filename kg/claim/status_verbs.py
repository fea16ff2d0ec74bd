"""How verbs bear on the status of what they tell: tense, auxiliaries, negation, adverbs, and what governs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.claim.signs import Signs, Words, is_false, read_governor, read_negation
from kg.claim.status_nouns import above_preposition, is_plan, negative_noun
from kg.claim.tense import VERBAL
from kg.claim.trees import Tree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
UNTIL = {"before", "until"}
WHEN = {"when", "once", "after"}
AHEAD = {"will", "'ll", "’ll", "to", "would", "should", "may", "could"}
WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
HAVE = frozenset({"has", "have", "'ve", "’ve"})
MODALS = {"would", "might", "could", "will", "'d", "may"}


def read_verb(tree: Tree, verb: int, words: Words, signs: Signs, *, state: bool) -> None:
    """Note what a verb's own words say: negation, auxiliaries, adverbs, conditions, a past that is over."""
    for child in tree.children[verb]:
        form, dep = tree.lower[child], tree.dep[child]
        if dep == "neg" or (dep == "advmod" and form in words["negations"]):
            read_negation(tree, child, words, signs)
        elif form == "neither" and dep in {"preconj", "cc"}:
            signs.negations += 1
        elif dep == "aux" and not (state and form in WILL and tree.lemma[verb] in words["staying_verbs"]):
            _read_auxiliary(tree, verb, child, words, signs)
            for inner in tree.children[child]:  # "to never meet Y"
                if tree.lower[inner] in words["negations"]:
                    read_negation(tree, inner, words, signs)
        elif dep == "mark" and form in words["conditions"]:
            signs.found.add("open")
        elif dep == "prep" and form == "according" and _is_told_by_accusers(tree, child, words):
            signs.found.add("possible")
        elif dep == "advmod":
            _read_adverb(tree, child, words, signs, state=state)
            signs.negations += signs.climbed and is_false(tree, verb, child, words)
        elif dep in {"nsubj", "nsubjpass"} and negative_noun(tree, child, words):
            signs.negations += tree.lemma[child] not in words["arranged"]  # "no date has been set for their talks"
    joined = tree.dep[verb] == "conj" and not any(tree.tag[c] == "WRB" for c in tree.children[verb])  # not "nor when"
    if joined and tree.has_word(tree.head[verb], {"nor"}, "cc"):
        signs.negations += 1
    scheduled = signs.climbed and signs.programme and not (signs.role or signs.beside)
    scheduled = scheduled and tree.lemma[verb] in words["schedule_verbs"]
    scheduled = scheduled and (
        tree.lemma[verb] != "be" or (signs.came in {"attr", "nsubj"} and not signs.part)
    )  # not "is on a visit"
    if scheduled and tree.tag[verb] in {"VBZ", "VBP"} and not tree.has(verb, "aux"):
        signs.found.add("planned")
    lasting = state and (signs.role or not signs.climbed) and tree.lemma[verb] in words["lasting_verbs"]
    if lasting and not signs.found and not signs.negations and _simple_past(tree, verb):
        signs.found.add("former")
    if lasting and not signs.found and not signs.negations and _is_of_the_past(tree, verb, words):
        signs.found.add("former")


def _is_of_the_past(tree: Tree, verb: int, words: Words) -> bool:
    """ "has been mayor before", "has twice led Y", "has in the past worked for Y": a time that is over."""
    if not tree.has_word(verb, HAVE, "aux"):
        return False
    near = [*tree.children[verb], *(c for noun in tree.children_by(verb, "attr") for c in tree.children[noun])]
    near += [noun for c in near if tree.lower[c] == "in" for noun in tree.children_by(c, "pobj")]
    return any(tree.lower[c] in words["past_times"] and not tree.has(c, "pcomp", "pobj") for c in near)


def _read_auxiliary(tree: Tree, verb: int, aux: int, words: Words, signs: Signs) -> None:
    form = tree.lower[aux]
    if tree.lemma[aux] in words["reporting_verbs"] and tree.has(aux, "nsubj"):
        signs.found.add("possible")  # "agents who Y say shot at Z"
    elif form in WILL:
        signs.found.add("planned")
    elif form in {"would", "'d"}:
        unreal = tree.has_word(verb, {"have"}, "aux")  # "would have met Y"
        depends = any(
            tree.lower[m] in words["conditions"]
            for clause in tree.children_by(verb, "advcl")
            for m in tree.children_by(clause, "mark")
        )  # "if elected, X would be mayor"
        wished = tree.lemma[verb] in words["would_like"]
        open_ = unreal or depends or wished or not _told_in_the_past(tree, verb)
        signs.found.add("possible" if open_ else "planned")
    elif form in words["modal_possible"] or _is_inverted(tree, verb, aux):
        signs.found.add("possible")
    elif form == "to" and tree.head[verb] == verb:
        signs.found.add("planned")


def _is_inverted(tree: Tree, verb: int, aux: int) -> bool:
    """ "Had X met Y, …": he did not."""
    return (
        tree.dep[verb] == "advcl"
        and tree.lower[aux] == "had"
        and any(aux < s for s in tree.children_by(verb, "nsubj", "nsubjpass"))
    )


def _told_in_the_past(tree: Tree, verb: int) -> bool:
    marks = tree.words_by(verb, "mark")
    return tree.dep[verb] in {"ccomp", "relcl", "conj", "advcl", "ROOT"} and marks <= {"that"}


def _read_adverb(tree: Tree, adverb: int, words: Words, signs: Signs, *, state: bool) -> None:
    form = tree.lower[adverb]
    if form in words["possible_words"]:
        signs.found.add("possible")
    elif state and tree.lemma[tree.head[adverb]] in words["planned_verbs"] - {"be"}:
        return  # "previously agreed to buy Y"
    elif state and form in words["former_words"] and form not in words["former_adjectives"]:
        signs.found.add("former")
    elif form == "longer" and tree.lower[adverb - 1] == "no":
        signs.found.add("former" if state else "denied")


def _simple_past(tree: Tree, verb: int) -> bool:
    passive = tree.words_by(verb, "auxpass")
    if tree.has(verb, "aux") and not passive:
        return tree.has_word(verb, {"had"}, "aux")
    return bool(passive & {"was", "were"}) or (not passive and tree.tag[verb] == "VBD" and tree.dep[verb] != "acl")


def above_verb(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    """The word that governs the verb, its effect noted; None where the verb's clause stands for itself."""
    having = tree.has_word(verb, {"having"}, "aux")
    if having and tree.lower[tree.head[verb]] in words["beside"]:
        return None  # "will fly home after having met Y": that is done
    if tree.has_word(verb, {"whether"}, "mark"):
        return None  # "refused to say whether X met Y": open, whatever is done about it
    step = _ABOVE.get(tree.dep[verb])
    return step(tree, verb, words, signs) if step and tree.head[verb] != verb else None


def _above_conjunct(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    """ "will meet X and visit Y": a verb without tense of its own shares auxiliaries and negation."""
    head = tree.head[verb]
    return head if not _finite(tree, verb) and tree.pos[head] in VERBAL else None


def _above_gerund(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    if tree.is_infinitive(verb) and tree.pos[tree.head[verb]] == "ADJ":  # "is due to travel"
        return _above_complement(tree, verb, words, signs)
    return above_preposition(tree, tree.head[verb], words, signs, noun=False)


def _finite(tree: Tree, verb: int) -> bool:
    if tree.tag[verb] in FINITE or (tree.tag[verb] == "VBN" and tree.has(verb, "nsubj") and not tree.has(verb, "aux")):
        return True
    return any(tree.tag[c] in FINITE or tree.lower[c] == "to" for c in tree.children_by(verb, "aux", "auxpass"))


def _above_complement(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    if tree.is_infinitive(verb) and any(
        tree.tag[c] == "WRB" or tree.lower[c] == "whether" for c in tree.children[verb]
    ):
        signs.found.add("possible")  # "knows how to defeat Y"
        return None
    return _above_told(tree, verb, words, signs)


def _above_told(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    head = tree.head[verb]
    if tree.pos[head] == "NOUN" and _is_content(tree, verb):
        return _above_acl(tree, verb, words, signs)
    lemma, finite = tree.lemma[head], _finite(tree, verb) and not tree.is_infinitive(verb)
    if finite and (_is_falsified(tree, head, words) or _is_mistaken(tree, head, words)):
        signs.negations += 1
        return None
    if finite and lemma in words["reporting_verbs"] and lemma not in words["denied_verbs"]:
        alleged = lemma in words["alleging_verbs"] or _by_accusers(tree, head, words)
        if tree.has(head, "neg") or _is_denied(tree, head, words) or alleged:
            signs.found.add("possible")
        return None
    if lemma in words["ending_verbs"] and tree.tag[verb] == "VBG":  # "urged Y to stop attacking Z": it has been done
        return None
    if _expresses(tree, verb, words) or (lemma == "use" and tree.has(head, "dobj")):  # "used it to shoot Y"
        return head
    if tree.is_infinitive(verb):
        _read_governed(tree, verb, words, signs)
    else:
        signs.negations += lemma in words["evading_verbs"] and not finite
    if lemma in words["denied_verbs"]:
        signs.negations += 1
    elif lemma in words["wishing_verbs"] and _of_another(tree, verb, head):
        signs.found.add("possible")
    elif (
        lemma in words["planned_verbs"]
        and (not finite or lemma in words["told_ahead"])
        and not _is_tried(tree, verb, words)
    ):
        if not _went_on(tree, head) and (tree.is_infinitive(verb) or lemma not in words["planned_by_infinitive"]):
            signs.found.add("planned")
    elif lemma in words["possible_verbs"] and not (lemma == "have" and tree.tag[head] == "VBD"):  # "had to flee"
        signs.found.add("possible")
    if finite and "planned" not in signs.found and tree.has_word(head, words["modal_possible"], "aux"):
        signs.found.add("possible")  # "it may mean that X leaves Y"
    return head if not finite else None


def _by_accusers(tree: Tree, verb: int, words: Words) -> bool:
    """ "prosecutors said that X killed Y", "the lawsuit says …": who tells it accuses him."""
    return any(tree.lemma[s] in words["accusers"] for s in tree.children_by(verb, "nsubj"))


def _is_told_by_accusers(tree: Tree, according: int, words: Words) -> bool:
    """ "according to prosecutors"."""
    named = tree.nouns_by(according, "prep")
    return any(tree.lemma[noun] in words["accusers"] for noun in named)


def _read_governed(tree: Tree, verb: int, words: Words, signs: Signs) -> None:
    """Note what the verb above an infinitive makes of it, where it says more of infinitives than of other clauses."""
    head = tree.head[verb]
    lemma = tree.lemma[head]
    if lemma in {"have", "be"}:
        signs.negations += tree.has_word(head, {"yet"}, "advmod")
    if lemma in words["former_verbs"] and (lemma != "use" or tree.lower[head] == "used"):
        signs.found.add("former")
    if _is_tried(tree, verb, words):
        signs.found.add("possible")  # "tried to meet Y": whether they met is another question
    if any(is_plan(tree, o, words) for o in tree.children_by(head, "dobj") if o < verb):
        signs.found.add("planned")  # "criticized plans of X to visit Y"
    if tree.dep[head] == "relcl":
        read_governor(tree, tree.head[head], words, signs)


def _is_denied(tree: Tree, verb: int, words: Words) -> bool:
    """ "denied saying that X met Y"."""
    return tree.dep[verb] in {"xcomp", "ccomp", "pcomp"} and tree.lemma[tree.head[verb]] in words["denied_verbs"]


def _is_tried(tree: Tree, verb: int, words: Words) -> bool:
    """ "tried to meet Y", "jailed for trying to meet Y"; not "is trying to", "will try to", which plan it."""
    head = tree.head[verb]
    if tree.lemma[head] not in words["trying_verbs"] or not tree.is_infinitive(verb):
        return False
    ahead = tree.words_by(head, "aux") - {"had", "has", "have"}
    return not ahead and tree.tag[head] not in {"VBZ", "VBP"}


def _is_falsified(tree: Tree, verb: int, words: Words) -> bool:
    """ "Incorrectly said that …", "misstated that …"."""
    return tree.lemma[verb] in words["false_verbs"] or any(
        is_false(tree, verb, adverb, words) for adverb in tree.children_by(verb, "advmod")
    )


def _is_mistaken(tree: Tree, saying: int, words: Words) -> bool:
    """ "They were wrong when they said that …", "is mistaken if he thinks …"."""
    judged = tree.head[saying]
    said = tree.words_by(judged, "acomp") & (words["false_words"] | {"wrong"})
    return bool(said) and tree.dep[saying] == "advcl" and not tree.has(judged, "neg")


def _of_another(tree: Tree, verb: int, wish: int) -> bool:
    """Whether somebody else is asked or wished to do it: "asked Y to leave", "was asked to leave", "demanded that Y
    leave"; not "asked to leave"."""
    if verb < wish:
        return False
    if tree.has(verb, "nsubj", "nsubjpass") or tree.has(wish, "auxpass"):
        return True
    told = tree.children_by(wish, "dobj", "dative")
    told += tree.nouns_by(wish, "prep")
    return any(wish < one < verb for one in told)


def told_untrue(tree: Tree, noun: int, words: Words) -> bool:
    """Whether what a noun says is told as untrue: "false reports that …", "reports that … are false", "no truth to"."""
    if tree.has_word(noun, words["false_words"], "amod", "compound", "nmod"):
        return True
    head = tree.head[noun]
    dismissed = {tree.lower[c] for c in (*tree.children_by(noun, "amod"), *tree.children_by(head, "oprd", "acomp"))}
    if dismissed & words["false_words"]:
        return True
    if tree.dep[noun] in {"nsubj", "nsubjpass"}:
        said = tree.words_by(head, "acomp", "attr", "oprd") | {tree.lower[head]}
        denied = tree.has(head, "neg")
        return (bool(said & words["false_words"]) and not denied) or ("true" in said and denied)
    above = tree.head[head]
    in_ = tree.dep[noun] == "pobj" and tree.lower[head] in {"to", "in"} and tree.lemma[above] == "truth"
    return in_ and any(tree.lower[c] in {"no", "little", "not"} for c in tree.children[above])


def _above_adverbial(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    head = tree.head[verb]
    if tree.is_infinitive(verb):
        if any(tree.lemma[o] in words["possible_nouns"] for o in tree.children_by(head, "dobj") if o < verb):
            signs.found.add("possible")  # "has the weapons to strike Y"
            return head
        became = (
            tree.lemma[verb] == "become" and tree.lemma[head] in words["winning_verbs"]
        )  # "beat X to become head of Y"
        there = tree.lemma[head] == "be" and _is_there(tree, head)
        if not _went_on(tree, head) and not became and not there and not _expresses(tree, verb, words):
            signs.found.add("planned")
        return head
    if _on_a_day_to_come(tree, verb):
        signs.found.add("planned")
        return None
    if tree.words_by(verb, "mark") & UNTIL and _lies_ahead(tree, verb):
        signs.found.add("planned")
        return None
    if _finite(tree, verb):
        return None
    signs.beside = True  # "did not stay, warning Y": what is denied is the staying
    return head


def _expresses(tree: Tree, verb: int, words: Words) -> bool:
    """ "rallied to protest against Y", "set himself on fire to protest": what was done for it says it."""
    head = tree.head[verb]
    if tree.lemma[verb] not in words["expressive_verbs"] or tree.tag[head] != "VBD":
        return False
    planned = tree.lemma[head] in words["planned_verbs"] | words["denied_verbs"] and not tree.has(head, "dobj")
    return tree.is_infinitive(verb) and not planned and not tree.has(head, "neg", "aux")


def _went_on(tree: Tree, verb: int) -> bool:
    """ "Went on to warn Y" has warned; "is going to" has not."""
    return tree.lemma[verb] == "go" and tree.lower[verb] != "going"


def _is_there(tree: Tree, verb: int) -> bool:
    """ "Was in Y to attend the summit", "has been in Y to see X": who was there has done it."""
    been = tree.tag[verb] == "VBD" or tree.has_word(verb, HAVE, "aux")
    return been and tree.has_word(verb, {"in", "at"}, "prep")


def _lies_ahead(tree: Tree, verb: int) -> bool:
    """ "before the two meet next week", "might announce it before the two met"."""
    above = tree.words_by(tree.head[verb], "aux")
    return tree.tag[verb] in {"VBZ", "VBP", "VB"} or (tree.tag[verb] == "VBD" and bool(above & MODALS))


def _on_a_day_to_come(tree: Tree, verb: int) -> bool:
    """ "will speak when she meets Y", "is to leave after she visits Y": told in the present of a day to come."""
    if tree.tag[verb] not in {"VBZ", "VBP"} or tree.has(verb, "aux"):
        return False
    if not tree.words_by(verb, "mark", "advmod") & WHEN:
        return False
    return bool(tree.words_by(tree.head[verb], "aux") & AHEAD)


def _above_relative(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    noun = tree.head[verb]
    if _is_content(tree, verb):
        return _above_acl(tree, verb, words, signs)
    if tree.is_infinitive(verb) and not _is_ordinal(tree, noun, words):
        signs.found.add("planned")
        if tree.lemma[noun] in words["possible_nouns"]:  # "the weapons to strike Y"
            signs.found.add("possible")
    return None


def _is_content(tree: Tree, verb: int) -> bool:
    """Whether the clause tells what the noun above it says ("a report that X met Y"), not which one is meant."""
    return any(tree.lower[c] == "that" and tree.dep[c] == "mark" for c in tree.children[verb])


def _is_ordinal(tree: Tree, noun: int, words: Words) -> bool:
    return any(tree.lower[t] in words["first_words"] for t in (*tree.children[noun], noun))


def _in_a_move(tree: Tree, noun: int, words: Words) -> bool:
    """ "in a move to hit back at Y": the move is how it was done."""
    return tree.lemma[noun] in words["moves"] and tree.lower[tree.head[noun]] == "in"


def _is_use(tree: Tree, noun: int) -> bool:
    """ "its use of drones to attack Y": they were used."""
    of = tree.head[noun]
    used = tree.head[of] if tree.dep[noun] == "pobj" and tree.lower[of] == "of" else noun
    return tree.lemma[used] == "use"


def _above_acl(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    noun = tree.head[verb]
    if not tree.is_infinitive(verb):
        if (
            tree.lemma[verb] == "follow" and tree.tag[verb] == "VBN"
        ):  # "lunch, followed by talks": planned as the lunch is
            return noun
        if tree.tag[verb] == "VBG" and tree.dep[noun] == "pobj":  # "hopes of X joining Y", "talk about X joining Y"
            above_preposition(tree, tree.head[noun], words, signs, noun=False)
        that = any(tree.lower[c] == "that" and c < verb for c in tree.children[verb])
        doubted = tree.lemma[noun] in words["possible_nouns"] or (that and negative_noun(tree, noun, words))
        if doubted and (that or tree.tag[verb] == "VBD"):
            signs.found.add("possible")  # "accusations that X had attacked Y", denied or not
            signs.negations += tree.dep[noun] == "dobj" and tree.lemma[tree.head[noun]] in words["denied_objects"]
        if told_untrue(tree, noun, words) or tree.lemma[noun] in words["untruths"]:
            signs.found.add("denied")
        return None
    tries = tree.lemma[noun] in words["trying_nouns"]
    if (_is_ordinal(tree, noun, words) and not tries) or _in_a_move(tree, noun, words) or _is_use(tree, noun):
        return None
    if not tries:
        signs.found.add("planned")
    read_governor(tree, noun, words, signs)
    return noun


_ABOVE: Mapping[str, Callable[[Tree, int, Words, Signs], int | None]] = {
    "relcl": _above_relative,
    "conj": _above_conjunct,
    **dict.fromkeys(("xcomp", "ccomp", "acomp", "dep"), _above_complement),
    "advcl": _above_adverbial,
    "acl": _above_acl,
    **dict.fromkeys(("pcomp", "prep"), _above_gerund),
}
"""How a verb hangs on what is above it → how its status depends on that."""
