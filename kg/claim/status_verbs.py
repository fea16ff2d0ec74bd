"""How verbs bear on the status of what they tell: tense, auxiliaries, negation, adverbs, and what governs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.claim.signs import Signs, Words, is_false, read_governor, read_negation
from kg.claim.status_nouns import above_preposition, is_plan, negative_noun, with_particle
from kg.claim.trees import FINITE, VERBAL, Tree

UNTIL = {"before", "until"}
WHEN = {"when", "once", "after"}
AHEAD = {"will", "'ll", "’ll", "to", "would", "should", "may", "could"}
WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
HAVE = frozenset({"has", "have", "'ve", "’ve"})
MODALS = {"would", "might", "could", "will", "'d", "may"}


def read_verb(tree: Tree, verb: int, words: Words, signs: Signs) -> None:
    """Note what a verb's own words say: negation, auxiliaries, adverbs, conditions, a past that is over."""
    for child in tree.children[verb]:
        read = _BESIDE.get(tree.dep[child])
        if read is not None:
            read(tree, child, words, signs)
    signs.negations += _is_nor(tree, verb)
    if _is_announced(tree, verb, words, signs):
        signs.found.add("planned")
    if not signs.found and not signs.negations and _is_over(tree, verb, words, signs):
        signs.found.add("former")


def _read_adverbial(tree: Tree, adverb: int, words: Words, signs: Signs) -> None:
    if tree.dep[adverb] == "neg" or tree.lower[adverb] in words["negations"]:
        read_negation(tree, adverb, words, signs)
        return
    _read_adverb(tree, adverb, words, signs)
    signs.negations += signs.climbed and is_false(tree, tree.head[adverb], adverb, words)


def _read_neither(tree: Tree, conjunction: int, _words: Words, signs: Signs) -> None:
    signs.negations += tree.lower[conjunction] == "neither"


def _read_tense(tree: Tree, aux: int, words: Words, signs: Signs) -> None:
    verb = tree.head[aux]
    stays = tree.lower[aux] in WILL or (
        tree.lower[aux] == "would" and tree.dep[verb] == "ccomp"
    )  # "said X would remain"
    if signs.state and stays and tree.lemma[verb] in words["staying_verbs"]:
        return
    _read_auxiliary(tree, verb, aux, words, signs)
    for inner in tree.children[aux]:  # "to never meet Y"
        if tree.lower[inner] in words["negations"]:
            read_negation(tree, inner, words, signs)


def _read_mark(tree: Tree, mark: int, words: Words, signs: Signs) -> None:
    if tree.lower[mark] in words["conditions"]:
        signs.found.add("open")


def _read_source(tree: Tree, preposition: int, words: Words, signs: Signs) -> None:
    if tree.lower[preposition] == "according" and _is_told_by_accusers(tree, preposition, words):
        signs.found.add("possible")


def _read_subject(tree: Tree, subject: int, words: Words, signs: Signs) -> None:
    if negative_noun(tree, subject, words):
        signs.negations += tree.lemma[subject] not in words["arranged"]  # "no date has been set for their talks"


def _is_nor(tree: Tree, verb: int) -> bool:
    """ "nor did X meet Y"; not "nor when X met Y"."""
    if tree.dep[verb] != "conj" or any(tree.tag[c] == "WRB" for c in tree.children[verb]):
        return False
    return tree.has_word(tree.head[verb], {"nor"}, "cc")


def _is_announced(tree: Tree, verb: int, words: Words, signs: Signs) -> bool:
    """ "The visit begins on Monday"; not "is on a visit"."""
    if not (signs.climbed and signs.programme) or signs.role or signs.beside:
        return False
    if tree.lemma[verb] not in words["schedule_verbs"]:
        return False
    if tree.lemma[verb] == "be" and (signs.came not in {"attr", "nsubj"} or signs.part):
        return False
    return tree.tag[verb] in {"VBZ", "VBP"} and not tree.has(verb, "aux")


def _is_over(tree: Tree, verb: int, words: Words, signs: Signs) -> bool:
    """ "was mayor", "has been mayor before"."""
    if not signs.state or (signs.climbed and not signs.role) or tree.lemma[verb] not in words["lasting_verbs"]:
        return False
    return _simple_past(tree, verb) or _is_of_the_past(tree, verb, words)


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
        signs.found.add("possible" if _is_open(tree, verb, words) else "planned")
    elif form in words["modal_possible"] or _is_inverted(tree, verb, aux):
        signs.found.add("possible")
    elif form == "to" and tree.head[verb] == verb:
        signs.found.add("planned")


def _is_open(tree: Tree, verb: int, words: Words) -> bool:
    """ "would have met Y", "if elected, X would be mayor": no future told of in the past."""
    if tree.has_word(verb, {"have"}, "aux") or tree.lemma[verb] in words["would_like"]:
        return True
    depends = any(tree.has_word(clause, words["conditions"], "mark") for clause in tree.children_by(verb, "advcl"))
    return depends or not _told_in_the_past(tree, verb)


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


