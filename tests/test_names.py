"""Names corrected by evidence: the article's other sentences, other articles, gazetteers, titles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.util import filter_spans

from kg.mention.name_table import Evidence
from kg.mention.names import find_names
from kg.mention.titles import find_titles
from kg.run.extract import Extractor
from tests.reading import Reader


def found(extractor: Extractor, text: str, evidence: Evidence | None = None) -> list[tuple[str, str]]:
    """(words, type) of every name but adjectives of countries, in order."""
    doc = extractor.nlp(text)
    spans = list(find_titles(doc, extractor.knowledge.titles))
    names = find_names(doc, spans, extractor.knowledge.gazetteer, evidence)
    return [(doc[n.start : n.end].text, n.type) for n in names if not n.demonym]


def test_names_do_not_overlap_and_stand_in_order(extractor: Extractor):
    doc = extractor.nlp("The Xi-Trump talks, said Donald Trump and Xi Jinping, were the New York Times' invention.")
    names = find_names(doc, [], extractor.knowledge.gazetteer)
    assert len(names) >= 4
    assert all(a.end <= b.start for a, b in pairwise(names))


def test_a_string_has_one_type_by_majority(extractor: Extractor):
    text = (
        "Aldermoor sued the bank. Shares in Aldermoor fell. The chief executive of Aldermoor, Tom Reed, resigned. "
        "Analysts at Aldermoor declined to comment."
    )
    assert len({kind for words, kind in found(extractor, text) if words == "Aldermoor"}) == 1


def test_other_articles_decide_what_a_bare_word_is(extractor: Extractor):
    text = "The Tarrow plan is dead, and Tarrow knows it."
    assert dict(found(extractor, text)).get("Tarrow") == "Place"
    assert dict(found(extractor, text, Evidence(persons=frozenset({"tarrow"})))).get("Tarrow") == "Person"


def test_evidence_about_other_words_changes_nothing(extractor: Extractor):
    text = "Karl Brandt met the mayor of Bremen at the Siemens works."
    assert found(extractor, text) == found(extractor, text, Evidence(persons=frozenset({"quux", "velbert"})))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Crown Princess Victoria accompanied Ulf Ek to the fair.", "Victoria", "Person"),
        ("Viola Wells, 34, won the race.", "Viola Wells", "Person"),
        ("Chad Becker lives in Chad.", "Chad Becker", "Person"),
        ("Dynamo Dresden lost at home.", "Dynamo Dresden", "Organization"),
        ("The former governor of Kogi, Yahaya Bello, was arrested.", "Yahaya Bello", "Person"),
        (
            "They closed the head office of the most popular site, Megaupload. Megaupload is shut.",
            "Megaupload",
            "Organization",
        ),
        ("Yahaya Bello, who was arrested on Monday, is in jail.", "Yahaya Bello", "Person"),
        ("The foreign minister of Lithuania, Audronius Azubalis, sighed.", "Audronius Azubalis", "Person"),
        ("The Archbishop of Boll, Dr Rowan Williams, will sigh.", "Rowan Williams", "Person"),
        (
            "The foreign minister of Lithuania, Audronius Azubalis, of whom they spoke, sighed.",
            "Audronius Azubalis",
            "Person",
        ),
        ("They met the mayor of Leeds, Acme Steel, Bolt Trust and Tom Reed.", "Bolt Trust", "Organization"),
        ("Xi Jinping met him before travelling to Durban later in the day.", "Durban", "Place"),
        ("Rwanda has denied backing the M23 rebels.", "M23", "Organization"),
        ("Houthi rebels attacked a tanker in the Gulf of Aden.", "Houthi", "Organization"),
        ("Amartya Sen said so on Monday.", "Amartya Sen", "Person"),
        ("The Taliban's foreign minister, Amir Khan Muttaqi, arrived.", "Amir Khan Muttaqi", "Person"),
        ("The seizure of Nexperia, a chipmaker owned by Wingtech, was legal.", "Nexperia", "Organization"),
        ("The Philippines protested against the decision.", "Philippines", "Place"),
        ("Aldermoor stepped down as Japan's prime minister on Friday.", "Aldermoor", "Person"),
        ("Talks between Belgrade and Pristina failed.", "Pristina", "Place"),
        ("Troops recaptured the town of Adan Yabal from rebels.", "Adan Yabal", "Place"),
        (
            "Tedros Adhanom Ghebreyesus, the World Health Organization's director general, is tired.",
            "Tedros Adhanom Ghebreyesus",
            "Person",
        ),
        ("Gunmen in Port-au-Prince killed a judge.", "Port-au-Prince", "Place"),
        ("Gangs attacked Port-au-Prince.", "Port-au-Prince", "Place"),
        ("Sweden asked for Julian Assange's extradition.", "Julian Assange", "Person"),
        ("Microsoft invested $10 billion in OpenAI, whose chief left.", "OpenAI", "Organization"),
        ("The U.S. joined NATO in 1949.", "NATO", "Organization"),
        ("He works for Deutsche Bank in Frankfurt.", "Deutsche Bank", "Organization"),
        ("Jakarta Airport was closed.", "Jakarta Airport", "Place"),
        (
            "The ferry's owner, Starlite Lines, is controlled by the tycoon Ramon Uy.",
            "Starlite Lines",
            "Organization",
        ),
    ],
)
def test_context_and_gazetteers_settle_the_type(extractor: Extractor, text: str, name: str, kind: str):
    assert dict(found(extractor, text)).get(name) == kind


def test_a_country_is_never_a_person_by_one_misreading(extractor: Extractor):
    assert dict(found(extractor, "Jordan signed the treaty, and Chad followed."))["Jordan"] == "Place"


def test_countries_in_every_form_are_found(extractor: Extractor):
    words = {words for words, _ in found(extractor, "The United States, the U.K. and South Korea signed.")}
    assert words == {"United States", "U.K.", "South Korea"}


def test_dates_sums_and_works_are_no_names(extractor: Extractor):
    assert found(extractor, "On Monday she paid $5 million, 20 percent more than in May 2020.") == []


def test_an_event_is_no_organization_but_the_body_in_front_of_it_is(extractor: Extractor):
    assert ("ASEAN", "Organization") in found(extractor, "Leaders gathered for the ASEAN Summit on Friday.")


def test_a_hyphenated_given_name_is_whole(read: Reader):
    reading = read("South Korean President Moon Jae-in left. Moon waved.")
    assert reading.means("Moon Jae-in") == "Moon Jae-in"
    assert reading.means({"surface": "Moon", "occurrence": 2}) == "Moon Jae-in"


@pytest.mark.parametrize(
    "text",
    [
        "Denver was assassinated at the theatre.",
        "The doctor helped Denver's killer, Tom Reed.",
        "The assassination of Denver changed the war.",
        "Denver, a lawyer, had married twice.",
    ],
)
def test_what_only_befalls_people_makes_a_person(extractor: Extractor, text: str):
    assert dict(found(extractor, text)).get("Denver") == "Person"


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("The book appeared in Norwegian and Danish.", 2),
        ("She answered in Japanese.", 1),
        ("The firm is in Norwegian hands.", 0),
    ],
)
def test_a_language_is_no_country(read: Reader, text: str, languages: int):
    demonyms = [draft for _, draft in read.drafts(text) if draft.kind == "demonym"]
    assert len(demonyms) == (0 if languages else 1)


def test_an_organization_is_named_without_the_prefix_before_it(extractor: Extractor):
    assert ("CIA", "Organization") in found(extractor, "Ex-CIA fugitive Tom Reed was detained in Panama.")


def test_a_number_in_words_belongs_to_the_name(extractor: Extractor):
    assert ("Formula One", "Organization") in found(
        extractor, "Germany's two-time Formula One champion Karl Brandt won."
    )


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Marin, who leads the Social Democrats, waved.", "Social Democrats", "Organization"),
        ("Emma Little-Holm spoke. Rishi Berg met Little-Holm at the castle.", "Little-Holm", "Person"),
        ("A protest was planned in downtown Shinjuku on Friday.", "Shinjuku", "Place"),
        (
            "The clubs are run by the General Presidency of Harbour Welfare (GPHW) and others.",
            "General Presidency of Harbour Welfare",
            "Organization",
        ),
        (
            "Fighters of Al Hadra in the Islamic Maghreb (AHIM) took the town.",
            "Al Hadra in the Islamic Maghreb",
            "Organization",
        ),
        ("A row over cheese has reached the European Court of Justice.", "European Court of Justice", "Organization"),
        ("The Council of Economic Advisers met Tom Reed.", "Council of Economic Advisers", "Organization"),
        ("The paramilitary Rapid Support Forces took the town.", "Rapid Support Forces", "Organization"),
        ("The film, directed by German-born filmmaker Austrian Michael Hanik, won.", "Michael Hanik", "Person"),
    ],
)
def test_a_name_is_whole_and_of_its_kind(extractor: Extractor, text: str, name: str, kind: str):
    assert dict(found(extractor, text)).get(name) == kind


def test_a_question_word_in_a_heading_is_no_acronym(extractor: Extractor):
    heading = "WHO FOLLOWS BERG\n\nAcme, which has its seat in Oslo, named Tom Reed."
    assert "WHO" not in dict(found(extractor, heading))
    assert "WHO" in dict(found(extractor, "The WHO named Tom Reed on Friday."))


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("He led the Norwegian Renewal Party (NFP) for years. The NFP kept quiet.", "Norwegian Renewal Party", "NFP"),
        ("She works for the Harbour Safety Council (HSC) in Oslo.", "Harbour Safety Council", "HSC"),
        ("The Institute for Tidal Studies (INTS) agreed.", "Institute for Tidal Studies", "INTS"),
    ],
)
def test_an_acronym_in_brackets_behind_a_body_is_a_body(extractor: Extractor, text: str, name: str, acronym: str):
    names = found(extractor, text)
    assert (name, "Organization") in names
    assert names.count((acronym, "Organization")) == text.count(acronym)


@pytest.mark.parametrize(
    "text",
    [
        "Growth of the gross domestic product (GDP) slowed.",
        "She praised the idea of a free and open Atlantic (FOA).",
        "The talks were about a Free Trade Zone (FTZ) at the port.",
        "He was elected Member of Parliament (MP) for Leeds.",
    ],
)
def test_an_acronym_of_something_else_is_no_body(extractor: Extractor, text: str):
    assert not any(kind == "Organization" for _, kind in found(extractor, text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He told the news agency TVP that he would go.", "TVP", "Organization"),
        ("A report in the tabloid Kuriren said so.", "Kuriren", "Organization"),
        ("She read it in the Velbert Anzeiger newspaper.", "Velbert Anzeiger", "Organization"),
        ("He and his Morena party lost the vote.", "Morena", "Organization"),
        ("They live in the town of Aldermoor.", "Aldermoor", "Place"),
        ("The Swedish group Telvaro bought it. Telvaro's chief executive agreed.", "Telvaro", "Organization"),
        ("Prosecutors searched the oil company Petrolis. A judge fined Petrolis.", "Petrolis", "Organization"),
        ("Inmates of the Varnholt prison went on strike.", "Varnholt", "Place"),
        ("A Hamburg newspaper printed the letter.", "Hamburg", "Place"),
    ],
)
def test_the_noun_beside_a_name_says_what_it_is(extractor: Extractor, text: str, name: str, kind: str):
    assert (name, kind) in found(extractor, text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Department of Justice closed the case.", "Department of Justice", "Organization"),
        ("A Justice Department lawyer spoke.", "Justice Department", "Organization"),
        ("The fund was founded by Dean Kettering in 1990.", "Dean Kettering", "Person"),
        ("His lawyer, Don Averell, declined to comment.", "Don Averell", "Person"),
        ("A letter to Home Secretary Theresa May said no.", "Theresa May", "Person"),
        ("After serving in the United States Navy, he moved to Oslo.", "United States Navy", "Organization"),
        ("The Catholic Church and the Church of England agreed.", "Catholic Church", "Organization"),
        ("They met in Trinity Church in Oslo.", "Trinity Church", "Place"),
        ("All aboard Air France Flight 1234 were safe.", "Air France", "Organization"),
        ("He spoke of the Obama-era rules.", "Obama", "Person"),
    ],
)
def test_titles_numbers_and_joined_words_do_not_cut_a_name(extractor: Extractor, text: str, name: str, kind: str):
    assert (name, kind) in found(extractor, text)


def test_the_party_of_a_member_of_congress_is_no_name_and_the_state_a_place(extractor: Extractor):
    text = "Sen. Anna Berg, R-Va., voted against it."
    assert found(extractor, text) == [("Anna Berg", "Person"), ("Va.", "Place")]


def test_a_plural_at_the_beginning_of_a_sentence_is_no_name(extractor: Extractor):
    assert found(extractor, "Cranes and ladders were used. Quirks remain.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("But Acme's Ferenwald was not so sure.", {"Acme", "Ferenwald"}),
        ("The film by Austrian Michael Brandner won.", {"Michael Brandner"}),
        ("Norway's Labour Party won.", {"Norway", "Labour Party"}),
        ("Fighters of the People's Liberation Front fled.", {"People's Liberation Front"}),
        ("Karl Brandt won the Anna Berg Prize.", {"Karl Brandt"}),
        ("Abdel Fattah el-Masri spoke. El-Masri was tired.", {"Abdel Fattah el-Masri", "El-Masri"}),
    ],
)
def test_two_names_side_by_side_are_two_and_one_is_one(extractor: Extractor, text: str, names: set[str]):
    assert {words for words, _ in found(extractor, text)} == names


def test_a_first_name_of_somebody_else_takes_its_own_family_name(extractor: Extractor):
    text = "Petro Grigorenko was a general. Petro Ferenko, who was elected in May, praised him."
    assert ("Petro Ferenko", "Person") in found(extractor, text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mood is anti-Norway and against the talks.", "Norway", "Place"),
        ("New EU rules will come. The EU agreed.", "EU", "Organization"),
        ("They won the Premier League in May.", "Premier League", "Organization"),
        ("The murder of Rev. Karl Adam King shocked Oslo.", "Karl Adam King", "Person"),
    ],
)
def test_a_name_ends_and_begins_where_it_should(extractor: Extractor, text: str, name: str, kind: str):
    assert (name, kind) in found(extractor, text)


def test_a_title_that_begins_like_an_honorific_is_no_name(extractor: Extractor):
    assert found(extractor, "The Lord Chief Justice gave a ruling.") == []


def test_an_honorific_is_no_name_where_somebodys_name_begins_with_it(extractor: Extractor):
    text = (
        "The judge Lord Carrick, sitting with Lord Osburn and Lord Hamil, ruled on Monday. Attorney General Lord "
        "Goldham denied it. Lord Goldham said no."
    )
    assert "Lord" not in dict(found(extractor, text))


def test_a_prize_is_nobodys_name(extractor: Extractor):
    assert found(extractor, "She won the Reed Peace Prize after Tom Reed.") == [("Tom Reed", "Person")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Kaltwasser, Okla., has two thousand people.", ["Kaltwasser", "Okla."]),
        ("She was born in Aldermoor, Neb., in 1913.", ["Aldermoor", "Neb."]),
        ("He owns the Mineral Wells, Texas, depot.", ["Mineral Wells", "Texas"]),
    ],
)
def test_a_town_before_a_state_is_a_place(extractor: Extractor, text: str, places: list[str]):
    assert found(extractor, text) == [(place, "Place") for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "Tidmarsh, a retired fire officer, disagreed.",
        "They say that Booth shot Garvan in the theatre.",
        "The prosecutor, Garrison, will speak. Garrison, a judge in Oslo, said so.",
    ],
)
def test_a_trade_or_a_crime_makes_a_person(extractor: Extractor, text: str):
    kinds = {kind for words, kind in found(extractor, text) if words in {"Tidmarsh", "Garvan", "Garrison"}}
    assert kinds == {"Person"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Varnholt is a village in the north of the country.", "Varnholt", "Place"),
        ("She grew up in Castel Brunone, a small town in the hills.", "Castel Brunone", "Place"),
        ("He is chairman of Anabeko, a cloud company he founded.", "Anabeko", "Organization"),
        ("Kijonge is a diversified agricultural firm.", "Kijonge", "Organization"),
        ("WeDesk, the office-sharing company of Adam Berg, closed.", "WeDesk", "Organization"),
        ("Shein, which was founded in China, sells clothes.", "Shein", "Organization"),
        ("Altice, which is controlled by Tom Reed, sold its stake.", "Altice", "Organization"),
        ("Chevron's acquisition of Hess was cleared by the FTC.", "Hess", "Organization"),
        ("Siemens owner Kemvera said so.", "Kemvera", "Organization"),
        ("Everton owner Farhad Moshiri said so.", "Farhad Moshiri", "Person"),
        ("Siemens parent Alphabet said so.", "Alphabet", "Organization"),
        (
            "Royal Mail's owner International Distribution Services left.",
            "International Distribution Services",
            "Organization",
        ),
        ("They merged with rival Albertsons.", "Albertsons", "Organization"),
        ("Saudi Aramco's chief executive Amin Nasser met officials.", "Saudi Aramco", "Organization"),
        ("Linda Berg, who was NBCUniversal's chief executive, left.", "NBCUniversal", "Organization"),
        ("Patrick Drahi's Altice sold its stake.", "Altice", "Organization"),
        ("Sculptor Capital's founder, Daniel Och, objected.", "Sculptor Capital", "Organization"),
        ("Mercedes, Germany's most valuable carmaker, has dropped its target.", "Mercedes", "Organization"),
        ("Glencore's chief, Gary Nagle, and its chairman met investors.", "Glencore", "Organization"),
        ("Carlyle, the private equity group led by Tom Reed, sold its stake.", "Carlyle", "Organization"),
        ("Valery Berg already heads the Mariinsky.", "Mariinsky", "Organization"),
        ("Regulators sued Wirecard in May.", "Wirecard", "Organization"),
        ("He was banned from the City by the Financial Conduct Authority.", "City", "Place"),
        ("They fined Alibaba 18bn yuan.", "Alibaba", "Organization"),
        ("House sources said that Gray --who has pushed the idea-- is anxious to work.", "Gray", "Organization"),
        ("Milan Kundera, the Czech-born novelist, died in Paris.", "Milan Kundera", "Person"),
        ("The paper was written by the Limbic chief executive.", "Limbic", "Organization"),
        ("The widow of the journalist Daniel Pearl, Mariane, asked for privacy.", "Mariane", "Person"),
        ("R Kelly was jailed in New York.", "R Kelly", "Person"),
        (
            "Liz Berg left the University of Pennsylvania days after she testified.",
            "University of Pennsylvania",
            "Organization",
        ),
        ("The EU froze the assets of oligarch Oleg Deripaska.", "Oleg Deripaska", "Person"),
        ("Joaquin Guzman Lopez, a son of El Chapo, was arrested.", "El Chapo", "Person"),
        ("The conglomerate CK Hutchison sold its ports.", "CK Hutchison", "Organization"),
        ("He wrote about the Beatles and their label.", "Beatles", "Organization"),
        ("Jets were ordered by Air China and Hainan Airlines.", "Air China", "Organization"),
    ],
)
def test_what_a_name_is_said_to_be_it_is(extractor: Extractor, text: str, name: str, kind: str):
    assert (name, kind) in found(extractor, text)


def test_a_kind_of_firm_at_the_beginning_of_a_sentence_is_no_name(extractor: Extractor):
    text = "Hedge fund manager Bill Ackman accused Claudine Gay of plagiarism."
    assert found(extractor, text) == [("Bill Ackman", "Person"), ("Claudine Gay", "Person")]


def test_the_family_of_somebody_is_no_organization(extractor: Extractor):
    assert ("Clintons", "Organization") not in found(extractor, "Tom Clinton spoke. The Clintons left early.")


def test_a_name_is_found_at_the_head_of_a_sentence_too(extractor: Extractor):
    text = "Ryanair cuts fares on nine routes. Rivals say that Ryanair can afford it."
    assert found(extractor, text) == [("Ryanair", "Organization")] * 2


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A jury freed 17-year-old Erkan on Friday.", "Erkan", "Person"),
        ("The vote in the Bundestag was close.", "Bundestag", "Organization"),
        ("He told the Kumhurat newspaper that he would go.", "Kumhurat", "Organization"),
    ],
)
def test_an_age_makes_a_person_and_some_words_are_bodies(extractor: Extractor, text: str, name: str, kind: str):
    assert (name, kind) in found(extractor, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Karl "Bomber" Brandt scored twice. Brandt was happy.', 'Karl "Bomber" Brandt'),
        ("The trainer, George 'Big Bear' Wilson, left early.", "George 'Big Bear' Wilson"),
    ],
)
def test_a_nickname_in_quotation_marks_is_part_of_the_name(extractor: Extractor, text: str, name: str):
    assert found(extractor, text)[0] == (name, "Person")


def test_what_somebody_says_is_no_nickname(extractor: Extractor):
    assert ("Anna", "Person") in found(extractor, 'Anna said "Hello" to Karl Berg.')


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He was born in Bollert, where his father was a smith.", "Bollert", "Place"),
        ("A march in Gera drew a small crowd.", "Gera", "Place"),
    ],
)
def test_where_something_is_or_happens_is_a_place(extractor: Extractor, text: str, name: str, kind: str):
    assert dict(found(extractor, text))[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Bribes came from Savanna Power Ltd. The state charged Savanna Power's founder.",
            "Savanna Power",
            "Organization",
        ),
        ("Norway has fined Norlake Bank. Norlake, founded in 1898, said it was sorry.", "Norlake", "Organization"),
        ("Hamid Musa was born in Nyala in 1979.", "Nyala", "Place"),
        ("Claire Dumas was elected mayor of Lyon on Sunday.", "Lyon", "Place"),
        ("The president toured Adiyaman on Friday.", "Adiyaman", "Place"),
        ("Tom Reed came with his wife, Neemat, to the gala.", "Neemat", "Person"),
        ("Tom Reed founded the firm with Ying Chen in 2014.", "Ying Chen", "Person"),
        ("He will take over from Mohamed Ibn Chambas of Ghana.", "Mohamed Ibn Chambas", "Person"),
        ("They sold it to the United Kingdom's Royal Air Force.", "Royal Air Force", "Organization"),
        ("Flavio Ek, a senator from Rio de Janeiro, spoke.", "Rio de Janeiro", "Place"),
        (
            "Halden AG will buy Corsetti. Corsetti, founded in 1951 by Paolo Corsetti, makes cars. Corsetti agreed.",
            "Corsetti",
            "Organization",
        ),
        ("Soldiers in Guinea-Bissau arrested the premier.", "Guinea-Bissau", "Place"),
        ("The show runs on a private broadcaster, ProNord. ProNord said so.", "ProNord", "Organization"),
        ("He leads the paramilitary Rapid Support Forces (RSF).", "Rapid Support Forces", "Organization"),
    ],
)
def test_the_words_around_a_name_tell_what_it_is(read: Reader, text: str, name: str, kind: str):
    assert (name, kind) in read(text).typed()


def test_a_kind_of_body_at_the_head_of_a_sentence_is_no_name(read: Reader):
    assert "Club" not in {name for name, _ in read("Club president Jan Novotny thanked the coach.").typed()}


# ------------------------------------------------------------------ what the recognizer misreads


def misread(extractor: Extractor, text: str, read: dict[str, str]) -> dict[str, set[str]]:
    """Name → its types in a text in which the recognizer reads each occurrence of some words as given."""
    doc = extractor.nlp(text)
    places = (
        (words, label, at) for words, label in read.items() for at in range(len(text)) if text.startswith(words, at)
    )
    spans = (doc.char_span(at, at + len(words), label) for words, label, at in places)
    doc.ents = filter_spans(span for span in spans if span is not None)
    types: dict[str, set[str]] = {}
    for name in find_names(doc, list(find_titles(doc, extractor.knowledge.titles)), extractor.knowledge.gazetteer):
        types.setdefault(doc[name.start : name.end].text, set()).add(name.type)
    return types


@pytest.mark.parametrize("name", ["Mia Mottley", "Hun Sen", "Binali Yildirim", "Lai Ching-te"])
@pytest.mark.parametrize("label", ["ORG", "GPE"])
def test_a_leaders_whole_name_is_a_persons_whatever_the_recognizer_takes_it_for(
    extractor: Extractor, name: str, label: str
):
    text = f"Officials met {name} in Geneva, where talks failed."
    assert misread(extractor, text, {name: label, "Geneva": "GPE"}) == {name: PERSON, "Geneva": PLACE}
    half = name.split(maxsplit=1)[0]
    assert misread(extractor, text, {half: label, "Geneva": "GPE"}) == {name: PERSON, "Geneva": PLACE}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("They landed at Jomo Kenyatta Airport.", {"Jomo Kenyatta Airport": "FAC"}),
        ("The Nelson Mandela Foundation gave money.", {"Nelson Mandela Foundation": "ORG"}),
    ],
)
def test_what_is_called_after_a_leader_is_no_leader(extractor: Extractor, text: str, read: dict[str, str]):
    assert PERSON not in misread(extractor, text, read).values()


def test_who_makes_something_in_a_country_is_a_firm_unless_it_is_art(extractor: Extractor):
    assert ("Vondal", "Organization") in found(extractor, "Danish wind turbine maker Vondal cut jobs.")
    assert ("Vondal", "Organization") not in found(extractor, "Danish film maker Vondal cut jobs.")


def test_a_family_name_behind_a_title_is_whole_where_the_parser_says_so(extractor: Extractor):
    assert ("Amir Khan Muttaqi", "Person") in found(extractor, "Taliban foreign minister Amir Khan Muttaqi left.")


def test_a_state_of_a_federation_is_a_place_and_initials_are_no_club(extractor: Extractor):
    names = dict(found(extractor, "Tamil Nadu's chief minister, M.K. Stalin, wrote to Narendra Modi."))
    assert (names["Tamil Nadu"], names["M.K. Stalin"]) == ("Place", "Person")


@pytest.mark.parametrize(("name", "label"), [("Starmer", "ORG"), ("Hollande", "GPE"), ("Ramaphosa", "ORG")])
def test_a_leaders_family_name_alone_is_a_persons(extractor: Extractor, name: str, label: str):
    assert misread(extractor, f"Officials said {name} spoke with reporters on Monday.", {name: label}) == {name: PERSON}


def test_a_firm_or_a_place_of_that_name_is_no_leader(extractor: Extractor):
    assert misread(extractor, "Shares in Dupont fell.", {"Dupont": "ORG"}) == {"Dupont": BODY}
    assert misread(extractor, "They met in Muscat.", {"Muscat": "GPE"}) == {"Muscat": PLACE}


@pytest.mark.parametrize("stance", ["Pro", "Anti"])
def test_who_is_for_or_against_a_country_is_not_of_it(extractor: Extractor, stance: str):
    doc = extractor.nlp(f"{stance}-Russian politician Karl Brandt left.")
    names = find_names(doc, list(find_titles(doc, extractor.knowledge.titles)), extractor.knowledge.gazetteer)
    assert not any(name.demonym for name in names)


def test_whoever_is_founded_is_a_body_unless_it_is_a_place_that_is_known(extractor: Extractor):
    text = "{}, co-founded by Karl Brandt, is headquartered in Bremen."
    assert misread(extractor, text.format("Vondalin"), {"Vondalin": "GPE"})["Vondalin"] == BODY
    assert misread(extractor, text.format("Bristol"), {"Bristol": "GPE"})["Bristol"] == PLACE


def test_the_name_behind_a_title_is_whole_though_half_of_it_is_taken_for_a_town(extractor: Extractor):
    text = "They appointed Cardinal Pietro Parolin as envoy."
    assert misread(extractor, text, {"Cardinal Pietro": "PERSON", "Parolin": "GPE"}) == {"Pietro Parolin": PERSON}


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Vondal Reed, 34, won the race.", "ORG", "Person"),
        ("Vondal Reed stepped down as prime minister.", "ORG", "Person"),
        ("They met in downtown Vondal Reed.", "PERSON", "Place"),
    ],
)
def test_an_age_a_post_and_a_part_of_town_show_what_a_name_is(extractor: Extractor, text: str, label: str, kind: str):
    assert misread(extractor, text, {"Vondal Reed": label}) == {"Vondal Reed": {kind}}


def test_a_sum_is_no_part_of_who_pays_it(extractor: Extractor):
    text = "Regulators fined Siemens 1.8 billion euros."
    assert misread(extractor, text, {"Siemens 1.8 billion euros": "ORG"}) == {"Siemens": BODY}


BODY, PERSON, PLACE = {"Organization"}, {"Person"}, {"Place"}


@pytest.mark.parametrize(
    ("text", "read", "name", "types"),
    [
        # the first word of a firm's name is the firm, however it is read, unless it is a place or somebody
        (
            "Zorvane Energy found gas. Zorvane rose. Zorvane fell. Zorvane grew.",
            {"Zorvane Energy": "ORG", "Zorvane": "GPE"},
            "Zorvane",
            BODY,
        ),
        (
            "Zorvane Bank grew. Zorvane rose. Zorvane fell. Zorvane sank. Zorvane won.",
            {"Zorvane Bank": "ORG", "Zorvane": "PERSON"},
            "Zorvane",
            BODY,
        ),
        (
            "Cairn Energy found gas. Cairn rose. Shares in Cairn fell.",
            {"Cairn Energy": "ORG", "Cairn": "GPE"},
            "Cairn",
            BODY,
        ),
        (
            "Berg Energy found gas. Berg rose. Tom Berg was glad. Berg smiled.",
            {"Berg Energy": "ORG", "Berg": "PERSON", "Tom Berg": "PERSON"},
            "Berg",
            PERSON,
        ),
        (
            "Tirana Energy found gas. It fell in Tirana. Tirana was calm.",
            {"Tirana Energy": "ORG", "Tirana": "GPE"},
            "Tirana",
            PLACE,
        ),
        # a legal form that the recognizer does not see
        ("Shares of Kellmark Corp rose. Kellmark may sue. Kellmark won.", {"Kellmark": "PERSON"}, "Kellmark", BODY),
        ("Kellmark as a boss was kind. Kellmark may sue.", {"Kellmark": "PERSON"}, "Kellmark", PERSON),
        # a body of a country goes without it at home
        (
            "Silver Point USA met. She left Silver Point. Silver Point was kind.",
            {"Silver Point USA": "ORG", "Silver Point": "GPE"},
            "Silver Point",
            BODY,
        ),
        # the initials of the body before the bracket
        (
            "The National Thermal Works (Natwor) burns coal.",
            {"National Thermal Works": "ORG", "Natwor": "GPE"},
            "Natwor",
            PLACE,
        ),
        (
            "The National Thermal Works (NTW) burns coal. NTW rose. NTW fell. It hit NTW.",
            {"National Thermal Works": "ORG", "NTW": "GPE"},
            "NTW",
            BODY,
        ),
        ("It began in NTWK. Then NTWK rose.", {"NTWK": "GPE"}, "NTWK", BODY),
        # somebody whose surname alone is read as somebody's
        (
            "Spring University Myanmar met in Myanmar.",
            {"Spring University Myanmar": "ORG", "Myanmar": "PERSON"},
            "Spring University Myanmar",
            BODY,
        ),
        (
            "Crystal Danforth was hired. Danforth had left.",
            {"Crystal Danforth": "ORG", "Danforth": "PERSON"},
            "Crystal Danforth",
            PERSON,
        ),
        (
            "Crystal Danforth was hired. The state paid Danforth.",
            {"Crystal Danforth": "ORG", "Danforth": "ORG"},
            "Danforth",
            BODY,
        ),
        # what firms have
        ("It went to an unknown firm called Baikal. Baikal is gone.", {"Baikal": "GPE"}, "Baikal", BODY),
        ("He bought a stake in Sina. Sina was glad.", {"Sina": "GPE"}, "Sina", BODY),
        ("Several Maplewold employees spoke. Maplewold was silent.", {"Maplewold": "GPE"}, "Maplewold", BODY),
        ("Several Tirana employees spoke. Tirana was silent.", {"Tirana": "GPE"}, "Tirana", PLACE),
        # the sign of a share
        ("Orders went to <Airbus Industrie> and others.", {"Airbus Industrie": "ORG"}, "Airbus Industrie", BODY),
    ],
)
def test_a_misread_name_is_of_the_type_that_the_article_shows(
    extractor: Extractor, text: str, read: dict[str, str], name: str, types: set[str]
):
    assert misread(extractor, text, read).get(name) == types


def test_the_sign_of_a_share_is_no_part_of_the_name(extractor: Extractor):
    found = misread(extractor, "Shares of Kellmark Corp <KEL> rose.", {"Kellmark Corp <KEL>": "ORG"})
    assert found == {"Kellmark Corp": BODY}


def test_a_paper_that_is_told_is_no_part_of_the_body_that_the_clause_names(extractor: Extractor):
    names = misread(extractor, "She told Reuters Foreign Ministry officials left.", {"Reuters Foreign Ministry": "ORG"})
    assert names == {"Reuters": BODY, "Foreign Ministry": BODY}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Clara met Welsh councils in May.", {"Place"}),
        ("Clara's father was Welsh.", {"Place"}),
        ("Welsh said so on Monday.", {"Person"}),
    ],
)
def test_the_adjective_of_a_region_is_nobodys_name(extractor: Extractor, text: str, types: set[str]):
    assert misread(extractor, text, {"Welsh": "PERSON"}).get("Welsh") == types


def test_the_sign_of_a_share_is_nobody(extractor: Extractor):
    found = misread(
        extractor,
        "Kellmark Corp <KEL> and Tolvik Inc <TOL> rose.",
        {"KEL": "ORG", "Kellmark Corp": "ORG", "Tolvik Inc": "ORG"},
    )
    assert found == {"Kellmark Corp": BODY, "Tolvik Inc": BODY}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Interfax", "Foreign Ministry"),
        ("Agerpres", "Justice Ministry"),
        ("Norvik Radio", "Norvik Energy"),
        ("Reuters", "Central Bank"),
        ("Kellmark Corp", "Solvik Bank"),
    ],
)
def test_who_is_told_and_what_the_clause_behind_that_names_are_two(extractor: Extractor, told: str, named: str):
    both = misread(extractor, f"She told {told} that {named} officials had left.", {f"{told} that {named}": "ORG"})
    assert both == {told: BODY, named: BODY}


MATCH = "The midfielder took a corner, the striker missed a penalty and the goalkeeper saved it in the second half. "


@pytest.mark.parametrize(
    ("text", "read", "name", "types"),
    [
        ("Villa beat Solvik 2-1. Villa were out of sight.", {"Villa": "GPE", "Acton Villa": "ORG"}, "Villa", PLACE),
        ("Villa beat Solvik 2-1. Villa were out of sight.", {"Villa": "ORG"}, "Villa", BODY),
        ("The crowd cheered Dulong. Then Dulong scored twice.", {"Dulong": "PERSON"}, "Dulong", PERSON),
        ("Solvik scored twice.", {"Solvik": "GPE"}, "Solvik", BODY),
    ],
)
def test_in_the_report_of_a_match_an_unsure_word_is_a_club_and_somebody_stays_somebody(
    extractor: Extractor, text: str, read: dict[str, str], name: str, types: set[str]
):
    assert misread(extractor, MATCH + text, read).get(name) == types


def test_what_the_article_writes_small_is_no_body_behind_a_states_initials(extractor: Extractor):
    text = "The budget was passed in May. Tokyo blames the huge U.S. Budget deficit and the U.S. Army."
    names = dict(found(extractor, text))
    assert names.get("U.S.") == "Place"
    assert "U.S. Budget" not in names
    assert "U.S. Army" in names


def test_a_feast_with_a_common_noun_is_no_name(extractor: Extractor):
    assert misread(extractor, "Each Easter trail is long.", {"Easter trail": "FAC"}) == {}
    assert misread(extractor, "They saw Easter Island.", {"Easter Island": "GPE"}) == {"Easter Island": PLACE}


@pytest.mark.parametrize(
    "name",
    [
        "Jeroen van der Veer",
        "Ursula von der Leyen",
        "Pieter van den Berg",
        "Vittorio del Bufalo",
        "Anton de la Cruz",
        "Lea d’Orvieto",
    ],
)
def test_a_name_does_not_break_off_at_its_small_words(extractor: Extractor, name: str):
    text = f"She was an adviser to chief executive {name}. {name} said so."
    assert [kind for surface, kind in found(extractor, text) if surface == name] == ["Person", "Person"]


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        (
            "They bought Bolt Funding Corp of Armonk, N.Y. in May.",
            "Bolt Funding Corp of Armonk",
            ["Bolt Funding Corp", "Armonk"],
        ),
        ("He saw Bolt Inc Ida Holm leave.", "Bolt Inc Ida Holm", ["Bolt Inc", "Ida Holm"]),
        ("It has left Cargo Inc. Acme Ltd is sold.", "Cargo Inc. Acme Ltd", ["Cargo Inc.", "Acme Ltd"]),
        ("They bought Bolt Corp of America.", "Bolt Corp of America", ["Bolt Corp of America"]),
        (
            "They bought Nikko Holm Co International Inc.",
            "Nikko Holm Co International Inc.",
            ["Nikko Holm Co International Inc."],
        ),
    ],
)
def test_a_firms_name_ends_at_its_legal_form_before_a_town_a_person_or_another_firm(
    extractor: Extractor, text: str, label: str, names: list[str]
):
    assert [name for name in misread(extractor, text, {label: "ORG", "N.Y.": "GPE"}) if name != "N.Y."] == names


def test_an_acronym_that_ends_a_banks_name_is_no_other_body(extractor: Extractor):
    text = "Varnholm said it signed an agreement to buy Lincoln Savings Bank FSB."
    assert misread(extractor, text, {"Lincoln Savings Bank": "ORG"}) == {"Lincoln Savings Bank FSB": BODY}


def test_what_somebody_is_for_or_against_is_no_part_of_the_name_behind(extractor: Extractor):
    text = "Members of the staunchly pro-Norway Congress left."
    assert misread(extractor, text, {"Norway Congress": "ORG"}) == {"Norway": PLACE, "Congress": BODY}


@pytest.mark.parametrize(
    ("read", "names"),
    [
        (("Acme Telephone", "Telegraph Co"), ["Acme Telephone and Telegraph Co"]),
        (("Varnholm Exploration", "Producing U.S. Inc"), ["Varnholm Exploration and Producing U.S. Inc"]),
        (("Varnholm", "Union Carbide Corp"), ["Union Carbide Corp", "Varnholm"]),
        (("Ford", "General Motors Corp"), ["Ford", "General Motors Corp"]),
    ],
)
def test_what_only_trades_name_is_the_second_half_of_a_firms_name(
    extractor: Extractor, read: tuple[str, str], names: list[str]
):
    text = f"It signed a pact with {' and '.join(read)} in May."
    assert sorted(misread(extractor, text, dict.fromkeys(read, "ORG"))) == names


@pytest.mark.parametrize(
    "name", ["John S. Harnold Inc", "Bergmann und Holm-Bau AG", "John T. Weller Inc", "Willem Dekker NV"]
)
def test_what_ends_in_a_legal_form_is_a_firm_whatever_people_it_is_called_after(read: Reader, name: str):
    reading = read(f"{name} said on Monday that it sold a mine.")
    assert (name, "Organization") in reading.typed()
