"""Status: actual, planned, former, denied or possible, by the grammar around the anchor."""

from __future__ import annotations

from functools import cache

import pytest

from kg.claim.relations import load_relations
from kg.claim.status import is_moved, status_of, why_denied
from kg.claim.tense import tense_of
from kg.claim.trees import Tree, build_tree
from kg.mention.language import load_model
from kg.model import Status

WORDS = load_relations().words


@cache
def tree_of(text: str) -> Tree:
    return build_tree(load_model_once()(text))


@cache
def load_model_once():
    return load_model()


def status_at(marked: str, **switches: bool) -> Status:
    """The status of the word between asterisks."""
    before, word, after = marked.split("*")
    tree = tree_of(before + word + after)
    return status_of(tree, tree.token_at(len(before)), WORDS, **switches)


FALSIFIED = [
    "There was no truth to reports that Berg had *met* Reed.",
    "The paper wrongly reported that Berg *met* Reed.",
    "Holm falsely claimed Berg had *met* Reed.",
    "A broadcaster incorrectly said on Monday that Berg *killed* Reed.",
    "The report misstated that Berg *met* Reed in Oslo.",
    "Berg was falsely accused of *killing* Reed.",
    "Holm repeated the false claim that Berg had *met* Reed.",
    "Berg was mistakenly said to have *met* Reed.",
]
TRUE_THOUGH_WRONG = [
    "Berg wrongly *arrested* Reed.",
    "Holm correctly said that Berg *met* Reed.",
    "Berg, wrongly dressed for the weather, *met* Reed.",
    "Holm said that Berg, who had wrongly parked her car, *met* Reed.",
]


@pytest.mark.parametrize("marked", FALSIFIED)
def test_what_is_said_to_be_wrong_is_denied(marked: str):
    assert status_at(marked) == "denied"


@pytest.mark.parametrize("marked", TRUE_THOUGH_WRONG)
def test_a_wrong_that_was_done_was_done(marked: str):
    assert status_at(marked) == "actual"


