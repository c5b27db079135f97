"""What the pages about frameworks need, put together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.collection.links.audiences import AUDIENCES
from app.collection.publishing.queries import all_current
from app.comments.machine.engine.themes import theme_of
from app.comments.queue.own_themes import all_themes
from app.evidence.frameworks.definition import (
    ACTIVITY_KINDS,
    Crosswalk,
    Framework,
    KeyQuestion,
    Statement,
    ThemeMap,
)
from app.evidence.frameworks.library import (
    CROSSWALK,
    FRAMEWORK,
    NOBODY,
    THEMES,
    Key,
    Library,
    as_json,
    disagreements,
    map_document,
)
from app.evidence.frameworks.queries import library
from app.kernel.clock import today
from app.kernel.errors import NotFound
from app.surveys.definition import Survey
from app.surveys.parts import Question

ACTIVITY_NAMES = {
    "training": "Training",
    "audit": "Audits",
    "partnership": "Partnerships",
    "event": "Events",
    "policy": "Policies",
    "action": "Actions",
}


@dataclass(frozen=True)
class SurveyQuestion:
    """A question of a published survey: which survey, its words, and its theme's name."""

    survey: str
    question: str
    theme: str


@dataclass(frozen=True)
class MappedPlace:
    """A place of a framework and what belongs there, in words."""

    place: Statement
    belongs: tuple[str, ...]
    is_unsure: bool


@dataclass(frozen=True)
class FrameworkPage:
    """A framework and what hangs on it. `mapped_by` is empty where nothing is mapped yet."""

    framework: Framework
    standing: str
    questions: tuple[tuple[KeyQuestion, tuple[MappedPlace, ...]], ...]
    theme_map: ThemeMap
    mapped_by: str
    entries: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    unmapped: tuple[str, ...]
    unmapped_questions: tuple[SurveyQuestion, ...]
    unknown_themes: tuple[SurveyQuestion, ...]
    crosswalks: tuple[tuple[Crosswalk, tuple[tuple[str, str, str], ...]], ...]
    disagreements: tuple[str, ...]
    documents: tuple[Key, ...]


def framework_page(reference: str) -> FrameworkPage:
    """One framework.

    Raises:
        NotFound: when there is none.
    """
    known = library()
    framework = known.named(reference, today())
    theme_map = known.theme_map(framework)
    names = all_themes()
    current = all_current()
    return FrameworkPage(
        framework=framework,
        standing=framework.standing(today()),
        questions=tuple(
            (each, tuple(_mapped(place, theme_map, names) for place in _named(each)))
            for each in framework.key_questions
        ),
        theme_map=theme_map,
        mapped_by="" if theme_map.author == NOBODY else theme_map.author,
        entries=tuple(_entries(theme_map, framework, names)),
        unmapped=tuple(name for code, name in names.items() if not _is_mapped(theme_map, code)),
        unmapped_questions=tuple(unmapped_questions(current, theme_map, names)),
        unknown_themes=tuple(unknown_themes(current, names)),
        crosswalks=tuple(
            (each, tuple(_links(each, known))) for each in known.crosswalks_of(framework.id)
        ),
        disagreements=tuple(_disagreements(known, framework)),
        documents=tuple(_documents(known, framework)),
    )


def document_text(kind: str, name: str) -> str:
    """A document as JSON to read and edit; a map that is carried over reads as one's own.

    Raises:
        NotFound: when there is none.
    """
    known = library()
    found: Mapping[str, Any] | None = known.documents.get((kind, name))
    if found is None and kind == THEMES:
        found = map_document(known.theme_map(known.named(name, today())))
    if found is None:
        raise NotFound("There is no such document.")
    return as_json(found)


def unmapped_questions(
    surveys: Iterable[Survey], theme_map: ThemeMap, names: Mapping[str, str]
) -> Iterator[SurveyQuestion]:
    """Questions about a theme or measure that belong to no place of a framework yet."""
    for survey, question in _about_something(surveys):
        if not places_of(question, survey.audience, theme_map):
            theme = theme_of(question.theme or "")
            yield _asked(survey, question, names.get(theme, theme))


def unknown_themes(surveys: Iterable[Survey], names: Mapping[str, str]) -> Iterator[SurveyQuestion]:
    """Questions whose theme is none that comments are sorted by."""
    for survey, question in _about_something(surveys):
        if question.theme and theme_of(question.theme) not in names:
            yield _asked(survey, question, question.theme)


def places_of(question: Question, audience: str, theme_map: ThemeMap) -> tuple[str, ...]:
    """Where the answers to a question belong."""
    return theme_map.places(
        theme=theme_of(question.theme or ""), audience=audience, measure=question.measure or ""
    )


