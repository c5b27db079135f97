"""What is copied of each thing that is printed is the text itself, in every script."""

from dataclasses import replace

import pytest

from app.collection.links.codes import address
from app.collection.printing.operations import booklet, card_sheet, linking_card_sheet, poster
from app.collection.printing.posters import SIZES
from app.evidence.packs.content import Pack, PackQuote, Section
from app.evidence.packs.pdf import as_pdf
from app.kernel.localised import LocalisedText
from app.surveys.parts import SAFETY_TEXTS, Kind, Option, Part, Question, TranslationState
from tests.factories import TOKEN, survey
from tests.integration.collection.printing.conftest import BASE_URL
from tests.printed import RIGHT_TO_LEFT, SENTENCES, copied, is_whole, read

LANGUAGES = list(SENTENCES)
ID = "knows_my_culture"
NAME = "Rose and Thorn House 2 (west)"
SAID = LocalisedText(SENTENCES)


class Named:
    """A service, and an address."""

    url = address(TOKEN, base_url=BASE_URL)

    def __init__(self, name):
        self.name = name


def views():
    """A survey in which every text is the same sentence."""
    options = (Option(code="yes", text=SAID), Option(code="no", text=SAID))
    asked = Question(
        id=ID, kind=Kind.YES_NO, text=SAID, part="main", options=options, maximum_length=None
    )
    return survey(
        languages=tuple(LANGUAGES),
        translations=dict.fromkeys(LANGUAGES[1:], TranslationState()),
        **dict.fromkeys(("title", "introduction", "length", "next_steps"), SAID),
        safety=dict.fromkeys(SAFETY_TEXTS, SAID),
        parts=(Part(id="main", questions=(asked,)),),
    )


def cards(language):
    """Cards with codes that are used once."""
    about = {"link": Named(""), "service": Named("A"), "survey": views()}
    return card_sheet(["K7QF2MAB"], **about, locale=language)


def linking_cards(language):
    """Cards on two halves."""
    link = Named("")
    name = SENTENCES[language]
    return linking_card_sheet(["K7QF2MAB"], name=name, early=link, later=link, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", [cards, linking_cards])
def test_of_cards(context, sheet, language):
    assert is_whole(language, sheet(language))


def test_of_the_quotes_of_a_pack():
    quotes = [PackQuote(said, language, "", "", "A") for language, said in SENTENCES.items()]
    made = as_pdf(Pack("Pack", (), (Section("quotes", "Quotes", tuple(quotes)),)))
    assert [each for each in LANGUAGES if not is_whole(each, made)] == []


def test_of_booklets_and_posters(printed):
    printed(views())
    for language in LANGUAGES:
        made = booklet(token=TOKEN, language=language, base_url=BASE_URL)
        assert is_whole(language, made), language
    for languages in (LANGUAGES[:4], LANGUAGES[4:8], LANGUAGES[8:]):
        made = poster(token=TOKEN, size="A3", languages=languages, base_url=BASE_URL)
        assert [each for each in languages if not is_whole(each, made)] == []


def named_views():
    """The same survey, with the service's name in the middle of each text."""
    said = LocalisedText({each: f"{text} {{service}} {text}" for each, text in SENTENCES.items()})
    return replace(views(), title=said, introduction=said, next_steps=said)


def sheets(language):
    """Everything that is printed for a link, and what must be in each as it is written."""
    about = {"token": TOKEN, "base_url": BASE_URL}
    host = "fb.example.org"
    yield booklet(language=language, **about), (NAME, "K7Q-F2M", host, ID)
    for size in SIZES:
        yield poster(size=size, languages=[language], **about), (NAME, "K7Q-F2M", host)
    link = Named(NAME)
    codes = {"locale": language, "codes": ["K7QF2MAB"]}
    yield card_sheet(link=link, service=link, survey=views(), **codes), (NAME, "K7QF-2MAB")
    yield linking_card_sheet(name=NAME, early=link, later=link, **codes), (NAME, "K7QF-2MAB")


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_addresses_and_codes_are_read_as_they_are_written(printed, language):
    printed(named_views(), name=NAME)
    for pdf, written in sheets(language):
        for said in (copied(pdf), read(pdf)):
            assert [each for each in written if each not in said] == []


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_a_sentence_with_a_name_in_it_is_copied_whole(printed, language):
    printed(named_views(), name=NAME)
    said = f"{SENTENCES[language]} {NAME} {SENTENCES[language]}"
    assert said in copied(booklet(token=TOKEN, language=language, base_url=BASE_URL))
