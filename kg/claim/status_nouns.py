"""How nouns and the prepositions before them bear on the status of what they tell."""

from __future__ import annotations

from kg.claim.signs import Signs, Words, is_a_number, is_false, read_governor, read_negation
from kg.claim.trees import VERBAL, Tree

DONE = frozenset({"VBD", "VBN", "VBG"})
OF_DEEDS = frozenset({"of", "for", "with", "over", "in"})
"""What leads from a verb of accusing or clearing to the deed."""
EVENT_SLOTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd"})
BESIDE = frozenset({"amod", "compound", "det", "advmod", "nmod", "neg", "punct", "preconj", "prep", "predet"})
"""How what stands beside a noun hangs on it."""


def is_predicate(tree: Tree, noun: int) -> bool:
    """Whether the clause says that somebody is the noun: "is the leader", "was named leader", "serves as leader"."""
    noun = tree.list_head(noun)
    if tree.dep[noun] == "pobj":
        return tree.lower[tree.head[noun]] == "as"
    return tree.dep[noun] in {"attr", "oprd", "acomp", "xcomp", "ccomp"}


def read_noun(tree: Tree, noun: int, words: Words, signs: Signs) -> None:
    """Note what stands beside a noun: "no", "former", "planned", "alleged"."""
    for child in tree.children[noun]:
        if tree.dep[child] in BESIDE:
            _read_beside(tree, noun, child, words, signs)
    if signs.role and _is_imagined(tree, noun):
        signs.found.add("possible")
    if signs.state and (_is_then(tree, noun, words) or _is_ex(tree, noun)):
        signs.found.add("former")
    if _goes_on_list(tree, noun):
        read_noun(tree, tree.head[noun], words, signs)
    if signs.role and tree.dep[noun] == "pobj" and tree.lower[whole := tree.head[tree.head[noun]]] == "one":
        read_noun(tree, whole, words, signs)  # "formerly one of X's aides"


def _read_beside(tree: Tree, noun: int, child: int, words: Words, signs: Signs) -> None:
    form, dep = tree.lower[child], tree.dep[child]
    if dep in {"det", "neg"} and form in {"no", "neither", "not"}:
        _read_no(tree, noun, child, words, signs)
    elif _is_former(tree, noun, child, words, signs):
        signs.found.add("former")
    elif form in words["denied_words"] and dep != "det":
        signs.negations += 1
    elif form in words["planned_words"] and tree.tag[child + 1] not in {"JJS", "RBS"}:  # not "the next biggest rival"
        signs.found.add("planned")
    elif (form in words["possible_words"] and dep != "prep") or (form == "any" and dep == "det"):
        signs.found.add("possible")  # "any attack by X would fail"


def _read_no(tree: Tree, noun: int, child: int, words: Words, signs: Signs) -> None:
    apposed = signs.role and tree.lower[child] == "not" and tree.has(noun, "appos")  # "and not her father, Tom Reed"
    if not apposed:
        read_negation(tree, child, words, signs)


def _is_former(tree: Tree, noun: int, child: int, words: Words, signs: Signs) -> bool:
    """ "Former mayor", "treasury secretary during X's first term"."""
    if not signs.state:
        return False
    if signs.role and tree.dep[child] == "prep" and tree.lower[child] == "during":
        return True
    return tree.lower[child] in words["former_words"] and not _of_another(tree, noun, child)


def _goes_on_list(tree: Tree, noun: int) -> bool:
    """Whether a noun shares what stands beside the one that it is listed with: "former premiers and ministers"."""
    if tree.dep[noun] != "conj" or tree.pos[tree.head[noun]] != "NOUN":
        return False
    return not any(tree.lower[t] == "still" for t in (*tree.children[noun], _left(tree, noun) - 1))