def _about_something(surveys: Iterable[Survey]) -> Iterator[tuple[Survey, Question]]:
    for survey in surveys:
        for question in survey.questions:
            is_closed = question.is_answerable and not question.is_text
            if is_closed and (question.theme or question.measure):
                yield survey, question


def _asked(survey: Survey, question: Question, theme: str) -> SurveyQuestion:
    first = survey.languages[0]
    return SurveyQuestion(survey.title.in_locale(first), _words(question), theme)


def _words(question: Question) -> str:
    locales = question.text.locales
    wanted = next((each for each in locales if each.startswith("en")), next(iter(locales)))
    return question.text.in_locale(wanted, count=1)


def _named(question: KeyQuestion) -> tuple[Statement, ...]:
    return tuple(place for place in question.places if place.label is not None)


def _mapped(place: Statement, theme_map: ThemeMap, names: Mapping[str, str]) -> MappedPlace:
    return MappedPlace(
        place,
        tuple(
            called
            for kind, name, called, places in _all_entries(theme_map, names)
            if place.id in places
        ),
        place.id in theme_map.unsure,
    )


def _all_entries(
    theme_map: ThemeMap, names: Mapping[str, str]
) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Kind, name, what it is called, and places."""
    for name, places in theme_map.themes.items():
        yield "themes", name, theme_name(name, names), places
    for name, places in theme_map.measures.items():
        yield "measures", name, f"Measure “{name.replace('_', ' ')}”", places
    for name, places in theme_map.acts.items():
        yield "acts", name, ACTIVITY_NAMES[name], places


def theme_name(name: str, names: Mapping[str, str]) -> str:
    """A theme in words, with the audience for which it holds."""
    theme, _, audience = name.partition("@")
    called = names.get(theme, theme)
    return f"{called} ({AUDIENCES.get(audience, audience)} only)" if audience else called


def _entries(
    theme_map: ThemeMap, framework: Framework, names: Mapping[str, str]
) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Everything that can be mapped, with the names of the places where it belongs now."""
    known = {(kind, name) for kind, name, _, _ in _all_entries(theme_map, names)}
    yield from (
        (kind, name, called, _labels(places, framework))
        for kind, name, called, places in _all_entries(theme_map, names)
    )
    yield from (
        ("themes", code, name, ()) for code, name in names.items() if ("themes", code) not in known
    )
    yield from (
        ("acts", kind, ACTIVITY_NAMES[kind], ())
        for kind in ACTIVITY_KINDS
        if ("acts", kind) not in known
    )


def _labels(places: Iterable[str], framework: Framework) -> tuple[str, ...]:
    return tuple(framework.by_id[each].label or "" for each in places if each in framework.by_id)


def _is_mapped(theme_map: ThemeMap, theme: str) -> bool:
    return any(
        places and name.partition("@")[0] == theme for name, places in theme_map.themes.items()
    )


def _links(crosswalk: Crosswalk, known: Library) -> Iterator[tuple[str, str, str]]:
    ours = known.named(crosswalk.origin, today()).by_id
    others = known.named(crosswalk.target, today()).by_id
    for link in crosswalk.links:
        here, there = ours.get(link.origin), others.get(link.target)
        if here is not None and there is not None:
            yield here.label or "", str(link.strength), there.label or ""


def _disagreements(known: Library, framework: Framework) -> Iterator[str]:
    for crosswalk in known.crosswalks_of(framework.id):
        other = known.named(crosswalk.target, today())
        found = disagreements(crosswalk, known.theme_map(framework), known.theme_map(other))
        for here, there in found:
            (name,) = _labels([here], framework) or (here,)
            (other_name,) = _labels([there], other) or (there,)
            yield (
                f"“{name}” is said to be the same as “{other_name}” of {other.name}, but other "
                "themes or measures belong there. Map the same to both, or call the link partial."
            )


def _documents(known: Library, framework: Framework) -> Iterator[Key]:
    yield FRAMEWORK, framework.reference
    yield THEMES, framework.id
    for kind, name in known.documents:
        if kind == CROSSWALK and framework.id in name.split("--"):
            yield kind, name


@dataclass(frozen=True)
class PlacesPage:
    """Where one theme, measure or kind of activity belongs, to be changed."""

    framework: Framework
    kind: str
    name: str
    called: str
    chosen: frozenset[str]


def places_page(reference: str, kind: str, name: str) -> PlacesPage:
    """Where something belongs in a framework.

    Raises:
        NotFound: when there is no such framework, kind or theme.
    """
    known = library()
    framework = known.named(reference, today())
    theme_map = known.theme_map(framework)
    names = all_themes()
    for entry in _entries(theme_map, framework, names):
        if entry[:2] == (kind, name):
            chosen = getattr(theme_map, kind).get(name, ())
            return PlacesPage(framework, kind, name, entry[2], frozenset(chosen))
    raise NotFound("There is no such theme, measure or kind of activity.")
