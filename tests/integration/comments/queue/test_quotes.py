"""Words for reports: approved by a person, taken back by any, and never of harm."""

import pytest

from app.collection.links.models import Link
from app.comments.queue import corrections
from app.comments.queue.decisions import Assessment, decide
from app.comments.queue.models import Quote
from app.comments.queue.quoted import ApprovedQuote, approved_quotes
from app.comments.queue.quotes import all_quotes, approve_quote, withdraw_quote
from app.comments.queue.speaking import translate
from app.extensions import db
from app.kernel.errors import NotFound, Refused
from tests.comments import comment, people, reading, reads, theme
from tests.counting import counted_statements
from tests.staff import recorded, signed_in, user

TEA = "Dilys in room 4 brings cold tea.\nIt is always late. Ring 07700 900123."
URDU = "چائے ہمیشہ ٹھنڈی ہوتی ہے"


@pytest.fixture
def amal(context):
    made = user("reader", name="Amal", email="amal@example.org")
    reads(made, languages=["ur"])
    return made


@pytest.fixture
def tea(amal):
    """A comment that was read, among ten others of its audience."""
    people(10)
    made = comment(TEA, is_read=True)
    reading(made, themes=[theme("food"), theme("staffing")])
    corrections.mask_names(comment_id=made.id, names=["Dilys"], reader=amal.id)
    return made


def approve(made, by, words, english="", *, is_safe=True):
    approve_quote(comment_id=made.id, words=words, english=english, is_safe=is_safe, reader=by.id)
    db.session.commit()


def printed(*, themes=None, service_ids=None, first_week="2026-W01", last_week="2026-W53"):
    return approved_quotes(
        themes=themes, service_ids=service_ids, first_week=first_week, last_week=last_week
    )


def test_what_is_printed_is_what_a_person_chose_without_details(tea, amal):
    approve(tea, amal, "[name] in [room number] brings cold tea. … always late.")
    assert printed() == [
        ApprovedQuote(
            "[name] in [room number] brings cold tea. … always late.", "en", None, "people", "food"
        )
    ]
    assert recorded("quote-approve") == [("amal@example.org", "quote-approve", str(tea.id), {})]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Dilys in room 4", "as it reads outside this page"),
        ("always late … cold tea", "as it reads outside this page"),
        ("warm tea", "as it reads outside this page"),
        (" … ", "Choose the words"),
        ("x" * 601, "at most 600"),
    ],
)
def test_other_words_than_those_that_may_be_seen_are_refused(tea, amal, words, said):
    with pytest.raises(Refused, match=said):
        approve(tea, amal, words)
    assert printed() == []


def test_nobody_approves_without_having_looked_who_could_be_told(tea, amal):
    with pytest.raises(Refused, match="Check whether"):
        approve(tea, amal, "cold tea", is_safe=False)


def test_a_comment_that_was_not_read_or_told_of_harm_is_never_quoted(amal):
    people(10)
    unread = comment(TEA)
    with pytest.raises(Refused, match="Decide first"):
        approve(unread, amal, "cold tea")
    slap = Assessment("safeguarding", "A slap", ["physical"])
    decide(comment_id=unread.id, found=slap, reader=amal.id)
    with pytest.raises(Refused, match="concern about harm"):
        approve(unread, amal, "cold tea")


def test_what_is_taken_for_harm_later_is_printed_no_more(tea, amal):
    approve(tea, amal, "cold tea")
    slap = Assessment("safeguarding", "A slap", ["physical"])
    decide(comment_id=tea.id, found=slap, reader=amal.id)
    assert printed() == []
    assert [each.is_used for each in all_quotes(amal.id)] == [False]


def test_another_language_needs_a_named_speakers_words(amal):
    people(10, language="ur")
    made = comment(URDU, locale="ur", is_read=True)
    reading(made, language="ur")
    with pytest.raises(Refused, match="Have it translated"):
        approve(made, amal, URDU, "The tea is always cold")
    translate(comment_id=made.id, english="The tea is always cold, says Rubina", reader=amal.id)
    corrections.mask_names(comment_id=made.id, names=["Rubina"], reader=amal.id)
    with pytest.raises(Refused, match="speaker's words"):
        approve(made, amal, URDU, "The tea was never warm")
    approve(made, amal, URDU, "The tea is always cold, says [name]")
    [quote] = printed()
    assert (quote.text, quote.language) == (URDU, "ur")
    assert quote.translation == "The tea is always cold, says [name]"
    assert db.session.query(Quote.translated_by).scalar() == "amal@example.org"


