"""Loading a survey from its YAML file and its catalogues, with every fault in them."""

from pathlib import Path

from app.surveys.catalogues.owners import survey_files
from app.surveys.catalogues.shelf import Shelf
from app.surveys.definition import Survey
from app.surveys.faults import DefinitionFaults, Fault, FaultList
from app.surveys.reading.fields import mapping_or_fault
from app.surveys.reading.nodes import read_tree
from app.surveys.reading.survey import SurveyReader

__all__ = ["DefinitionFaults", "Fault", "load_survey", "survey_files"]


def load_survey(path: Path) -> Survey:
    """The survey defined by the file at ``path``, the fragments it uses and their catalogues.

    Raises DefinitionFaults with everything that is wrong, and nothing else for bad content.
    """
    faults = FaultList()
    node = mapping_or_fault(read_tree(path), "the survey", faults)
    faults.raise_any()
    assert node is not None  # noqa: S101 - a fault was raised otherwise; this tells the checker.
    survey = SurveyReader(node, path, Shelf(faults), faults).read()
    faults.raise_any()
    return survey