def _is_imagined(tree: Tree, title: int) -> bool:
    """ "a President X might …": what X would be; "a visiting President X" is it."""
    name = tree.head[title]
    titled = tree.dep[title] in {"compound", "nmod"} and tree.pos[name] == "PROPN" and tree.text[title][:1].isupper()
    before = (*tree.children_by(name, "det"), *tree.children_by(title, "det"))
    articles = [t for t in before if tree.lower[t] in {"a", "an"} and t < title]
    return titled and any(not any(tree.text[t].islower() for t in range(one + 1, title)) for one in articles)


def _left(tree: Tree, noun: int) -> int:
    """Where the noun phrase begins, with the whole name in front of the noun."""
    first = min([noun, *tree.children[noun]])
    while first != noun and tree.dep[first] == "compound" and (inner := min([first, *tree.children[first]])) < first:
        first = inner
    return first


def _of_another(tree: Tree, noun: int, child: int) -> bool:
    """ "a 20-year-old member", "her ex-model wife": the word is said of something else."""
    return (tree.lower[child] == "old" and bool(tree.children[child])) or (
        tree.lower[child] == "ex" and tree.text[child + 1] in {"-", "–"} and child + 2 != noun
    )


def _is_ex(tree: Tree, noun: int) -> bool:
    """ "ex-wife", which the tokenizer cuts at the hyphen."""
    return noun > 1 and tree.lower[noun - 2] == "ex" and tree.text[noun - 1] in {"-", "–"}


def _is_then(tree: Tree, noun: int, words: Words) -> bool:
    """ "X, then head of Y", "X, once part of Y", the adverb hung on either."""
    left = _left(tree, noun)
    if tree.has_word(noun, {"once"}, "advmod"):
        return True
    if left < 2 or tree.lower[left - 1] not in words["formerly"]:
        return False
    return tree.text[left - 2] in {",", "("} or tree.pos[left - 2] == "ADP" or tree.lower[left - 2] == "including"


def negative_noun(tree: Tree, noun: int, words: Words) -> bool:
    """ "Nobody", "no minister": a subject that denies its verb."""
    if tree.lower[noun] in {"nobody", "none", "no", "nothing", "neither"}:
        return not is_a_number(tree, noun)
    return any(
        tree.lower[c] in {"no", "neither"} and tree.dep[c] in {"det", "preconj", "cc"} for c in tree.children[noun]
    )


GOVERNING = ("support_verbs", "occurrence_verbs", "naming_verbs")
DOING = ("doing_verbs", "done_verbs")


def above_noun(tree: Tree, noun: int, words: Words, signs: Signs) -> int | None:
    """The word that governs the event noun, its effect noted; None where nothing above it bears on it."""
    head, dep = tree.head[noun], tree.dep[noun]
    if dep == "conj" and tree.pos[head] in {"NOUN", "PROPN"}:
        return head
    if dep == "pobj":
        over = _took_place(tree, noun, words)
        return None if over else above_preposition(tree, head, words, signs, noun=not signs.climbed)
    if tree.pos[head] in VERBAL:
        if dep in EVENT_SLOTS:
            return _above_argument(tree, noun, head, dep, words, signs)
        return head if dep in {"acomp", "xcomp", "ccomp"} else None
    if dep == "nsubj" and tree.pos[head] == "ADJ":
        _read_likely(tree, head, words, signs)
    return None


def _read_likely(tree: Tree, adjective: int, words: Words, signs: Signs) -> None:
    """ "made a meeting with Y more likely"."""
    if tree.lemma[adjective] in words["possible_words"] | words["possible_verbs"]:
        signs.found.add("possible")


def _took_place(tree: Tree, noun: int, words: Words) -> bool:
    """ "a ruling on its suit against Y", "the failure of the talks with Y": whatever else is planned or denied."""
    above = tree.lemma[tree.head[tree.head[noun]]]
    in_vain = tree.lower[tree.head[noun]] == "of" and above in words["held_in_vain"]
    return (in_vain and tree.lemma[noun] in words["encounters"]) or (
        tree.lemma[noun] in words["suits"]
        and (tree.has(noun, "poss") or any(tree.tag[c] == "VBN" for c in tree.children_by(noun, "acl")))
    )