def test_a_language_of_few_is_not_named(amal):
    people(20)
    made = comment(URDU, locale="ur", is_read=True)
    reading(made, language="ur")
    translate(comment_id=made.id, english="The tea is always cold", reader=amal.id)
    approve(made, amal, URDU, "The tea is always cold")
    assert printed() == [ApprovedQuote("The tea is always cold", "", None, "people", "")]


def test_where_few_of_an_audience_wrote_nothing_is_printed(amal):
    people(8)
    made = comment(TEA, is_read=True)
    reading(made)
    approve(made, amal, "cold tea")
    assert printed() == []
    people(1)
    assert len(printed()) == 1


def test_a_name_that_is_marked_later_is_masked_in_a_quote_too(tea, amal):
    approve(tea, amal, "brings cold tea")
    corrections.mask_names(comment_id=tea.id, names=["Dilys", "cold tea"], reader=amal.id)
    assert [quote.text for quote in printed()] == ["brings [name]"]
    assert [each.words for each in all_quotes(amal.id)] == ["brings [name]"]


def test_it_is_taken_back_or_replaced_and_who_did_it_stays(tea, amal):
    approve(tea, amal, "cold tea")
    approve(tea, amal, "always late")
    assert [quote.text for quote in printed()] == ["always late"]
    withdraw_quote(comment_id=tea.id, reader=amal.id)
    assert printed() == []
    assert [row.withdrawn_by for row in db.session.query(Quote)] == ["amal@example.org"] * 2
    with pytest.raises(NotFound):
        withdraw_quote(comment_id=tea.id, reader=amal.id)


def test_services_weeks_and_themes_bound_it(tea, amal):
    approve(tea, amal, "cold tea")
    here = db.session.get(Link, "K7QF2M").service_id
    other = amal.id
    assert len(printed(service_ids=[here], first_week="2026-W40", last_week="2026-W40")) == 1
    assert printed(service_ids=[other]) == []
    assert printed(first_week="2026-W41") == []
    assert printed(last_week="2026-W39") == []
    assert [quote.theme for quote in printed(themes=["staffing", "food"])] == ["staffing"]
    assert printed(themes=["safety"]) == []
    corrections.toggle_theme(comment_id=tea.id, theme="safety", reader=amal.id)
    assert [quote.theme for quote in printed(themes=["safety"])] == ["safety"]


def test_it_goes_with_its_comment(tea, amal):
    approve(tea, amal, "cold tea")
    db.session.delete(tea)
    db.session.commit()
    assert db.session.query(Quote).count() == 0


def test_the_number_of_statements_is_constant(tea, amal):
    approve(tea, amal, "cold tea")
    numbers = []
    for _ in range(2):
        made = comment(TEA, is_read=True)
        reading(made)
        approve(made, amal, "cold tea")
        with counted_statements() as statements:
            printed()
            all_quotes(amal.id)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_a_reader_approves_and_takes_back_on_the_pages(app, context):
    reader = signed_in(app, "reader")
    made = comment(TEA)
    path = f"/staff/comments/{made.id}"
    assert "Decide first what needs to happen" in reader.get(path).text
    reader.post(f"{path}/decide", data={"disposition": "quality", "reason": "Tea"})
    shown = reader.get(path).text
    assert "Dilys in [room number] brings cold tea" in shown
    assert reader.post(f"{path}/quote", data={"quote_words": "cold tea"}).status_code == 422
    kept = reader.post(f"{path}/quote", data={"quote_words": "hot tea", "is_safe": "y"})
    assert (kept.status_code, "hot tea" in kept.text) == (422, True)
    fields = {"quote_words": "cold tea", "is_safe": "y"}
    assert reader.post(f"{path}/quote", data=fields).location.endswith("#quote")
    assert "approved by reader@example.org" in reader.get("/staff/comments/quotes").text
    assert reader.post(f"{path}/quote/withdraw").status_code == 303
    assert reader.post(f"{path}/quote/withdraw").status_code == 404
    assert "No comment may be quoted yet" in reader.get("/staff/comments/quotes").text