ACTUAL = [
    "Berg could not determine the effects of a *suit* filed by Holm against Reed.",
    'Soon after, Berg promised Reed "fire and fury like the world has never seen," *pushing* Reed to threaten Lind.',
    "Berg called it the final proposed revision of its *agreement* with Reed.",
    "Berg did not *meet* Lind until March.",
    "Berg had not *met* Lind till he resigned.",
    "Berg intends to appeal a ruling in court on its *suit* against Reed.",
    "The failure of the *talks* between Berg and Reed hurt.",
    "No. 14 Berg *visits* Reed after the game.",
    "The No. 2 official, Berg, *met* Reed.",
    "Berg was in Oslo to *meet* Reed.",
    "Berg, who has been in Oslo to *meet* Reed, was glad.",
    "The film had footage of a *row* between Berg and Reed.",
    "The firm said it *named* Reed president, effective April one.",
    "It was not clear at the time, nor when Berg was *interviewed* by Reed.",
    "Reed, who set himself on fire Sunday to *protest* Berg's war, died.",
    "Thousands took to the streets to *condemn* Berg.",
    "Berg was jailed for the *murder* of Reed.",
    "Why did Berg *kill* Reed?",
    "Did Berg, who *met* Reed in Oslo, leave?",
    "Berg *met* Reed on Monday.",
    "Berg has *met* Reed.",
    "Berg managed to *meet* Reed.",
    "Berg did not fail to *meet* Reed.",
    "Berg said that she had *met* Reed.",
    "Berg was the first visitor to *meet* Reed.",
    "Berg will sleep in the palace where she *met* Reed.",
    "Berg held *talks* with Reed.",
    "Berg spoke after *talks* with Reed.",
    "Not only did Berg *meet* Reed, she hired him.",
    "Berg, who *met* Reed last year, will fly to Oslo.",
    "Berg does not always *meet* Reed.",
    "Berg did not smile during the *talks* with Reed.",
    "Berg did not stay, *warning* Reed.",
    "Berg went on to *warn* Reed.",
    "Berg had announced the deal before she *met* Reed.",
    "Berg is *married* to Reed.",
    "Ghana and Togo are *allies*.",
    "Following Berg's *visit* to Ghana, this is the second summit.",
    "In a move to *hit* back at Reed, Berg left.",
    "Berg is on a *visit* to Ghana.",
    "Berg had to *meet* Reed.",
    "Reed urged Berg to stop *attacking* Holm.",
    "Reed has not ceased *attacking* Holm.",
    "Reed has not quit *attacking* Holm.",
    "Reed did not pause his *attacks* on Holm.",
    "Berg will not end the *war* on Ghana.",
]
PLANNED = [
    "EU to slap fresh *sanctions* on Belarus.",
    "Berg will *visit* Reed but cancelled her meeting with Lund.",
    "Berg will not drop her plan to *visit* Reed.",
    "Berg promised to *thank* Reed.",
    "Berg is trying to *meet* Reed.",
    "Berg hired a hitman to *kill* Reed.",
    "Berg plotted to *kill* Reed.",
    "Berg is close to *meeting* Reed.",
    "Berg is on the verge of *meeting* Reed.",
    "Berg will *meet* Reed.",
    "Berg is to *meet* Reed.",
    "Berg is expected to *meet* Reed.",
    "Berg is scheduled to *meet* Reed.",
    "Berg is due to *meet* Reed.",
    "Berg is then due to *travel* to Ghana for a long talk with Reed, a turning point.",
    "Reed will speak when Berg *visits* Ghana.",
    "Reed wants to ask once Berg *returns* to Ghana.",
    "No date has been set for the *meeting* with Reed.",
    "Berg is likely to *meet* Reed.",
    "Berg plans to *meet* Reed.",
    "Berg hopes to *meet* Reed.",
    "Berg vowed to *meet* Reed.",
    "Berg was contending to *succeed* Reed.",
    "Berg was expected to use the hotline to *talk* to Reed.",
    "Berg wrote a letter before the two *hold* a summit on Friday.",
    "Berg dispatched Mori to *meet* Reed.",
    "Berg might announce a deal before she *met* Reed.",
    "It may ensure that Berg *meets* Reed.",
    "Berg agreed to *meet* Reed.",
    "Berg is going to *meet* Reed.",
    "Berg said she would *meet* Reed.",
    "Berg flew to Oslo to *meet* Reed.",
    "Berg will fly to Oslo and *meet* Reed.",
    "Berg announced a plan to *meet* Reed.",
    "Berg plans a *visit* to Ghana.",
    "Berg spoke ahead of a *meeting* with Reed.",
    "Berg arrived for *talks* with Reed.",
    "The planned *visit* will cost money.",
    "Berg postponed her *visit* to Oslo to May 20.",
    "Berg put off her *talks* with Reed.",
    "The *meeting* was brought forward to Tuesday.",
    "Berg did not postpone her *visit* to Oslo.",
    "An upcoming *summit* with Reed worries Berg.",
    "Berg will hold *talks* with Reed.",
    "The *talks* with Reed will begin on Monday.",
    "Berg looks forward to *meeting* Reed.",
]
DENIED = [
    "Berg offered to *buy* Reed's firm but withdrew the offer.",
    "Berg had planned to *visit* Reed but cancelled the trip.",
    "Berg dropped her plan to *visit* Reed.",
    "Berg gave up plans to *visit* Reed.",
    "Reed narrowly escaped being *killed* in Oslo.",
    "Berg neither *met* nor called Reed.",
    "Berg neither called nor *met* Reed.",
    "Berg was acquitted of *killing* Reed.",
    "Berg was acquitted in the *killing* of Reed.",
    "Berg pleaded not guilty to *killing* Reed.",
    "Berg is not guilty of *killing* Reed.",
    "Berg refrained from *attacking* Reed.",
    "Berg has yet to *meet* Reed.",
    "Berg denied accusations that Holm had *met* Reed.",
    "Berg did not *meet* Reed.",
    "Berg never *met* Reed.",
    "Berg refused to *meet* Reed.",
    "Berg failed to *meet* Reed.",
    "Berg declined to *meet* Reed.",
    "Berg denied *meeting* Reed.",
    "Berg called off her *talks* with Reed.",
    "The *visit*, planned for Friday, was called off.",
    "Berg left without *meeting* Reed.",
    "Berg cancelled a *visit* to Ghana.",
    "The *visit* was cancelled.",
    "Berg is not expected to *meet* Reed.",
    "No leader *met* Reed.",
    "Berg held no *talks* with Reed.",
    "Berg does not plan to *meet* Reed.",
    "The cancelled *visit* cost money.",
]
POSSIBLE = [
    "Berg sued to block the *visit* of Reed.",
    "They were suspending protests to allow time for *negotiations* with the government of Norway.",
    "Berg refused all comment on whether she has been approached to *lead* Acme.",
    "Berg declined to say whether Reed *met* Holm.",
    "The question is whether or not Berg can *help* Reed.",
    "It might mean that Berg *leaves* Acme.",
    "Holm denied telling Lund that Berg *killed* Reed.",
    "Berg tried to *kill* Reed.",
    "Berg was convicted of attempting to *kill* Reed.",
    "Reed praised the efforts Berg has already made to *meet* him.",
    "Berg was jailed for the attempted *murder* of Reed.",
    "Ghana failed in its bid to *oust* Reed.",
    "Analysis: Can Berg *visit* Oslo?",
    "Did Berg Really *Accuse* Reed Of Spying?\n",
    "Was Reed *arrested* by Ghana?",
    "Satirical site The Grout wrote that Berg had *visited* Oslo.",
    "Had Berg *met* Reed, they would have talked.",
    "There is no evidence that Berg *met* Reed.",
    "Berg would have *met* Reed but fell ill.",
    "Berg was arrested for *shooting* Reed.",
    "There were accusations that Berg had *met* Reed.",
    "The deal made a *meeting* with Reed more likely.",
    "Berg may *meet* Reed.",
    "Berg could *meet* Reed.",
    "Berg might have *met* Reed.",
    "If Berg *met* Reed, she kept quiet.",
    "Berg reportedly *met* Reed.",
    "Berg is believed to have *met* Reed.",
    "Berg is considering a *visit* to Ghana.",
    "Did Berg *meet* Reed?",
    "Did Berg not *meet* Reed?",
    "If Berg will not *meet* Reed, Holm will.",
    "Holm claims Berg *met* Reed.",
    "Holm alleged that Berg had *met* Reed.",
    "Prosecutors say Berg *met* Reed.",
    "Berg *met* Reed, the indictment said.",
    "According to prosecutors, Berg *met* Reed.",
    "It is unclear whether Berg *met* Reed.",
    "The alleged *meeting* with Reed hurt Berg.",
    "Berg spoke of the possibility of a *meeting* with Reed.",
]