def _read_adverb(tree: Tree, adverb: int, words: Words, signs: Signs) -> None:
    form, state = tree.lower[adverb], signs.state
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
    finite = _finite(tree, verb) and not tree.is_infinitive(verb)
    if finite and _is_reported(tree, head, words, signs):
        return None
    if tree.is_infinitive(verb) and tree.lemma[head] in words["proposing_verbs"]:
        signs.found.add("planned")  # "nominated X to head Y"
    if tree.lemma[head] in words["ending_verbs"] and tree.tag[verb] == "VBG":
        return None  # "urged Y to stop attacking Z": it has been done
    if not _is_means(tree, verb, words):
        _read_clause(tree, verb, words, signs, finite=finite)
        return None if finite else head
    return head


def _is_means(tree: Tree, verb: int, words: Words) -> bool:
    """ "rallied to protest", "used it to shoot Y": what was done for it says it."""
    head = tree.head[verb]
    return _expresses(tree, verb, words) or (tree.lemma[head] == "use" and tree.has(head, "dobj"))


def _is_reported(tree: Tree, saying: int, words: Words, signs: Signs) -> bool:
    """Whether a finite clause is what somebody says, so that it stands for itself; what doubts it is noted."""
    unmeant = tree.lemma[saying] in words["meaning_verbs"] and tree.has(saying, "neg")  # "did not mean that X left Y"
    if unmeant or _is_falsified(tree, saying, words) or _is_mistaken(tree, saying, words):
        signs.negations += 1
        return True
    if tree.lemma[saying] not in words["reporting_verbs"] or tree.lemma[saying] in words["denied_verbs"]:
        return False
    alleged = tree.lemma[saying] in words["alleging_verbs"] or _by_accusers(tree, saying, words)
    if alleged or tree.has(saying, "neg") or _is_denied(tree, saying, words):
        signs.found.add("possible")
    return True


def _read_clause(tree: Tree, verb: int, words: Words, signs: Signs, *, finite: bool) -> None:
    """Note what the verb above a clause makes of it: it plans, wishes, denies it, or leaves it open."""
    head = tree.head[verb]
    if tree.is_infinitive(verb):
        _read_governed(tree, verb, words, signs)
    else:
        signs.negations += tree.lemma[head] in words["evading_verbs"] and not finite
    _read_attitude(tree, verb, words, signs, finite=finite)
    if finite and "planned" not in signs.found and tree.has_word(head, words["modal_possible"], "aux"):
        signs.found.add("possible")  # "it may mean that X leaves Y"


def _read_attitude(tree: Tree, verb: int, words: Words, signs: Signs, *, finite: bool) -> None:
    head = tree.head[verb]
    lemma = tree.lemma[head]
    if lemma in words["denied_verbs"]:
        signs.negations += 1
    elif with_particle(tree, head, words) in words["excluding_verbs"]:
        signs.negations += 1
        if tree.has(head, "neg"):
            signs.found.add("possible")  # "has not ruled out meeting Y"
    elif lemma in words["wishing_verbs"] and _of_another(tree, verb, head):
        signs.found.add("possible")
    elif _is_of_a_plan(tree, verb, words, finite=finite):
        if not (signs.state and tree.lemma[verb] in words["staying_verbs"]):  # "hopes to remain chairman"
            _read_plan(tree, verb, words, signs)
    elif lemma in words["possible_verbs"] and not (lemma == "have" and tree.tag[head] == "VBD"):  # "had to flee"
        signs.found.add("possible")


def _read_plan(tree: Tree, verb: int, words: Words, signs: Signs) -> None:
    head = tree.head[verb]
    by_infinitive = tree.lemma[head] in words["planned_by_infinitive"]
    if not _went_on(tree, head) and (tree.is_infinitive(verb) or not by_infinitive):
        signs.found.add("planned")


def _is_of_a_plan(tree: Tree, verb: int, words: Words, *, finite: bool) -> bool:
    """ "agreed to meet Y", "announced that X will meet Y"."""
    lemma = tree.lemma[tree.head[verb]]
    if lemma not in words["planned_verbs"] or (finite and lemma not in words["told_ahead"]):
        return False
    return not _is_tried(tree, verb, words)


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
    if lemma in words["former_verbs"] and not (lemma == "use" and _is_no_habit(tree, head)):
        signs.found.add("former")
    if _is_tried(tree, verb, words):
        signs.found.add("possible")  # "tried to meet Y": whether they met is another question
    if any(is_plan(tree, o, words) for o in tree.children_by(head, "dobj") if o < verb):
        signs.found.add("planned")  # "criticized plans of X to visit Y"
    if tree.dep[head] == "relcl":
        read_governor(tree, tree.head[head], words, signs)


