"""Partners on the screen of staff and on the page for everybody: accessible and narrow."""

import pytest

LIST = "/staff/improvement/partners"


def in_order(page, axe, width):
    """That nothing on a page is out of reach or too wide."""
    assert (page.url, axe(page)) == (page.url, [])
    assert (page.url, page.evaluate("document.documentElement.scrollWidth")) == (page.url, width)


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_of_a_partner_has_accessibility_faults(new_context, axe, server, sign_in, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    sign_in(page)
    for path in (LIST, f"{LIST}/new"):
        page.goto(path)
        in_order(page, axe, width)
    page.goto(LIST)
    page.get_by_role("link", name="Quayside temple kitchen (made up)").click()
    in_order(page, axe, width)
    here = page.url
    links = page.get_by_role("main").get_by_role("link").evaluate_all("all => all.map(a => a.href)")
    own = [each for each in links if LIST in each]
    assert len(own) >= 8
    for path in (here, *own):
        page.goto(path)
        in_order(page, axe, width)
    page.goto(here)
    address = page.get_by_role("link", name="Their public page").get_attribute("href")
    for language in ("en", "cy", "ur"):
        page.goto(f"{address}/{language}")
        in_order(page, axe, width)
        assert page.evaluate("document.documentElement.lang") == language