def _is_hard(tree: Tree, verb: int, words: Words) -> bool:
    """ "impossible to dismiss the feud", "hard to deny a rift": they are not denied."""
    above = tree.head[verb]
    judged = {tree.lower[above], *(tree.lower[c] for c in tree.children_by(above, "acomp", "oprd", "ccomp"))}
    judged |= tree.words_by(verb, "nsubj", "amod", "advmod")
    infinitive = tree.has_word(verb, {"to"}, "aux")
    return infinitive and bool(judged & words["hard_words"])


def _is_judged(tree: Tree, noun: int, verb: int) -> bool:
    """ "called her visit to Y absurd": an adjective ends what is said, wherever the parser hangs it."""
    first, end = noun + 1, tree.sentence(noun)[1]
    behind = any(tree.pos[t] == "ADJ" and (t + 1 == end or tree.pos[t + 1] == "PUNCT") for t in range(first, end))
    return behind or tree.has(verb, "oprd", "acomp")


def _above_argument(tree: Tree, noun: int, verb: int, dep: str, words: Words, signs: Signs) -> int | None:
    lemma = with_particle(tree, verb, words)
    if dep in {"dobj", "nsubjpass"}:
        return _above_object(tree, noun, verb, lemma, words, signs)
    if dep == "nsubj":
        return _above_subject(tree, noun, verb, lemma, words, signs)
    if dep == "oprd" and lemma in words["proposing_verbs"]:
        signs.found.add("planned")
    if dep == "attr" and not signs.role:  # "the option is a strike on Y"
        for named in tree.children_by(verb, "nsubj"):
            read_governor(tree, named, words, signs)
    return verb if _governs(lemma, words, signs) else None


def _above_subject(tree: Tree, noun: int, verb: int, lemma: str, words: Words, signs: Signs) -> int | None:
    if lemma in words["occurrence_verbs"] and lemma != "be":
        return verb
    if tree.has_word(noun, {"a", "an"}, "det") and tree.has_word(verb, words["modal_possible"] | {"would"}, "aux"):
        signs.found.add("possible")  # "a pact between X and Y could cost jobs"
    if tree.has_word(verb, {"will", "'ll"}, "aux"):
        signs.found.add("planned")
    return None


def _governs(lemma: str, words: Words, signs: Signs) -> bool:
    """Whether a noun is done, happens or is named by its verb, and so is as the verb is; not the attacks of "will
    release a list of its attacks"."""
    names = GOVERNING if signs.climbed else (*GOVERNING, *DOING)
    return any(lemma in words[name] for name in names)


def _above_object(tree: Tree, noun: int, verb: int, lemma: str, words: Words, signs: Signs) -> int | None:
    """The verb above what is called off, ended, moved, planned or supported, where it governs that."""
    if _is_called_off(tree, noun, lemma, words, signs):
        if _is_hard(tree, verb, words):
            return None
        if tree.has_word(verb, {"to"}, "aux") and tree.lemma[tree.head[verb]] in words["hindering_verbs"]:
            signs.found.add("possible")  # "sued to block the deal"
            return None
        signs.negations += 1
        return verb
    if tree.dep[noun] == "dobj" and _is_over_with(tree, noun, verb, lemma, words, signs):
        return None
    if lemma in words["lifted_objects"] and not signs.programme:
        if _is_lifted(tree, verb):
            signs.found.add("former")
        return None
    return _above_kept(verb, lemma, words, signs)


def _above_kept(verb: int, lemma: str, words: Words, signs: Signs) -> int | None:
    """The same for what is not brought to an end."""
    if lemma in words["moved_objects"]:
        signs.found.add("planned")
        return None
    if lemma in words["planned_verbs"] and lemma not in words["undertaken"]:
        signs.found.add("planned")
        return verb
    if lemma in words["possible_verbs"] and lemma not in words["possible_by_clause"]:
        signs.found.add("possible")
        return verb
    return verb if _governs(lemma, words, signs) else None