def _is_no_habit(tree: Tree, used: int) -> bool:
    """ "The gun X used to kill Y", "a law used to ban Y": a means, where "X, who used to lead Y" leads no more."""
    own = [s for s in tree.children_by(used, "nsubj") if tree.tag[s] not in {"WP", "WDT"}]
    return tree.lower[used] != "used" or tree.dep[used] == "acl" or (tree.dep[used] == "relcl" and bool(own))


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
    if tree.has_word(head, words["false_words"], "oprd", "acomp"):
        return True
    if tree.dep[noun] in {"nsubj", "nsubjpass"}:
        said = tree.words_by(head, "acomp", "attr", "oprd") | {tree.lower[head]}
        denied = tree.has(head, "neg")
        return (bool(said & words["false_words"]) and not denied) or ("true" in said and denied)
    return tree.dep[noun] == "pobj" and tree.lower[head] in {"to", "in"} and _is_no_truth(tree, tree.head[head])


def _is_no_truth(tree: Tree, noun: int) -> bool:
    return tree.lemma[noun] == "truth" and any(tree.lower[c] in {"no", "little", "not"} for c in tree.children[noun])


def _above_adverbial(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    if tree.is_infinitive(verb):
        _read_purpose(tree, verb, words, signs)
        return tree.head[verb]
    if _on_a_day_to_come(tree, verb) or (tree.has_word(verb, UNTIL, "mark") and _lies_ahead(tree, verb)):
        signs.found.add("planned")
        return None
    if _finite(tree, verb):
        return None
    signs.beside = True  # "did not stay, warning Y": what is denied is the staying
    return tree.head[verb]


def _read_purpose(tree: Tree, verb: int, words: Words, signs: Signs) -> None:
    """Note what an infinitive says for which something else is done: it is planned, unless that did it."""
    head = tree.head[verb]
    if any(tree.lemma[o] in words["possible_nouns"] for o in tree.children_by(head, "dobj") if o < verb):
        signs.found.add("possible")  # "has the weapons to strike Y"
        return
    became = tree.lemma[verb] == "become" and tree.lemma[head] in words["winning_verbs"]  # "beat X to become head of Y"
    there = tree.lemma[head] == "be" and _is_there(tree, head)
    if not (became or there or _went_on(tree, head) or _expresses(tree, verb, words)):
        signs.found.add("planned")


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
        return _above_content(tree, verb, words, signs)
    tries = tree.lemma[noun] in words["trying_nouns"]
    if (_is_ordinal(tree, noun, words) and not tries) or _in_a_move(tree, noun, words) or _is_use(tree, noun):
        return None
    if not tries:
        signs.found.add("planned")
    read_governor(tree, noun, words, signs)
    return noun


def _above_content(tree: Tree, verb: int, words: Words, signs: Signs) -> int | None:
    """The noun above a clause that shares its status; what the noun says of the clause is noted."""
    noun = tree.head[verb]
    if tree.lemma[verb] == "follow" and tree.tag[verb] == "VBN":
        return noun  # "lunch, followed by talks": planned as the lunch is
    if tree.tag[verb] == "VBG" and tree.dep[noun] == "pobj":  # "hopes of X joining Y", "talk about X joining Y"
        above_preposition(tree, tree.head[noun], words, signs, noun=False)
    if _is_doubted(tree, verb, words):
        signs.found.add("possible")  # "accusations that X had attacked Y", denied or not
        signs.negations += tree.dep[noun] == "dobj" and tree.lemma[tree.head[noun]] in words["denied_objects"]
    if told_untrue(tree, noun, words) or tree.lemma[noun] in words["untruths"]:
        signs.found.add("denied")
    return None


def _is_doubted(tree: Tree, verb: int, words: Words) -> bool:
    """ "accusations that X attacked Y", "nobody that attacked Y"."""
    noun = tree.head[verb]
    that = any(tree.lower[c] == "that" and c < verb for c in tree.children[verb])
    if not that and tree.tag[verb] != "VBD":
        return False
    return tree.lemma[noun] in words["possible_nouns"] or (that and negative_noun(tree, noun, words))


_BESIDE: Mapping[str, Callable[[Tree, int, Words, Signs], None]] = {
    **dict.fromkeys(("neg", "advmod"), _read_adverbial),
    **dict.fromkeys(("preconj", "cc"), _read_neither),
    "aux": _read_tense,
    "mark": _read_mark,
    "prep": _read_source,
    **dict.fromkeys(("nsubj", "nsubjpass"), _read_subject),
}
"""How a word hangs on its verb → what it says of the verb's status."""
_ABOVE: Mapping[str, Callable[[Tree, int, Words, Signs], int | None]] = {
    "relcl": _above_relative,
    "conj": _above_conjunct,
    **dict.fromkeys(("xcomp", "ccomp", "acomp", "dep"), _above_complement),
    "advcl": _above_adverbial,
    "acl": _above_acl,
    **dict.fromkeys(("pcomp", "prep"), _above_gerund),
}
"""How a verb hangs on what is above it → how its status depends on that."""
