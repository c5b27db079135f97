"""What is said in public: drafts, signatures, the English that changes, and what is refused."""

import uuid

import pytest

from app.extensions import db
from app.improvement.actions import operations
from app.improvement.actions.plans import ActionFeedback
from app.improvement.actions.publishing import service_page_of, service_pages, subject_of
from app.improvement.actions.queries import get_action
from app.improvement.publication.operations import publish, sign, withdraw, write
from app.improvement.publication.queries import sheet_of
from app.improvement.publication.sheets import Standing
from app.kernel.errors import Conflict, NotFound, Refused
from tests.actions import HEARD_ON
from tests.comments import comment
from tests.staff import recorded

TEXTS = {"said": "You miss food from home.", "did": "We cook it."}


def standings(action, *languages):
    sheet = sheet_of(action.id)
    return [sheet.standing(language).value for language in languages]


def test_words_are_a_draft_until_somebody_signs_them_off(actions):
    action = actions.done()
    assert standings(action, "en") == ["missing"]
    actions.word(action, is_signed=False)
    assert standings(action, "en") == ["draft"]
    actions.sign(action, by="  Amina   Yusuf ")

    words = sheet_of(action.id).words["en"]
    assert (standings(action, "en"), words.signed_by) == (["signed"], "Amina Yusuf")
    assert recorded("wording-written", "wording-signed") == [
        ("command line", "wording-written", str(action.id), {"language": "en"}),
        (
            *("command line", "wording-signed", str(action.id)),
            {"language": "en", "by": "Amina Yusuf"},
        ),
    ]


def test_a_change_of_the_english_puts_every_translation_out_of_date(actions):
    action = actions.published("cy", "ur")
    assert standings(action, "en", "cy", "ur") == ["signed"] * 3

    actions.word(action, did="We cook it twice a week.", is_signed=False)
    assert standings(action, "en", "cy", "ur") == ["draft", "out of date", "out of date"]
    actions.sign(action)
    assert sheet_of(action.id).in_language("cy").language == "en"
    with pytest.raises(Refused, match="The English changed since the Welsh was written"):
        actions.sign(action, "cy")

    actions.word(action, "cy")
    assert standings(action, "en", "cy", "ur") == ["signed", "signed", "out of date"]
    assert sheet_of(action.id).in_language("cy").language == "cy"


def test_saving_the_same_words_again_keeps_the_signature(actions):
    action = actions.published("cy")

    actions.word(action, is_signed=False)
    actions.word(action, "cy", is_signed=False)

    assert standings(action, "en", "cy") == ["signed", "signed"]


def test_nobody_signs_words_that_they_did_not_see(actions):
    action = actions.done()
    actions.word(action, is_signed=False)
    seen = sheet_of(action.id).words["en"].seen
    actions.word(action, did="We do something else.", is_signed=False)

    with pytest.raises(Conflict, match="Somebody changed these words meanwhile"):
        sign(subject_of(action.id), language="en", seen=seen, by="Amina Yusuf")


def test_a_signature_has_a_name_and_words(actions):
    action = actions.done()
    with pytest.raises(NotFound, match="There is no wording in this language yet"):
        sign(subject_of(action.id), language="en", seen="", by="Amina Yusuf")
    actions.word(action, is_signed=False)
    with pytest.raises(Refused, match="Who signs it off is missing"):
        actions.sign(action, by=" ")


def test_a_translation_comes_after_the_english(actions):
    with pytest.raises(Refused, match="Write the English first"):
        actions.word(actions.done(), "cy")


@pytest.mark.parametrize("state", ["heard", "decided"])
def test_what_is_neither_done_nor_declined_is_not_signed_off_nor_published(actions, state):
    action = getattr(actions, state)()
    actions.word(action, is_signed=False)

    with pytest.raises(Refused, match="Only what is done, or declined with a reason"):
        actions.sign(action)
    with pytest.raises(Refused, match="Only what is done, or declined with a reason"):
        publish(subject_of(action.id))


def test_nothing_is_published_that_nobody_signed_off(actions):
    action = actions.done()
    for prepare in (lambda: None, lambda: actions.word(action, is_signed=False)):
        prepare()
        with pytest.raises(Refused, match="The English is not signed off"):
            publish(subject_of(action.id))


