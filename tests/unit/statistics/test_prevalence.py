"""Corrected shares: worked by hand, and held against years whose true shares are known."""

import numpy as np
import pytest

from app.statistics.intervals import wilson
from app.statistics.prevalence import (
    Accuracy,
    Rate,
    Readings,
    adjusted,
    are_alike,
    is_no_overcount,
    measured,
)

HALF = Accuracy(Rate(0.5, 40), Rate(0.95, 100))

LANGUAGES = {
    # true share, sensitivity, specificity, people, people read blind
    "en": (0.35, 0.40, 0.97, 6000, 150),
    "cy": (0.30, 0.75, 0.95, 900, 70),
    "ur": (0.40, 0.60, 0.93, 1200, 70),
    "pl": (0.25, 0.70, 0.98, 700, 70),
}
YEARS = 400
EVERYBODY = sum(each[3] for each in LANGUAGES.values())


def close(*numbers):
    return pytest.approx(numbers, abs=5e-5)


def test_a_share_is_corrected_with_the_doubt_of_the_correction():
    # (30/200 + 0.95 - 1) / (0.5 + 0.95 - 1); Lang and Reiczigel's interval with found 0.156596,
    # sensitivity 21/42, specificity 96/102, centre 0.221617, shift 0.006889 and half 0.158266.
    found = adjusted(30, 200, HALF)
    assert (found.share, found.low, found.high) == close(0.222222, 0.070240, 0.386772)


def test_a_reader_who_never_errs_leaves_the_share_as_it_is():
    found = adjusted(30, 200, Accuracy(Rate(1.0, 10**9), Rate(1.0, 10**9)))
    # The interval is then Agresti and Coull's, 0.156596 ± 1.959964·√(0.156596·0.843404/203.8).
    assert (found.share, found.low, found.high) == close(0.15, 0.106706, 0.206486)


@pytest.mark.parametrize(
    ("count", "share"),
    # Fewer are found than false alarms alone would give; and more than if all had spoken.
    [(2, 0.0), (190, 1.0)],
)
def test_shares_stay_within_nothing_and_everything(count, share):
    found = adjusted(count, 200, HALF)
    assert found.share == share
    assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize(
    "accuracy",
    [
        Accuracy(Rate(0.15, 200), Rate(0.99, 400)),  # finds too little
        Accuracy(Rate(0.6, 200), Rate(0.5, 400)),  # finds it with too many who did not
        Accuracy(Rate(0.5, 10), Rate(0.8, 12)),  # may as well be chance
        Accuracy(Rate(0.2, 50), Rate(0.5, 50)),  # worse than chance
    ],
)
def test_a_reader_who_says_too_little_corrects_nothing(accuracy):
    assert adjusted(60, 200, accuracy) is None


def test_nobody_has_no_share_and_nonsense_is_refused():
    assert adjusted(0, 0, HALF) is None
    with pytest.raises(ValueError, match="not a proportion"):
        adjusted(3, 2, HALF)


def test_groups_count_by_their_people_and_those_read_by_what_the_person_says():
    # Ten stand behind each read of the first group, two behind each of the second. Sensitivity:
    # (40 + 9·20 + 15 + 1·12) of 430, on 430² / (100·40 + 4·15) people; specificity likewise.
    found = measured([(Readings(20, 20, 5, 55), 1000), (Readings(12, 3, 1, 34), 100)])
    assert (found.sensitivity.share, found.sensitivity.of) == close(247 / 430, 184900 / 4060)
    assert (found.specificity.share, found.specificity.of) == close(624 / 670, 448900 / 6140)


def test_where_everybody_was_read_nothing_is_counted_with_an_error():
    found = measured([(Readings(20, 20, 5, 55), 100)])
    assert (found.sensitivity.share, found.specificity.share) == (1.0, 1.0)