@pytest.mark.parametrize("marked", ACTUAL)
def test_actual(marked: str):
    assert status_at(marked) == "actual"


@pytest.mark.parametrize("marked", PLANNED)
def test_planned(marked: str):
    assert status_at(marked) == "planned"


@pytest.mark.parametrize("marked", DENIED)
def test_denied(marked: str):
    assert status_at(marked) == "denied"


@pytest.mark.parametrize("marked", POSSIBLE)
def test_possible(marked: str):
    assert status_at(marked) == "possible"


FORMER = [
    "Berg *led* the party until 2019.",
    "Berg no longer *leads* the party.",
    "Berg used to *lead* the party.",
    "Berg formerly *led* the party.",
    "Berg has twice *led* the party.",
    "Berg has in the past *led* the party.",
]


@pytest.mark.parametrize("marked", FORMER)
def test_a_lasting_state_that_is_over_is_former(marked: str):
    assert status_at(marked, state=True) == "former"


ROLES: dict[str, Status] = {
    "Berg is the *leader* of the party.": "actual",
    "Berg was the *leader* of the party.": "former",
    "The former *leader* of the party spoke.": "former",
    "Formerly one of the *leaders* of the party, Berg spoke.": "former",
    "Berg has been the *leader* of the party before.": "former",
    "Berg has been the *leader* of the party for years.": "actual",
    "Berg, *leader* of the party during Reed's first term, spoke.": "former",
    "Berg, whose experience as *leader* of the party helped, spoke.": "former",
    "Berg will be the *leader* of the party.": "planned",
    "Berg is not the *leader* of the party.": "denied",
    "Berg was named *leader* of the party.": "actual",
    "Berg will meet the *leader* of the party.": "actual",
    "The *leader* of the party did not come.": "actual",
}


