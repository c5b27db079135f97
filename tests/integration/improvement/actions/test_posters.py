"""Posters that lead to a public page: read back from the PDF, code and all."""

import io

import pypdfium2
import pytest
import zxingcpp

from app.improvement.actions.posters import service_poster
from app.improvement.actions.publishing import service_page_of, subject_of
from app.improvement.publication.operations import publish
from app.kernel.errors import NotFound, Refused
from app.kernel.languages import interface_languages
from tests.staff import signed_in

BASE = "https://fb.example.org"


@pytest.fixture
def token(actions):
    actions.published("cy", "ur")
    return service_page_of(actions.rose)


def made(token, size="A4", languages=("en",)):
    return service_poster(token=token, size=size, languages=languages, base_url=BASE)


def read(content):
    """Pages, the text of the first and the address in its code."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    page = document[0]
    text = " ".join(page.get_textpage().get_text_bounded().split())
    [code] = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    return len(document), page.get_size(), text, code.text


def test_a_poster_tells_what_was_said_and_done_and_leads_to_the_page(token):
    pages, size, text, address = read(made(token))

    assert (pages, address) == (1, f"{BASE}/d/{token}")
    assert [round(side / 72 * 25.4) for side in size] == [210, 297]
    for words in (
        "You said, we did",
        "Rose House",
        "You miss food from home (en).",
        "We cook (en)",
    ):
        assert words in text


def test_without_languages_it_is_in_all_that_are_signed_off(token):
    _, size, text, _ = read(made(token, "A3", ()))

    assert [round(side / 72 * 25.4) for side in size] == [297, 420]
    assert "You miss food from home (cy)." in text
    assert "Dywedoch chi, fe wnaethon ni" in text


def test_what_has_no_room_is_left_to_the_page(actions, token):
    action = actions.done()
    actions.word(action, said="Long words. " * 80, did="Longer words. " * 70)
    actions.word(action, "cy", said="Geiriau hir. " * 70, did="Geiriau. " * 70)
    publish(subject_of(action.id))

    pages, _, text, _ = read(made(token, languages=("en", "cy")))

    assert (pages, "You said, we did" in text) == (1, True)


def test_what_is_not_signed_off_in_a_language_is_not_on_its_poster(actions):
    actions.published()

    _, _, text, _ = read(made(service_page_of(actions.rose), languages=("cy",)))

    assert "You miss food" not in text


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"size": "A7"}, "There is no size 'A7'. Choose from: A4, A3."),
        (
            {"languages": ("ta",)},
            f"Posters are not made in 'ta'. Choose from: {', '.join(interface_languages())}.",
        ),
    ],
)
def test_a_poster_that_cannot_be_made_is_refused(token, more, problem):
    with pytest.raises(Refused) as refused:
        made(token, **more)
    assert str(refused.value) == problem


def test_there_is_no_poster_of_a_page_that_is_none(context):
    with pytest.raises(NotFound, match="There is no such page"):
        made("K7QF2M")


def test_a_poster_comes_from_the_page_and_the_command_line(app, token, runner, tmp_path):
    reader = signed_in(app, "reader")
    shown = reader.get("/staff/improvement/actions/pages").text
    assert f"http://127.0.0.1:8000/d/{token}" in shown
    query = {"size": "A4", "languages": ["en", "ur"]}

    answer = reader.get(f"/staff/improvement/actions/pages/{token}/poster.pdf", query_string=query)
    done = runner("action", "poster", "Rose House", "-o", str(tmp_path / "poster.pdf"))

    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert f"own-words-you-said-we-did-{token}-A4.pdf" in answer.headers["Content-Disposition"]
    assert (done.exit_code, (tmp_path / "poster.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    nothing = runner("action", "poster", "Oak View", "-o", str(tmp_path / "no.pdf"))
    assert (nothing.exit_code, nothing.stderr) == (
        *(1, "Error: Nothing was published for this service yet. Publish an action first.\n"),
    )
