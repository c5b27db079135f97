"""The card: every figure with its interval, and nothing left out."""

from app.comments.machine.engine.themes import THEMES
from app.comments.machine.training.card import card, figure, local_card, percent
from app.comments.machine.training.year import LANGUAGES

SHARES = ("macro_f1", "accuracy", "polar", "sign_flips", "sure_flips", "coverage_95", "sure",
    "sure_right", "f1", "precision", "recall", "micro_f1", "whole_f1", "whole_accuracy", "direct",
    "indirect", "false_alarms", "near")  # fmt: skip
EACH = {
    **dict.fromkeys(SHARES, 0.5),
    "intervals": dict.fromkeys(SHARES, [0.4, 0.65]),
    "n": 40, "units": 7, "threshold": 0.8, "is_care": True, "themes": 3,
}  # fmt: skip
TRAINED = {
    "version": "2026.11.30-0123abcd", "encoder": "f" * 64, "is_tuned": True,
    "kinds": {"own": EACH}, "languages": {"cy": EACH}, "public": {"pl": EACH},
    "training": [{"kind": "own", "language": "cy", "trained": 9, "measured": 2}],
}  # fmt: skip
THEME = {"n": 20, "f1": 0.6, "assign": 0.4, "intervals": {"f1": [0.5, 0.7]}}
YEAR = {"corrected": 0.7, "within": 0.97, "within_uncorrected": 0.11, "off": 0.02,
    "off_uncorrected": 0.09}  # fmt: skip
SHIPPED = TRAINED | {
    "bundled": "a" * 64,
    "themes": {"en": dict.fromkeys(THEMES, THEME), "other": dict.fromkeys(THEMES, THEME)},
    "theme_languages": {"cy": EACH}, "good_theme": 0.55, "clinic_themes": EACH, "signal": EACH,
    "feelings": {"all": EACH, "clinic": EACH, "cy": EACH},
    "left_out": {"writers_unknown": EACH, "clinic_third": EACH},
    "year": {
        "years": 200,
        "languages": dict.fromkeys(LANGUAGES, YEAR),
        "one": [{"language": "cy", "theme": "food", "truth": 0.2, "found": 0.1,
            "estimate": [0.21, 0.12, 0.32], "is_within": True}],
    },
    "speed": {"words": 20.5, "ms": 41.0, "loading_s": 1.2, "megabytes": 574},
}  # fmt: skip


def test_a_figure_has_its_interval():
    assert figure(EACH, "f1") == "0.50 (0.40–0.65)"
    assert percent(EACH, "sure", 1) == "50.0 % (40.0–65.0)"


def test_the_card_of_what_ships_tells_all_that_was_measured():
    written = card(SHIPPED)
    for line in (
        "| made-up care comments, written for this | 40 | 0.500 (0.400–0.650) |",
        "writers that are held out from the encoder too | 7 | 40 | 0.500 (0.400–0.650) |",
        "| Welsh | 900 | 150 | 70 % | 97.0 % | 11.0 % | 2.0 | 9.0 |",
        "| Welsh | Food | 20.0 % | 10.0 % | 21.0 % (12.0 to 32.0) | yes |",
        "A comment of 20.5 words takes 41.0 ms",
        "| clinics | 40 | 0.50 (0.40–0.65) |",
        "alike, is 0.500 (0.400–0.650).",
    ):
        assert line in written


def test_the_card_of_what_was_trained_for_an_installed_encoder_says_what_it_may_do():
    written = local_card(TRAINED)
    assert "The upper half of its layers was tuned" in written
    assert "| Welsh | yes | 40 | 0.50 (0.40–0.65) |" in written
    assert "cannot be tuned" in local_card(TRAINED | {"is_tuned": False})