@pytest.mark.parametrize("marked", ROLES)
def test_a_role_keeps_its_own_status_whatever_its_holder_does(marked: str):
    assert status_at(marked, state=True, role=True) == ROLES[marked]


def test_the_bare_infinitive_of_a_headline_is_a_plan():
    assert status_at("Berg to *meet* Reed in Oslo", headline=True) == "planned"


@pytest.mark.parametrize(
    ("marked", "tense"),
    [
        ("Berg *met* Reed.", "past"),
        ("Berg has *met* Reed.", "past"),
        ("Berg was *met* by Reed.", "past"),
        ("Berg *meets* Reed.", "present"),
        ("Berg will *meet* Reed.", "future"),
        ("Berg is expected to *meet* Reed.", "future"),
        ("Berg helped to *warn* Reed.", "past"),
        ("Berg may *warn* Reed.", "future"),
        ("Berg was to have *met* Reed.", "past"),
        ("Berg, *visiting* Ghana, praised Reed.", "past"),
    ],
)
def test_tense(marked: str, tense: str):
    before, word, after = marked.split("*")
    tree = tree_of(before + word + after)
    assert tense_of(tree, tree.token_at(len(before))) == tense


@pytest.mark.parametrize(
    ("marked", "moved"),
    [
        ("Berg postponed her *visit* to Oslo to May 20.", True),
        ("The *meeting* between Berg and Reed was put off until next week.", True),
        ("Berg did not postpone her *visit* to Oslo.", False),
        ("Berg may postpone her *visit* to Oslo.", False),
        ("Berg put flowers on the table and began her *visit*.", False),
        ("Berg *met* Reed.", False),
    ],
)
def test_only_an_event_that_was_put_on_another_day_is_moved(marked: str, moved: bool):
    before, word, after = marked.split("*")
    tree = tree_of(before + word + after)
    assert is_moved(tree, tree.token_at(len(before)), WORDS) == moved


WHY = [
    ("For years Berg refused to *meet* Reed.", "refused"),
    ("Berg did not want to *meet* Reed before the vote.", "refused"),
    ("Berg is unwilling to *meet* Reed.", "refused"),
    ("Berg's refusal to *meet* Reed was noted.", "refused"),
    ("Berg has cancelled her planned *meeting* with Reed.", "called off"),
    ("Berg called off a *meeting* with Reed.", "called off"),
    ("The cancelled *meeting* with Reed cost her votes.", "called off"),
    ("Snow prevented Berg from *meeting* Reed.", "called off"),
    ("Berg and Reed did not *meet* there.", "elsewhere"),
    ("Berg denied that she had *met* Reed.", ""),
    ("Berg did not *meet* Reed on Monday.", ""),
    ("Berg, who refused to comment, did not *meet* Reed.", ""),
]


@pytest.mark.parametrize(("marked", "why"), WHY)
def test_a_denial_tells_a_refusal_and_a_cancellation_from_the_claim_that_it_was_not_so(marked: str, why: str):
    before, word, after = marked.split("*")
    tree = tree_of(before + word + after)
    assert why_denied(tree, tree.token_at(len(before)), WORDS) == why


def test_who_is_named_beside_a_relative_not_meant_is_the_relative_still():
    assert status_at("She thanked Ida Holm, and not her *brother*, Tom Holm.", role=True) == "actual"
    assert status_at("Tom Holm is not her *brother*.", role=True) == "denied"


@pytest.mark.parametrize(
    "marked",
    [
        "Berg is not the first *minister* to write a novel.",
        "Berg was not the only *Democrat* in the room.",
        "Berg would not be the last *president* to resign.",
    ],
)
def test_who_is_not_the_first_of_many_is_one_of_them(marked: str):
    assert status_at(marked, role=True, state=True) != "denied"


@pytest.mark.parametrize(
    "marked",
    ["Berg is not the *minister*.", "Berg promised to never *attack* Reed."],
)
def test_what_is_not_or_never_to_be_is_denied(marked: str):
    assert status_at(marked) == "denied"


