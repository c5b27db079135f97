"""How long things are kept, in days and words."""

from datetime import date

import pytest

from app.comments.retention.periods import WHAT_IS_KEPT, in_words, last_day_to_go, months_before
from app.config import KINDS_KEPT, Settings
from app.kernel.errors import Refused


def test_months_are_those_of_the_calendar():
    assert [months_before(date(2026, 3, 31), each) for each in (1, 12, 13, 27)] == [
        date(2026, 2, 28),
        date(2025, 3, 31),
        date(2025, 2, 28),
        date(2023, 12, 31),
    ]


def test_what_is_kept_for_ever_never_goes():
    kept = {"words": 12, "audit": None}
    assert last_day_to_go(kept, "words", date(2026, 12, 1)) == date(2025, 12, 1)
    assert last_day_to_go(kept, "audit", date(2026, 12, 1)) == date.min
    assert [in_words(each) for each in (None, 1, 12, 18, 96)] == [
        "for ever",
        "1 month",
        "1 year",
        "18 months",
        "8 years",
    ]


def test_the_setting_names_kinds_and_the_rest_stay_as_they_are(tmp_path):
    assert set(WHAT_IS_KEPT) == set(KINDS_KEPT)
    assert Settings(data=tmp_path).months_kept == KINDS_KEPT
    some = Settings(data=tmp_path, keep="words=6, audit=for ever").months_kept
    assert some == {**KINDS_KEPT, "words": 6, "audit": None}
    for wrong in ("words", "words=0", "words=-1", "words=1.5", "figures=12", "audit=9999"):
        with pytest.raises(Refused, match="OWNWORDS_KEEP: must name words, answers, complaints"):
            Settings(data=tmp_path, keep=wrong)
