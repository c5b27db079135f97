"""Publishing freezes a version for good."""

from datetime import date

import pytest

from app.collection.publishing.operations import frozen_hash, publish
from app.collection.publishing.queries import (
    all_current,
    current_version,
    published,
    published_versions,
)
from app.kernel.errors import Conflict
from app.surveys.parts import Kind, TranslationState
from tests.factories import question, survey, text


def test_a_published_version_reads_back_equal(context):
    tiny = survey()
    done = publish(survey=tiny)
    assert (done.survey_id, done.version, done.content_hash, done.is_new) == (
        "tiny", 1, frozen_hash(tiny), True,
    )  # fmt: skip
    assert published("tiny", 1) == tiny


def test_publishing_the_same_again_changes_nothing(context):
    publish(survey=survey())
    assert publish(survey=survey()).is_new is False
    assert len(published_versions("tiny")) == 1


def test_a_published_version_is_never_edited(context):
    publish(survey=survey())
    with pytest.raises(Conflict) as refused:
        publish(survey=survey(title=text("Another title")))
    assert str(refused.value) == (
        "tiny version 1 is already published with other content. A published version is never "
        "edited: put your change in tiny/2 as a new version."
    )


def test_a_question_never_changes_its_kind(context):
    publish(survey=survey(question("happy", Kind.YES_NO, "yes", "no")))
    with pytest.raises(Conflict) as refused:
        publish(survey=survey(question("happy", Kind.COMMENT), version=2))
    assert str(refused.value) == (
        "tiny version 2: question 'happy' is of kind comment, but was yes_no in version 1. "
        "Give the new question an id of its own."
    )


def test_the_newest_version_is_the_current_one(context):
    for version in (1, 3, 2):
        publish(survey=survey(version=version))
    publish(survey=survey(survey_id="other"))
    assert [each.version for each in published_versions("tiny")] == [3, 2, 1]
    assert current_version("tiny").version == 3
    assert [(each.id, each.version) for each in all_current()] == [("other", 1), ("tiny", 3)]


def test_what_was_never_published_is_not_there(context):
    assert (current_version("tiny"), published("tiny", 1), all_current()) == (None, None, [])


def test_a_translation_can_be_signed_off_after_publishing(context):
    publish(survey=survey())
    signed = {"cy": TranslationState("approved", "A. Speaker", date(2026, 11, 1))}
    assert publish(survey=survey(translations=signed)).is_new is False
    assert published("tiny", 1).translations == signed
    assert len(published_versions("tiny")) == 1