@pytest.mark.parametrize(
    "marked",
    [
        "Lund decided to share her opinion about the ongoing *probe* into Reed.",
        'Reed *barred* the paper after it ran the headline, "Reed suggests that Berg lied."',
        "A spokesman for the *coalition* against Reed said that it had withdrawn.",
        'Promising "help as never seen before," Berg *pushed* Reed to leave.',
    ],
)
def test_what_goes_on_and_what_stands_outside_a_quotation_is_actual(marked: str):
    assert status_at(marked) == "actual"


def test_what_stands_behind_a_plan_is_planned_wherever_the_parser_hangs_it():
    assert status_at("Norway criticised plans of Denmark to *sanction* Russia.") == "planned"
    assert status_at('Greece, Berg said, has "never wanted to *leave* NATO," and would stay.') == "denied"


def test_what_something_is_used_for_is_no_habit_that_is_over():
    assert status_at("The items included the gun Berg used to *kill* Reed in 1968.") == "actual"
    assert status_at("Berg, who used to *lead* Acme, left.", state=True) == "former"


def test_whoever_is_engaged_to_marry_is_to_marry():
    assert status_at("Berg is engaged to *marry* Reed.", state=True) == "planned"
    assert status_at("Berg is engaged in *attacking* Reed.") == "actual"


def test_what_surrounds_a_plan_is_there():
    assert status_at("Berg hopes to win votes amid his *race* against Reed.") == "actual"


def test_what_something_does_not_mean_is_denied():
    assert status_at("The visit did not mean that Berg had *met* Reed.") == "denied"
    assert status_at("The visit means that Berg *met* Reed.") == "actual"


def test_what_is_needed_is_open_and_what_was_chosen_was_done():
    assert status_at("Berg says that Ghana needs to *support* Togo.") == "possible"
    assert status_at("Berg trained as a cook before choosing to *protest* against Ghana.") == "actual"


@pytest.mark.parametrize(
    "marked",
    [
        "Ghana sought a pretext to *strike* Togo.",
        "Acme considers exercising its right to *buy* Bolt.",
        "Berg has the power to *dismiss* Reed.",
    ],
)
def test_what_somebody_has_the_means_to_do_is_open(marked: str):
    assert status_at(marked) == "possible"


def test_what_mistaken_people_say_is_denied():
    assert status_at("They were wrong when they said Berg was *ousting* Reed.") == "denied"
    assert status_at("She is mistaken if she says Berg *attacked* Reed.") == "denied"
    assert status_at("They were not wrong when they said Berg was *ousting* Reed.") == "actual"


def test_what_is_hard_to_deny_is_so():
    assert status_at("It is impossible to dismiss the *feud* between Berg and Reed.") == "actual"
    assert status_at("This makes it hard to deny the *feud* between Berg and Reed.") == "actual"
    assert status_at("Berg dismissed the *feud* with Reed.") == "denied"


def test_a_first_attempt_is_an_attempt():
    assert status_at("Berg's first attempt to *reach* Ghana failed.") == "possible"
    assert status_at("Berg was the first to *reach* Ghana.") == "actual"


@pytest.mark.parametrize(
    "marked",
    [
        "Many people are saying that Ghana *killed* Reed.",
        "Some say that Berg *attacked* Reed.",
        "The theory that Berg collaborated to *poison* Reed is old.",
        "Berg said he would like to *kill* Reed.",
        "Berg was told of the arrest of two agents who Togo say *shot* down a plane last May.",
        "The dramatic option is a *strike* on Togo.",
    ],
)
def test_what_nobody_answers_for_is_open(marked: str):
    assert status_at(marked) == "possible"


def test_what_an_event_is_said_to_be_is_as_it_is_told():
    assert status_at("The answer was a *strike* on Togo.") == "actual"


def test_who_is_not_interested_will_not():
    assert status_at("Berg said he was not interested in *replacing* Reed.") == "denied"
    assert status_at("Berg is interested in *meeting* Reed.") == "possible"


def test_a_recent_event_has_been_and_a_part_of_one_is_no_plan():
    assert status_at("They will ask Ghana to pay following the recent *pact* with Togo.") == "actual"
    assert status_at("The meetings are part of routine *talks* with Togo.") == "actual"


