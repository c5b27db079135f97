"""Importing and editing frameworks, theme maps and crosswalks, all as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.administration.accounts.operations import record
from app.collection.links.audiences import AUDIENCES
from app.comments.machine.engine.themes import theme_of
from app.comments.queue.own_themes import all_themes
from app.evidence.frameworks.definition import Crosswalk, Framework, Status, ThemeMap
from app.evidence.frameworks.documents import Document, DocumentFaults, read_document, read_json
from app.evidence.frameworks.library import (
    FRAMEWORK,
    THEMES,
    Library,
    key_of,
    map_document,
    with_places,
)
from app.evidence.frameworks.models import FrameworkDocument
from app.evidence.frameworks.queries import library
from app.extensions import db
from app.kernel.clock import today
from app.kernel.errors import Conflict, NotFound

MAY_CHANGE: Final = ("status", "effectiveFrom", "effectiveTo", "statusVerified", "note")
"""What may change of a framework that is no draft any more."""


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `is_new` is False where the very same was there."""

    kind: str
    name: str
    is_new: bool


def check_document(*, content: bytes, name: str) -> Document:
    """What a file says, without keeping it.

    Raises:
        DocumentFaults: with everything that is wrong with it.
    """
    return _checked(read_json(content, name), name, library())


def import_document(*, content: bytes, name: str, actor: str) -> ImportResult:
    """Keep a framework, theme map or crosswalk, from now on in place of the one of that name.

    Raises:
        DocumentFaults: with everything that is wrong with it.
        Conflict: when that version of a framework is live with other statements.
    """
    document = read_json(content, name)
    known = library()
    found = _checked(document, name, known)
    key = key_of(found)
    before = known.documents.get(key)
    if before == document:
        return ImportResult(*key, is_new=False)
    if key[0] == FRAMEWORK and before is not None:
        _refuse_changed_statements(key[1], before, document)
    _save(key, document, actor)
    return ImportResult(*key, is_new=True)


def place(*, framework: str, kind: str, name: str, places: Iterable[str], actor: str) -> None:
    """Say to which statements a theme, a measure or a kind of activity belongs.

    Args:
        framework: its id.
        kind: `themes`, `measures` or `acts`.
        name: the theme, measure or kind of activity.
        places: ids of statements; none for nowhere.
        actor: who says so.

    Raises:
        NotFound: when there is no such framework or kind.
        DocumentFaults: when there is no such theme or statement.
    """
    known = library()
    if kind not in (THEMES, "measures", "acts"):
        raise NotFound("There is no such kind. Choose themes, measures or acts.")
    now_mapped = known.theme_map(known.named(framework, today()))
    changed = map_document(with_places(now_mapped, kind, name, sorted(set(places))))
    changed["author"] = actor
    _checked(changed, framework, known)
    _save((THEMES, framework), changed, actor)


def _save(key: tuple[str, str], document: Mapping[str, Any], actor: str) -> None:
    kind, name = key
    db.session.add(FrameworkDocument(kind=kind, name=name, document=dict(document), by=actor))
    record(actor=actor, action=f"{kind}-saved", subject=name)


def _checked(document: Any, name: str, known: Library) -> Document:
    found = read_document(document, name)
    faults: list[str] = []
    match found:
        case ThemeMap():
            faults = [*_wrong_places(found, known), *_wrong_names(found)]
        case Crosswalk():
            faults = list(_wrong_links(found, known))
        case Framework():
            pass
    if faults:
        raise DocumentFaults(f"{name}: {fault}" for fault in faults)
    return found


def _wrong_places(found: ThemeMap, known: Library) -> Iterable[str]:
    places = known.place_ids(found.framework)
    if not places:
        yield f"framework: there is no framework '{found.framework}'. Import it first."
        return
    for kind in (THEMES, "measures", "acts"):
        for name, named in getattr(found, kind).items():
            for each in named:
                if each not in places:
                    yield f"{kind}.{name}: {found.framework} has no statement '{each[:60]}'."


def _wrong_names(found: ThemeMap) -> Iterable[str]:
    themes = all_themes()
    for name in found.themes:
        theme, _, audience = name.partition("@")
        if theme_of(theme) not in themes or theme_of(theme) != theme:
            yield f"themes.{name[:60]}: there is no theme of this code. Use one of the page Themes."
        if audience and audience not in AUDIENCES:
            yield f"themes.{name[:60]}: after @ write one of: {', '.join(AUDIENCES)}."


def _wrong_links(found: Crosswalk, known: Library) -> Iterable[str]:
    for side, framework, ids in (
        ("from", found.origin, [each.origin for each in found.links]),
        ("to", found.target, [each.target for each in found.links]),
    ):
        places = known.place_ids(framework)
        if not places:
            yield f"{side}Framework: there is no framework '{framework}'. Import it first."
            continue
        for number, each in enumerate(ids, start=1):
            if each not in places:
                yield f"links[{number}].{side}: {framework} has no statement '{each[:60]}'."


def _refuse_changed_statements(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """What packs were made against stays as it was; a draft may still change."""
    if before.get("status") == Status.DRAFT:
        return
    for key in sorted({*before, *after} - set(MAY_CHANGE)):
        if before.get(key) != after.get(key):
            raise Conflict(
                f"{name} is {before.get('status')}, and packs may rest on it, so its '{key}' "
                f"cannot change. Give the new text another version. What may change: "
                f"{', '.join(MAY_CHANGE)}."
            )
