"""How well somebody is read of whom nothing was known: each writer, and each clinic, left out.

Heads are fitted again (`regression`, on the numbers of the tuned encoder along the axes on which
they differ most, in place of the shipped ones) without the writer or the clinic whose comments they
then read. The encoder itself stays: it was tuned on the comments that may train and are not held
out. So figures on writers who are held out are of comments that neither encoder nor heads had read
a word of; those on others flatter.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.comments.machine.engine.embedding import Floats
from app.comments.machine.engine.heads import SCALE
from app.comments.machine.training.doubt import Rows, with_intervals
from app.comments.machine.training.evaluation import Model, macro_f1, numbers_of
from app.comments.machine.training.examples import Example
from app.comments.machine.training.regression import Problem, left_out

RIDGE: Final = 1e-3
AXES: Final = 256
LEAST_SPREAD: Final = 1e-4
FORMS: Final = {
    "FFT Why?": "first",
    "How could we improve?": "first",
    "What was good?": "second",
    "What could we do better?": "second",
}
"""Which clinic asked: the comments name none, but each asks its own questions."""
OTHER_FORM: Final = "third"


def left_out_figures(model: Model, examples: list[Example]) -> dict[str, Any]:
    """Sentiment of made-up writers and of clinics' comments, each writer and clinic left out."""
    some = [each for each in examples if each.writer or each.kind == "clinic"]
    labels = np.array([each.sentiment for each in some])
    problem = Problem.of(_turned(numbers_of(model, some) * SCALE), labels, RIDGE)
    by_writer = _read(problem, some, lambda each: each.writer)
    by_form = _read(problem, some, _form)
    parts = {
        "writers": (by_writer, [bool(each.writer) for each in some]),
        "writers_unknown": (by_writer, [bool(each.writer) and each.is_held_out for each in some]),
    }
    for form in ("first", "second", OTHER_FORM):
        parts[f"clinic_{form}"] = (by_form, [_form(each) == form for each in some])
    parts["clinic_unknown"] = (by_form, [bool(_form(each)) and each.is_held_out for each in some])
    return {
        name: _figures(predicted, labels, some, np.flatnonzero(chosen))
        for name, (predicted, chosen) in parts.items()
        if any(chosen)
    }


def _turned(rows: Floats) -> Floats:
    """The rows along the axes on which they differ most; labels have no part in it."""
    middle = rows - rows.mean(axis=0)
    spread, axes = np.linalg.eigh(middle.T @ middle / len(rows))
    chosen = np.argsort(-spread)[:AXES]
    return np.asarray(middle @ axes[:, chosen[spread[chosen] > LEAST_SPREAD]], np.float32)


def _form(each: Example) -> str:
    return FORMS.get(each.question, OTHER_FORM) if each.kind == "clinic" else ""


def _read(
    problem: Problem, examples: list[Example], group: Callable[[Example], str]
) -> NDArray[np.int64]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row, each in enumerate(examples):
        if group(each):
            groups[group(each)].append(row)
    return left_out(problem, [np.array(rows) for rows in groups.values()]).argmax(axis=1)


def _figures(
    predicted: NDArray[np.int64], labels: NDArray[np.int64], examples: list[Example], rows: Rows
) -> dict[str, Any]:
    units = [examples[row].unit for row in rows]

    def measure(drawn: Rows) -> dict[str, float]:
        said, wanted = predicted[rows[drawn]], labels[rows[drawn]]
        return {"macro_f1": macro_f1(said, wanted), "accuracy": float((said == wanted).mean())}

    of = dict.fromkeys(("macro_f1", "accuracy"), float(len(rows)))
    return with_intervals(measure, units, of) | {"n": len(rows), "units": len(set(units))}
