"""From a JSON document to a framework, a theme map or a crosswalk, with every fault in it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias, TypeVar

from app.evidence.frameworks.definition import (
    ACTIVITY_KINDS,
    Crosswalk,
    CrosswalkLink,
    EvidenceCategory,
    Framework,
    KeyQuestion,
    SourceQuotation,
    Statement,
    Status,
    Strength,
    ThemeMap,
)
from app.kernel.days import day_of_text
from app.kernel.errors import Refused
from app.kernel.storable import REFUSAL, first_unstorable

Document: TypeAlias = Framework | ThemeMap | Crosswalk
T = TypeVar("T")

ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,39}")
CATEGORIES: Final = ("people", "staff", "partners", "observation", "processes", "outcomes")
TEXT_LIMIT: Final = 1000
LARGEST: Final = 1_000_000
FRAMEWORK_KEYS: Final = frozenset(
    {
        *("id", "version", "jurisdiction", "regulator", "name", "status", "effectiveFrom"),
        *("effectiveTo", "note", "statusVerified", "ratingScale", "evidenceCategories"),
        *("principles", "quotations", "introduction", "packsAlsoTell", "keyQuestions"),
    }
)


class DocumentFaults(Refused):
    """A document cannot be used; each line says where, what, and what to do."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


def read_json(content: bytes, name: str, *, largest: int = LARGEST) -> Any:
    """The JSON of a file of at most so many bytes.

    Raises:
        DocumentFaults: when it is none, and in which line.
    """
    if len(content) > largest:
        size = largest // 1_000_000
        raise DocumentFaults([f"{name}: the file is larger than {size} MB. Cut it down."])
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DocumentFaults([f"{name}: this is not text in UTF-8. Save it as UTF-8."]) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise DocumentFaults([f"{name}: {where}: this is not JSON ({error.msg}). Mend it."]) from (
            error
        )
    except RecursionError:
        raise DocumentFaults([f"{name}: lists stand in lists too deeply. Mend it."]) from None
    except ValueError:
        raise DocumentFaults([f"{name}: a number has too many digits. Mend it."]) from None
    if first_unstorable(found) is not None:
        raise DocumentFaults([f"{name}: {REFUSAL}"])
    return found


def read_document(document: Any, name: str) -> Document:
    """What a document says, distinguished by what stands in it.

    Raises:
        DocumentFaults: with everything that is wrong with it.
    """
    reader = _DocumentReader(name)
    if not isinstance(document, dict):
        raise DocumentFaults([f"{name}: the whole must be an object in braces."])
    if "keyQuestions" in document or "status" in document:
        return reader.checked(reader.framework(document))
    if "themes" in document:
        return reader.checked(reader.theme_map(document))
    if "links" in document:
        return reader.checked(reader.crosswalk(document))
    raise DocumentFaults(
        [
            f"{name}: this is no framework (it would have 'keyQuestions'), theme map ('themes') "
            "or crosswalk ('links'). Choose another file."
        ]
    )


