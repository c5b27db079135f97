"""Evidence in a browser: every page and the file itself, from 320 px on, and by keyboard."""

import pytest
from playwright.sync_api import expect

from app.evidence.returns.periods import usual_period
from app.kernel.clock import today

PATIENCE_MS = 60_000
FRAMEWORKS = "/staff/evidence/frameworks"
PAGES = (
    "/staff/evidence",
    "/staff/evidence/verify",
    "/staff/evidence/return",
    "/staff/evidence/return?first=2026-13-01",
    f"/staff/evidence/return?period={usual_period(today())}",
    FRAMEWORKS,
    f"{FRAMEWORKS}/cqc-saf",
    f"{FRAMEWORKS}/cqc-asc",
    f"{FRAMEWORKS}/ciw",
    f"{FRAMEWORKS}/pamms/themes/food",
    f"{FRAMEWORKS}/import?kind=themes&name=cqc-saf",
)


@pytest.fixture
def manager(new_context, sign_in, demonstration):
    """A page on which the demonstration's admin is signed in."""

    def opened(width):
        page = new_context(viewport={"width": width, "height": 800}).new_page()
        sign_in(page)
        # A pack of a whole year takes seconds, and longer where much else runs.
        page.set_default_timeout(PATIENCE_MS)
        return page

    return opened


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def wider_than(page, width):
    """What reaches beyond the screen but tables and charts, which scroll within themselves."""
    return page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(each => each.getBoundingClientRect().right > width)
            .filter(each => !each.closest(".table, .chart"))
            .map(each => each.outerHTML.slice(0, 200))""",
        width,
    )


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_of_evidence_has_faults_or_scrolls_sideways(manager, axe, width):
    page = manager(width)
    for path in PAGES:
        page.goto(path)
        assert (path, axe(page)) == (path, [])
        assert (path, width_of(page)) == (path, width)


@pytest.mark.parametrize("width", [320, 1200])
def test_a_pack_is_chosen_seen_and_downloaded_as_a_page_of_its_own(manager, axe, width, tmp_path):
    page = manager(width)
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.get_by_role("button", name="Show the pack").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Evidence for CQC single assessment framework"
    )
    page.wait_for_load_state()
    assert axe(page) == []
    assert (wider_than(page, width), width_of(page)) == ([], width)
    page.get_by_role("link", name="Freedom to speak up").click()
    assert page.url.endswith("#s-cqc-saf-freedom-to-speak-up")
    with page.expect_download() as download:
        page.get_by_role("link", name="One page to keep or send").click()
    file = tmp_path / "pack.html"
    download.value.save_as(file)
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(page) == []
    assert width_of(page) == width


def test_a_pack_is_printed_without_what_is_for_the_screen(manager):
    page = manager(1200)
    page.goto("/staff/evidence")
    page.get_by_role("button", name="Show the pack").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="PDF")).to_be_hidden()
    expect(page.get_by_role("heading", name="Methods, and what is hidden and why")).to_be_visible()


def test_a_return_is_chosen_printed_and_downloaded(manager, tmp_path):
    page = manager(360)
    page.goto("/staff/evidence")
    rows = page.get_by_role("navigation", name="Pages here")
    rows.get_by_role("link", name="Provider quality return").click()
    page.get_by_role("button", name="Show the return").press("Enter")
    expect(page.get_by_role("heading", name="Numbers supported")).to_be_visible()
    # Each line stands by itself here; a screen reader still finds rows of a table.
    line = page.get_by_role("row").filter(has_text="Staff trained, %")
    expect(line.get_by_role("rowheader")).to_have_text("Staff trained, %")
    expect(line).to_contain_text("To be filled in by the provider.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Table for spreadsheets (CSV)").click()
    file = tmp_path / "return.csv"
    download.value.save_as(file)
    assert file.read_text(encoding="utf-8-sig").startswith("Part,Of what,What is asked,Answer,n,")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="PDF")).to_be_hidden()
    expect(page.get_by_role("heading", name="Equality breakdown")).to_be_visible()