@pytest.mark.parametrize(
    "readings", [Readings(0, 0, 5, 55), Readings(30, 30, 0, 0), Readings(0, 0, 0, 0)]
)
def test_without_any_who_spoke_or_any_who_did_not_nothing_is_measured(readings):
    assert measured([(readings, 1000)]) is None
    assert measured([]) is None


def test_groups_are_alike_unless_an_interval_says_otherwise():
    english, welsh = Readings(20, 20, 3, 97), Readings(24, 20, 2, 60)
    assert are_alike([english])
    assert are_alike([english, welsh])
    assert not are_alike([english, Readings(38, 2, 2, 60)])  # finds more of those who spoke
    assert not are_alike([english, Readings(20, 20, 20, 60)])  # and more of those who did not


@pytest.mark.parametrize(
    ("count", "accuracy", "is_surely"),
    [
        # At worst 6 in 100 false alarms and 62 in 100 found: (0.3 - 0.06) / 0.56 is over 0.3.
        (60, Accuracy(Rate(0.45, 40), Rate(0.99, 120)), True),
        # With 2 in 100 found to speak of it, nearly all of them may be false alarms.
        (4, Accuracy(Rate(0.45, 40), Rate(0.99, 120)), False),
        # Thirty who did not speak of it are too few to know that there are no false alarms.
        (20, Accuracy(Rate(0.45, 10), Rate(1.0, 30)), False),
        (60, Accuracy(Rate(0.1, 40), Rate(0.5, 40)), False),
    ],
)
def test_at_least_is_said_only_where_false_alarms_cannot_carry_it(count, accuracy, is_surely):
    assert is_no_overcount(count, 200, accuracy) is is_surely
    assert not is_no_overcount(0, 0, accuracy)


def a_year(rng, share, sensitivity, specificity, people, read):
    """What is counted in one language, and what was read blind: those read count as they are."""
    spoke = rng.random(people) < share
    found = rng.random(people) < np.where(spoke, sensitivity, 1 - specificity)
    seen = rng.permutation(people)[:read]
    in_both, by_person, by_machine = (
        int((one[seen] & other[seen]).sum())
        for one, other in ((spoke, found), (spoke, ~found), (~spoke, found))
    )
    counted = int(found.sum()) - by_machine + by_person
    neither = read - in_both - by_person - by_machine
    return counted, Readings(in_both, by_person, by_machine, neither)


def years_of_all(rng):
    """What is counted in each language and in all together, of how many, and what was read."""
    years = {name: a_year(rng, *each) for name, each in LANGUAGES.items()}
    groups = {name: (years[name][1], LANGUAGES[name][3]) for name in years}
    cuts = {name: (years[name][0], groups[name][1], [groups[name]]) for name in years}
    return cuts | {"all": (sum(n for n, _ in years.values()), EVERYBODY, list(groups.values()))}


def test_intervals_cover_the_truth_of_simulated_years_and_uncorrected_ones_do_not():
    rng = np.random.default_rng(20261130)
    truths = {name: each[0] for name, each in LANGUAGES.items()}
    truths["all"] = sum(each[0] * each[3] for each in LANGUAGES.values()) / EVERYBODY
    corrected, covered, uncorrected = (dict.fromkeys(truths, 0) for _ in range(3))
    for _ in range(YEARS):
        for name, (count, base, groups) in years_of_all(rng).items():
            found, plain = adjusted(count, base, measured(groups)), wilson(count, base)
            uncorrected[name] += plain.low <= truths[name] <= plain.high
            if found:
                corrected[name] += 1
                covered[name] += found.low <= truths[name] <= found.high
    assert min(corrected.values()) > 0.97 * YEARS
    shares = {name: round(covered[name] / corrected[name], 3) for name in truths}
    assert {name: share for name, share in shares.items() if not 0.93 <= share <= 0.995} == {}
    assert {name: n / YEARS for name, n in uncorrected.items() if n / YEARS > 0.7} == {}
