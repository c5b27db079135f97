"""Faults of options: codes and labels that stand twice, scales of the wrong length."""

from collections.abc import Iterable, Mapping, Sequence

from app.kernel.localised import MissingTranslation, is_easy_read
from app.surveys.faults import FaultList, Place
from app.surveys.parts import Kind, Option

SCALE_LENGTHS = (5, 3)

Located = Sequence[tuple[Option, Place]]


def check_codes(options: Located, label: str, faults: FaultList) -> None:
    """Each code once in a set, the non-substantive included."""
    seen: dict[str, Place] = {}
    for option, place in options:
        if option.code in seen:
            first = seen[option.code].line
            message = f"code '{option.code}' stands twice in {label} (first on line {first})"
            faults.add(place, message + "; give each option its own code")
        else:
            seen[option.code] = place


def check_labels(options: Located, label: str, locales: Iterable[str], faults: FaultList) -> None:
    """No two options of a set that read the same in one locale."""
    for locale in locales:
        seen: dict[str, Option] = {}
        for option, place in options:
            wording = _label(option, locale)
            if wording is None:
                continue
            other = seen.setdefault(wording.casefold().strip(), option)
            own = locale in option.text.values or locale in other.text.values
            if other.code != option.code and (own or not is_easy_read(locale)):
                message = f"'{other.code}' and '{option.code}' of {label} read the same in {locale}"
                faults.add(place, f"{message} ('{wording}'); make them differ")


def check_number_of_options(
    kind: Kind, points: int | None, count: int, label: str, place: Place, faults: FaultList
) -> None:
    """A scale has as many options as points, and a choice something to choose between.

    ``count`` leaves out the non-substantive options.
    """
    if kind is Kind.RATING and points in SCALE_LENGTHS and count != points:
        message = f"{label} is a scale of {points} points, but has {count} options"
        faults.add(place, message + "; use an option set of that length or change 'points'")
    elif kind is not Kind.RATING and count < (1 if kind is Kind.MULTIPLE_CHOICE else 2):
        faults.add(place, f"{label} has too few options ({count}); add what can be chosen")


def check_exclusive(
    kind: Kind, options: Iterable[tuple[Option, Place]], label: str, faults: FaultList
) -> None:
    """``exclusive`` means something only where several options can be chosen."""
    if kind is Kind.MULTIPLE_CHOICE:
        return
    for option, place in options:
        if option.exclusive:
            message = f"option '{option.code}' is exclusive, but {label} is {kind.value}"
            faults.add(place, message + "; remove 'exclusive' or make it multiple_choice")


def _label(option: Option, locale: str) -> str | None:
    try:
        wording = option.text.wording(locale)
    except MissingTranslation:
        return None
    return None if isinstance(wording, Mapping) else wording
