"""Loading a survey from its YAML file, with every fault in it."""

from pathlib import Path

from app.surveys.definition import Survey
from app.surveys.faults import DefinitionFaults, Fault, FaultList
from app.surveys.reading.fields import mapping_or_fault
from app.surveys.reading.nodes import read_tree
from app.surveys.reading.survey import SurveyReader

__all__ = ["DefinitionFaults", "Fault", "load_survey"]


def load_survey(path: Path) -> Survey:
    """The survey defined by the file at ``path`` and the fragments it uses.

    Raises DefinitionFaults with everything that is wrong, and nothing else for bad content.
    """
    faults = FaultList()
    node = mapping_or_fault(read_tree(path), "the survey", faults)
    faults.raise_any()
    assert node is not None  # noqa: S101 - a fault was raised otherwise; this tells the checker.
    survey = SurveyReader(node, path, faults).read()
    faults.raise_any()
    return survey