class _DocumentReader:
    """Reads the parts of a document and gathers what is wrong; what is wrong reads as empty."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[str] = []

    def checked(self, found: T) -> T:
        if self.faults:
            raise DocumentFaults(self.faults)
        return found

    def fault(self, where: str, what: str) -> None:
        self.faults.append(f"{self.name}: {where}: {what}")

    def framework(self, document: Mapping[str, Any]) -> Framework:
        self._unknown(document, FRAMEWORK_KEYS, "the framework")
        status = self._one_of(document, "status", list(Status), "the framework") or Status.DRAFT
        begins, ends = self._day(document, "effectiveFrom"), self._day(document, "effectiveTo")
        if begins and ends and begins > ends:
            self.fault("effectiveTo", "it ends before it begins. Turn the two days round.")
        questions = self._each(document, "keyQuestions", self._key_question)
        if not questions:
            self.fault("keyQuestions", "there is none. Name at least one heading.")
        found = Framework(
            id=self._id(document, "id", "the framework"),
            version=self._id(document, "version", "the framework", VERSION),
            name=self._text(document, "name", "the framework", is_needed=True),
            jurisdiction=self._text(document, "jurisdiction", "the framework"),
            regulator=self._text(document, "regulator", "the framework"),
            status=Status(status),
            effective_from=begins,
            effective_to=ends,
            note=self._text(document, "note", "the framework"),
            status_checked=self._text(document, "statusVerified", "the framework"),
            categories=self._each(document, "evidenceCategories", self._category),
            principles=self._texts(document, "principles", "the framework"),
            quotations=self._each(document, "quotations", self._quotation),
            introduction=self._texts(document, "introduction", "the framework"),
            beside=self._texts(document, "packsAlsoTell", "the framework"),
            key_questions=questions,
        )
        self._check_whole(found)
        return found

    def theme_map(self, document: Mapping[str, Any]) -> ThemeMap:
        keys = {"framework", "author", "note", "themes", "measures", "acts"}
        self._unknown(document, keys, "the theme map")
        acts = self._places_by(document, "acts")
        for kind in set(acts) - set(ACTIVITY_KINDS):
            self.fault(f"acts.{kind}", f"there is no such kind. Use: {', '.join(ACTIVITY_KINDS)}.")
        return ThemeMap(
            framework=self._id(document, "framework", "the theme map"),
            author=self._text(document, "author", "the theme map", is_needed=True),
            note=self._text(document, "note", "the theme map"),
            themes=self._places_by(document, "themes"),
            measures=self._places_by(document, "measures"),
            acts=acts,
        )

    def crosswalk(self, document: Mapping[str, Any]) -> Crosswalk:
        keys = {"fromFramework", "toFramework", "links", "author", "date", "note"}
        self._unknown(document, keys, "the crosswalk")
        day = self._day(document, "date")
        if day is None:
            self.fault("date", "the day on which somebody judged is missing, as 2026-11-26.")
        return Crosswalk(
            origin=self._id(document, "fromFramework", "the crosswalk"),
            target=self._id(document, "toFramework", "the crosswalk"),
            links=self._each(document, "links", self._link),
            author=self._text(document, "author", "the crosswalk", is_needed=True),
            on=day or date.min,
            note=self._text(document, "note", "the crosswalk"),
        )

    def _key_question(self, each: Mapping[str, Any], where: str) -> KeyQuestion:
        self._unknown(each, {"id", "label", "statements"}, where)
        return KeyQuestion(
            id=self._id(each, "id", where),
            label=self._text(each, "label", where, is_needed=True),
            statements=self._each(each, "statements", self._statement, within=where),
        )

    def _statement(self, each: Mapping[str, Any], where: str) -> Statement:
        known = {"id", "label", "summary", "regulations", "culturalRelevance", "nameSource"}
        self._unknown(each, known, where)
        relevance = each.get("culturalRelevance", 0)
        if relevance not in (0, 1, 2) or isinstance(relevance, bool):
            self.fault(f"{where}.culturalRelevance", "write 0, 1 or 2.")
            relevance = 0
        return Statement(
            id=self._id(each, "id", where),
            label=None if each.get("label") is None else self._text(each, "label", where),
            summary=self._text(each, "summary", where),
            regulations=self._texts(each, "regulations", where),
            relevance=relevance,
        )

    def _category(self, each: Mapping[str, Any], where: str) -> EvidenceCategory:
        category_id = self._one_of(each, "id", CATEGORIES, where) or ""
        return EvidenceCategory(category_id, self._text(each, "label", where, is_needed=True))

    def _quotation(self, each: Mapping[str, Any], where: str) -> SourceQuotation:
        text = self._text(each, "text", where, is_needed=True)
        return SourceQuotation(text, self._text(each, "source", where, is_needed=True))

    def _link(self, each: Mapping[str, Any], where: str) -> CrosswalkLink:
        strength = self._one_of(each, "strength", list(Strength), where) or Strength.RELATED
        origin, target = self._id(each, "from", where), self._id(each, "to", where)
        return CrosswalkLink(origin, target, Strength(strength))

    def _check_whole(self, found: Framework) -> None:
        ids = [place.id for each in found.key_questions for place in each.places]
        for twice in sorted({each for each in ids if ids.count(each) > 1}):
            self.fault(twice, "this id stands twice. Give each statement an id of its own.")
        if found.status is not Status.DRAFT and found.unnamed:
            self.fault(
                "keyQuestions",
                f"{found.unnamed} statements have no label. Name them, or set the status to draft.",
            )
        kinds = [each.id for each in found.categories]
        if len(set(kinds)) < len(kinds):
            self.fault("evidenceCategories", "one stands twice. Leave one out.")

    def _places_by(self, document: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
        value = document.get(key) or {}
        if not isinstance(value, dict):
            self.fault(key, "write an object: each name with a list of statements.")
            return {}
        return {name: self._texts(value, name, key) for name in value}

    def _each(
        self,
        document: Mapping[str, Any],
        key: str,
        read: Callable[[Mapping[str, Any], str], T],
        within: str = "",
    ) -> tuple[T, ...]:
        """A list of objects, each read by itself; a missing list or null is an empty one."""
        value = document.get(key) or []
        place = f"{within}.{key}" if within else key
        if not isinstance(value, list):
            self.fault(place, "write a list in square brackets.")
            return ()
        found = []
        for number, each in enumerate(value, start=1):
            if isinstance(each, dict):
                found.append(read(each, f"{place}[{number}]"))
            else:
                self.fault(f"{place}[{number}]", "write an object in braces.")
        return tuple(found)

    def _text(
        self, document: Mapping[str, Any], key: str, where: str, *, is_needed: bool = False
    ) -> str:
        value = document.get(key)
        if value is None or value == "":
            if is_needed:
                self.fault(where, f"'{key}' is missing. Add it.")
            return ""
        if not isinstance(value, str) or len(value) > TEXT_LIMIT:
            self.fault(f"{where}.{key}", f"write a text of at most {TEXT_LIMIT} characters.")
            return ""
        return " ".join(value.split())

    def _texts(self, document: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = document.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(f"{where}.{key}", "write a list of texts.")
            return ()
        return tuple(value)

    def _id(
        self,
        document: Mapping[str, Any],
        key: str,
        where: str,
        pattern: re.Pattern[str] = ID,
    ) -> str:
        value = document.get(key)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.fault(
                where, f"'{key}' must be letters, digits and hyphens, such as listening-involving."
            )
            return ""
        return value

    def _one_of(
        self, document: Mapping[str, Any], key: str, known: Iterable[str], where: str
    ) -> str | None:
        value = document.get(key)
        names = [str(each) for each in known]
        if value not in names:
            self.fault(where, f"'{key}' must be one of: {', '.join(names)}.")
            return None
        return str(value)

    def _day(self, document: Mapping[str, Any], key: str) -> date | None:
        value = document.get(key)
        if value is None:
            return None
        day = day_of_text(value) if isinstance(value, str) else None
        if day is None:
            self.fault(key, "write a day as 2026-11-26, or null.")
        return day

    def _unknown(self, document: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in sorted(set(document) - set(known)):
            self.fault(where, f"'{key[:40]}' is not known. Is it a slip of the pen?")
