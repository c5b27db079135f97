"""All frameworks on one page, and how much belongs to each."""

from dataclasses import dataclass

from app.evidence.frameworks.definition import Framework, ThemeMap
from app.evidence.frameworks.queries import library
from app.kernel.clock import today


@dataclass(frozen=True)
class FrameworkRow:
    """One framework in the list."""

    framework: Framework
    standing: str
    mapped: int

    @property
    def places(self) -> int:
        """How many places for evidence have a name."""
        return len(self.framework.places)


def framework_list() -> tuple[FrameworkRow, ...]:
    """Every framework, those in force before drafts."""
    known, day = library(), today()
    return tuple(
        FrameworkRow(
            each,
            each.standing(day),
            len(_used(known.theme_map(each)) & each.by_id.keys()),
        )
        for each in known.frameworks
    )


def _used(theme_map: ThemeMap) -> set[str]:
    entries = (theme_map.themes, theme_map.measures, theme_map.acts)
    return {place for each in entries for places in each.values() for place in places}