def _is_called_off(tree: Tree, noun: int, lemma: str, words: Words, signs: Signs) -> bool:
    """ "denied the attack", "gave up her plan of an attack"."""
    return lemma in words["denied_objects"] or (
        signs.climbed and lemma in words["given_up"] and is_plan(tree, noun, words)
    )


def _is_over_with(tree: Tree, noun: int, verb: int, lemma: str, words: Words, signs: Signs) -> bool:
    """ "ended the siege", "called her visit absurd": it has been, whatever the verb's own status."""
    ended = lemma in words["ended_objects"] and not signs.programme
    return ended or (lemma == "call" and _is_judged(tree, noun, verb))


def _is_lifted(tree: Tree, verb: int) -> bool:
    """Whether a verb tells of its end as done: "lifted the ban"."""
    told = tree.tag[verb] in {"VBD", "VBN"} and tree.dep[verb] in {"ROOT", "conj", "ccomp"}
    return told and not tree.has(verb, "neg")


def with_particle(tree: Tree, verb: int, words: Words) -> str:
    """The verb's lemma, with the particle that makes it a word for moving, excluding or calling off: "put off"."""
    lemma = tree.lemma[verb]
    phrases = [f"{lemma} {tree.lower[child]}" for child in tree.children_by(verb, "prt", "advmod")]
    if not phrases:
        return lemma
    known = words["moved_objects"] | words["denied_objects"] | words["given_up"] | words["excluding_verbs"]
    return next((p for p in phrases if p in known), lemma)


def is_plan(tree: Tree, noun: int, words: Words) -> bool:
    """Whether the noun is something planned, offered or tried."""
    return tree.lemma[noun] in words["planned_nouns"] | words["trying_nouns"]


def _plans_with(tree: Tree, verb: int, preposition: str, words: Words) -> bool:
    """ "looks forward to meeting Y", "insists on meeting Y"."""
    return tree.lemma[verb] in words["planned_verbs"] and preposition in {"to", "on", "of", "for", "at"}


def _is_over(tree: Tree, verb: int) -> bool:
    """ "X had come in March": told of a time before the one that is told, and reported by nobody."""
    had = tree.has_word(verb, {"had", "’d", "'d"}, "aux")
    own = tree.head[verb] == verb or ";" in tree.text[verb : tree.head[verb]]
    return had and tree.tag[verb] == "VBN" and own


def _leads_to(tree: Tree, preposition: int, words: Words, signs: Signs) -> bool:
    """ "arrived for talks with Y"; not "was jailed for the murder of Y", "a spokesman for the campaign against Y", nor
    "had moved before her marriage to Y", which lasts, nor "X had come in March for talks with Y", which are over."""
    if _is_over(tree, tree.head[preposition]):
        return False
    if signs.state and tree.lower[preposition] == "before" and tree.tag[tree.head[preposition]] in DONE:
        return False
    settled = words["answers"] | words["attendants"]
    answers = tree.lower[preposition] == "for" and tree.lemma[tree.head[preposition]] in settled
    return tree.lower[preposition] in words["planned_prepositions"] and not answers


def above_preposition(tree: Tree, preposition: int, words: Words, signs: Signs, *, noun: bool) -> int | None:
    """The word above a preposition, the effect of both noted. `noun`: an event noun stands behind it, no gerund."""
    lemma, head = tree.lower[preposition], tree.head[preposition]
    if lemma == "in" and tree.has_word(preposition, words["sayings"], "pobj"):
        return None  # "in a letter to Y, X accused Z": the letter is written
    if lemma in words["without"] - {"against"}:
        signs.negations += 1
    elif _leads_to(tree, preposition, words, signs) if noun else _plans_with(tree, head, lemma, words):
        signs.found.add("planned")
    if head == preposition or (noun and tree.pos[head] in VERBAL and lemma in words["topical"] | words["surrounding"]):
        return None
    signs.beside |= lemma in words["beside"]
    if lemma == "as":
        _read_role(tree, head, words, signs)
    return _above_governor(tree, head, lemma, words, signs, noun=noun)