def test_opening_again_withdraws_and_takes_every_signature_off(actions):
    action = actions.published("cy")

    operations.reopen(action_id=action.id, reason="The cook left.", actor="a@example.org")

    assert (action.published_at, standings(action, "en", "cy")) == (None, ["draft", "draft"])


def test_other_services_are_another_page_so_that_it_is_withdrawn(actions):
    action = actions.published()
    heard = ActionFeedback(
        action.heard, services=(actions.oak,), themes=("food",), heard_on=HEARD_ON
    )

    operations.edit_action(action_id=action.id, heard=heard, actor="a@example.org")

    assert (action.published_at, standings(action, "en")) == (None, ["signed"])


def test_publishing_and_withdrawing_are_recorded_once(actions):
    action = actions.published()
    for _ in range(2):
        withdraw(subject_of(action.id))

    assert get_action(action.id).published_at is None
    assert [entry[1] for entry in recorded("action-published", "action-withdrawn")] == [
        *("action-published", "action-withdrawn")
    ]


def test_each_service_has_one_address_for_good(actions):
    actions.published()
    [(token, service)] = service_pages()
    assert (len(token), service.name) == (6, "Rose House")
    with pytest.raises(NotFound, match="Nothing was published for this service yet"):
        service_page_of(actions.oak)

    actions.published(services=())

    assert [(service.name) for _, service in service_pages()] == ["Oak View", "Rose House"]
    assert service_page_of(actions.rose) == token


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"said": " "}, "You said is missing. Type it."),
        ({"did": "a" * 5_000}, "We did, or why not is 5000 characters long. Use at most 1000."),
        ({"said": "Three people miss food."}, "“Three people” counts fewer than 10 people"),
        ({"said": "2 of you miss food."}, "“2 of you” counts fewer than 10 people"),
        ({"said": "One Somali resident fasts."}, "“One Somali resident” counts fewer than 10"),
        (
            {"did": "We moved the lady in room 12."},
            "We did, or why not holds what may be a personal detail: room number.",
        ),
        ({"did": "Call 01632 960001."}, "holds what may be a personal detail: phone number."),
    ],
)
def test_words_that_cannot_be_told_are_refused(actions, more, problem):
    action = actions.done()

    with pytest.raises(Refused) as refused:
        write(subject_of(action.id), language="en", texts={**TEXTS, **more})

    assert problem in str(refused.value)
    assert standings(action, "en") == ["missing"]


def test_a_language_is_one_that_there_is(actions):
    with pytest.raises(Refused, match="'klingon!' is no language"):
        write(subject_of(actions.done().id), language="klingon!", texts=TEXTS)


def test_ten_people_or_more_may_be_counted(actions):
    action = actions.done()

    actions.word(action, said="Of 42 people, most miss food. Ten people asked for rice.")

    assert standings(action, "en") == [Standing.SIGNED.value]


@pytest.mark.parametrize(
    "said",
    [
        "You said: nobody ever asks what my mother would like to eat on Fridays.",
        "NOBODY ever asks what my mother, would like to-day",
        "They mocked my green hijab",
        "You told us: “They mocked my green hijab”!",
    ],
)
def test_nothing_that_somebody_wrote_is_told_or_kept_as_heard(actions, said):
    comment("Nobody ever asks what my mother would like to eat, and it's cold.")
    comment("They mocked my green hijab.")

    action = actions.done(services=())

    with pytest.raises(Refused, match="is word for word what somebody wrote"):
        write(subject_of(action.id), language="en", texts={**TEXTS, "said": said})
    with pytest.raises(Refused, match="is word for word what somebody wrote"):
        operations.make_action(heard=ActionFeedback(said))


def test_a_summary_that_shares_words_with_comments_is_told(actions):
    comment("Nobody ever asks what my mother would like to eat, and it's cold.")
    comment("Cold food.")

    action = actions.done(services=())
    actions.word(action, said="Nobody ever asks. Cold food. What would my mother like?")

    assert standings(action, "en") == ["signed"]


def test_words_are_held_against_the_comments_on_its_own_services(actions):
    comment("Nobody ever asks what my mother would like to eat.")

    actions.heard(heard="Nobody ever asks what my mother would like to eat.")

    db.session.rollback()
    with pytest.raises(NotFound, match="There is no such action"):
        withdraw(subject_of(uuid.uuid4()))
