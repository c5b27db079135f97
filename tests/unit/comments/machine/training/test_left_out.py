"""Writers and clinics are read by heads that never saw them."""

from dataclasses import replace

from app.comments.machine.training.evaluation import Model
from app.comments.machine.training.left_out import left_out_figures
from tests.engine import KnowsWords, heads
from tests.unit.comments.machine.training.test_shipping import EXAMPLE

SAID = ("cold", "fine", "kind")


def wrote(writer, *, kind="own", question="", is_held_out=False, turned=False):
    """Three comments of one writer, who may mean the opposite of what everybody else says."""
    return [
        replace(
            EXAMPLE,
            kind=kind,
            text=word,
            question=question,
            sentiment=2 - place if turned else place,
            writer=writer,
            is_held_out=is_held_out,
        )
        for place, word in enumerate(SAID)
    ]


def test_what_only_one_writer_means_is_not_known_of_them():
    examples = [each for number in range(8) for each in wrote(f"en-{number}")]
    examples += wrote("en-8", turned=True, is_held_out=True)
    found = left_out_figures(Model(KnowsWords(), heads()), examples)
    alone, everybody = found["writers_unknown"], found["writers"]
    assert (alone["n"], alone["units"], alone["accuracy"]) == (3, 1, 0.3333)
    assert (everybody["n"], everybody["units"]) == (27, 9)
    assert everybody["accuracy"] == round(25 / 27, 4)


def test_each_clinic_is_known_by_what_it_asked():
    examples = wrote("en-1") + wrote("en-2")
    for question in ("What was good?", "What could we do better?", "About the 111 service"):
        is_held_out = question == "What was good?"
        examples += wrote("", kind="clinic", question=question, is_held_out=is_held_out)
    found = left_out_figures(Model(KnowsWords(), heads()), examples)
    sizes = {name: each["n"] for name, each in found.items() if name.startswith("clinic")}
    assert sizes == {"clinic_second": 6, "clinic_third": 3, "clinic_unknown": 3}
    assert found["clinic_second"]["accuracy"] == 1.0
