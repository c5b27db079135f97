"""Where the page is that answered a post, once what it said is kept no longer."""

import pytest

from app.web.pages import address_again

COMMENT = "/staff/comments/6d5e1a1c-3f0f-4d8e-9a43-0c7a3b1f5a10"


@pytest.mark.parametrize(
    ("posted", "again"),
    [
        ("/staff/sign-in", "/staff/sign-in"),
        ("/staff/administration/organisation", "/staff/administration/organisation"),
        (f"{COMMENT}/decide", COMMENT),
        (f"{COMMENT}/quote/withdraw", COMMENT),
        ("/staff/improvement/trends/limits", "/staff/improvement/trends"),
        ("/staff/results/surveys/tiny/export/raw", "/staff/results/surveys/tiny/export"),
        ("/staff/nothing/at/all", "/staff/nothing"),
    ],
)
def test_it_is_the_page_itself_or_the_one_above(app, posted, again):
    with app.test_request_context(posted, method="POST"):
        assert address_again() == again
