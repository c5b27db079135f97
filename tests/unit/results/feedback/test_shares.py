"""How the share of a theme may be said: estimated, at least, or as the machine found."""

import pytest

from app.disclosure import Released, figure, release_total
from app.results.feedback.shares import NOT_MEASURED, measured_in, theme_share
from app.statistics.prevalence import Readings

# 60 of 120 who spoke are found, and 4 of 280 who did not: sensitivity 50 %, specificity 99 %.
ENGLISH = Readings(60, 60, 4, 276)
ALIKE = Readings(10, 10, 1, 69)
BETTER = Readings(39, 1, 2, 58)


def found(count, base=1000):
    whole = release_total(base)
    assert isinstance(whole, Released)
    return figure(count, whole)


def said(share, readings, people, *, is_whole=True, theme="food", everybody=None):
    known = measured_in(readings, people, everybody or sum(people.values()), is_whole=is_whole)
    return str(theme_share(theme, share, known))


def test_without_a_sample_it_is_what_the_machine_found():
    assert str(theme_share("food", found(130), NOT_MEASURED)) == "13 % as the machine found"


def test_with_a_sample_it_is_an_estimate_with_its_interval():
    # (0.13 - 0.0137) / (0.52 + 0.9863 - 1), where one in 25 was read: sensitivity 0.04 + 0.96 / 2.
    assert said(found(130), {"en": ENGLISH}, {"en": 10_000}) == "estimate 23 %, likely 17–29 %"


def test_fewer_than_fifty_read_correct_nothing():
    few = Readings(12, 12, 0, 25)
    assert said(found(130), {"en": few}, {"en": 10_000}) == "13 % as the machine found"
    assert said(found(600), {"en": few}, {"en": 10_000}) == "at least 60 %"


def test_what_says_too_little_corrects_nothing():
    hardly = Readings(8, 92, 0, 400)
    assert said(found(130), {"en": hardly}, {"en": 10_000}) == "at least 13 %"


def test_languages_that_were_not_read_leave_it_at_what_was_found():
    people = {"en": 890, "ur": 110}
    assert said(found(130), {"en": ENGLISH}, people) == "13 % as the machine found"
    assert said(found(130), {"en": ENGLISH}, {"en": 900, "ur": 100}).startswith("estimate")
    # Languages of fewer than ten are hidden, and count for those that were not read.
    assert said(found(130), {"en": ENGLISH}, {"en": 890}, everybody=1000) == (
        "13 % as the machine found"
    )


def test_each_language_counts_by_its_people():
    people = {"en": 20_000, "cy": 20_000}
    # Fifty stand behind each read of the one, 200 of the other: sensitivity 10,861 of 14,000,
    # specificity 25,406 of 26,000, and (0.13 - 0.0228) / (0.7758 - 0.0228).
    assert (
        said(found(130), {"en": ENGLISH, "cy": BETTER}, people) == "estimate 14 %, likely 10–18 %"
    )


@pytest.mark.parametrize(
    ("readings", "people", "words"),
    [
        ({"en": ENGLISH, "cy": ALIKE}, {"en": 10_000, "cy": 1_000}, "estimate"),
        ({"en": ENGLISH, "cy": BETTER}, {"en": 10_000, "cy": 1_000}, "13 % as the machine found"),
        # More than one in ten was read, and it is not known how many of those are of this service.
        ({"en": ENGLISH}, {"en": 3_999}, "at least"),
    ],
)
def test_of_one_service_or_period_only_what_holds_whatever_its_languages(readings, people, words):
    assert said(found(130), readings, people, is_whole=False).startswith(words)


def test_a_theme_of_ones_own_is_said_by_people_alone():
    assert said(found(130), {}, {}, theme="own_1") == "at least 13 %"