def _above_governor(tree: Tree, head: int, preposition: str, words: Words, signs: Signs, *, noun: bool) -> int | None:
    """The same by the word before the preposition: "plans for", "ahead of", "thinks of", "close to"."""
    if tree.pos[head] == "NOUN":
        if preposition == "of" and tree.lemma[head] in words["changes"]:
            return None  # "the proposed revision of its contract with Y": there is one
        read_governor(tree, head, words, signs)
        if preposition in {"in", "to", "for", "of"} and tree.lemma[head] in words["part_nouns"]:
            signs.found.add("possible")
            return None
        return head if preposition in {"of", "for", "on", "about"} else None
    if tree.lower[head] in {"ahead", "rather", "instead"}:
        if tree.lower[head] == "ahead":
            signs.found.add("planned")
        else:
            signs.negations += 1
        return tree.head[head] if tree.pos[tree.head[head]] in VERBAL else None
    if tree.pos[head] in VERBAL:
        return _above_verbs_preposition(tree, head, preposition, words, signs, noun=noun)
    _read_adjective(tree, head, preposition, words, signs)
    return None


def _above_verbs_preposition(
    tree: Tree, verb: int, preposition: str, words: Words, signs: Signs, *, noun: bool
) -> int | None:
    if noun and preposition in {"of", "about"} and tree.lemma[verb] in words["informing_verbs"]:
        return None  # "was not told of the attack": it has been
    if preposition in OF_DEEDS and tree.lemma[verb] in words["clearing_verbs"]:
        signs.negations += 1
    if preposition == "from" and tree.lemma[verb] in words["denied_verbs"]:
        signs.negations += 1
    elif _accuses(tree, verb, preposition, words):
        wrongly = any(is_false(tree, verb, adverb, words) for adverb in tree.children_by(verb, "advmod"))
        signs.found.add("denied" if wrongly else "possible")
        return None  # whether he is charged with it or not, it stays open
    elif _leaves_open(tree, verb, preposition, words, noun=noun):
        signs.found.add("possible")
    return verb


def _read_role(tree: Tree, above: int, words: Words, signs: Signs) -> None:
    """ "nominated as mayor", "her experience as mayor"."""
    if tree.lemma[above] in words["proposing_verbs"]:
        signs.found.add("planned")
    if signs.state and tree.lemma[above] in words["terms_of_office"]:
        signs.found.add("former")


def _accuses(tree: Tree, verb: int, preposition: str, words: Words) -> bool:
    """ "was arrested for killing Y", "was charged with the murder of Y"."""
    return preposition in OF_DEEDS and tree.lemma[verb] in words["accusing_verbs"]


def _leaves_open(tree: Tree, verb: int, preposition: str, words: Words, *, noun: bool) -> bool:
    """ "thinks of meeting Y", "was arrested for killing Y"."""
    says = noun and tree.lemma[verb] in words["reporting_verbs"]  # "said from her home"
    if preposition in {"of", "from", "to", "on", "about", "for"} and tree.lemma[verb] in words["possible_verbs"]:
        return not says
    return False


def _read_adjective(tree: Tree, adjective: int, preposition: str, words: Words, signs: Signs) -> None:
    """ "is close to signing Y", "pleaded not guilty to killing Y", "is not guilty of killing Y"."""
    if tree.lemma[adjective] in {"close", "near"} and preposition == "to":
        signs.found.add("planned")
    if tree.lower[adjective] in words["inclined"]:  # "is not interested in meeting Y"
        signs.found.add("possible")
    says = tree.lower[adjective] in words["inclined"] | words["blamed"]
    for child in tree.children_by(tree.head[adjective], "neg") if says else ():
        read_negation(tree, child, words, signs)
    for child in tree.children_by(adjective, "neg"):
        read_negation(tree, child, words, signs)