def test_a_made_up_post_is_open_and_a_then_holder_is_former_also_behind_a_preposition():
    assert status_at("It tells of the fictitious Norwegian *senator* Berg.", role=True, state=True) == "possible"
    assert status_at("It was signed by then Oslo Times *publisher* Anna Berg.", role=True, state=True) == "former"
    assert (
        status_at("It lists many (including then Oslo Times *publisher* Anna Berg).", role=True, state=True) == "former"
    )


def test_what_is_judged_asked_about_or_used_has_been():
    assert status_at("He called Berg's *criticism* of Ghana absurd.") == "actual"
    assert status_at("He called a *meeting* with Berg.") != "denied"
    assert status_at("She would challenge Berg about Ghana's *support* for Togo.") == "actual"
    assert status_at("Ghana's use of drones to *attack* Togo was condemned.") == "actual"
    assert status_at("Ghana has the weapons to *attack* Togo.") == "possible"


def test_a_president_by_that_name_is_imagined():
    assert status_at("Many fear that a *President* Connolly might confuse them.", role=True, state=True) == "possible"
    assert status_at("Many fear that *President* Connolly might confuse them.", role=True, state=True) == "actual"
    assert status_at("She met a visiting *President* Connolly.", role=True, state=True) == "actual"
    assert status_at("An angry Togolese *President* Connolly left.", role=True, state=True) == "actual"


def test_what_was_agreed_before_is_planned_and_what_is_kept_is_actual():
    assert status_at("Acme, which previously agreed to *buy* Bolt, left.", state=True) == "planned"
    assert status_at("Acme intends to maintain its *ownership* of Bolt.", state=True) == "actual"


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("Acme may file a *lawsuit* against Bolt.", "possible"),
        ("Ghana could unleash an *attack* on Togo.", "possible"),
        ("The EU plans to slap *sanctions* on Togo.", "planned"),
        ("Ghana refused to level *charges* against Reed.", "denied"),
        ("Ghana will send a *warning* to Togo.", "planned"),
        ("Ghana will not release a list of its *attacks* on Togo.", "actual"),
        ("Ghana filed a *lawsuit* against Bolt.", "actual"),
        ("Berg was nominated by Reed to *head* the bank.", "planned"),
        ("Berg had not been told of the *strike* on Togo.", "actual"),
        ("In a *letter* to Bolt, Ghana accused Togo of theft.", "actual"),
        ("Ghana accused Togo of theft in a *letter* to Reed.", "actual"),
        ("Reed was accused in the *killing* of Berg.", "possible"),
    ],
)
def test_a_deed_is_as_the_verb_is_that_does_it(marked: str, status: Status):
    assert status_at(marked) == status


def test_what_is_excluded_is_not_done_and_what_is_not_excluded_may_be():
    assert status_at("Ghana ruled out *attacking* Togo.") == "denied"
    assert status_at("Ghana excluded *sending* troops to Togo.") == "denied"
    assert status_at("Ghana has not ruled out *attacking* Togo.") == "possible"
    assert status_at("Ghana did not exclude *attacking* Togo.") == "possible"
    assert status_at("The judge ruled that Ghana *attacked* Togo.") == "actual"


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ('"I would like to *thank* Berg for her help," Reed said.', "actual"),
        ('"We want to *congratulate* Berg," Reed said.', "actual"),
        ('"I do not want to *thank* Berg," Reed said.', "denied"),
        ("Reed would like to *thank* Berg.", "possible"),
        ('"I would like to *visit* Berg," Reed said.', "possible"),
    ],
)
def test_who_says_that_he_would_like_to_thank_thanks(marked: str, status: Status):
    assert status_at(marked) == status


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("A free trade *pact* between Norway and Togo could cost jobs.", "possible"),
        ("The free trade *pact* between Norway and Togo could cost jobs.", "actual"),
        ("Discussion of a Norwegian *subsidy* for Togo was not on the agenda.", "possible"),
    ],
)
def test_what_any_one_of_its_kind_could_do_is_not_there_yet(marked: str, status: Status):
    assert status_at(marked) == status


def test_what_is_not_comparable_is_there_and_who_is_not_guilty_did_not_do_it():
    assert status_at("Norway is not comparable with the *countries* of the bloc.", role=True, state=True) == "actual"
    assert status_at("Berg is not guilty of *killing* Reed.") == "denied"
