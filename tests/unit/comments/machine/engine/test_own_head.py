"""An organisation's own head is kept only where a frozen fold is read better by it."""

import uuid

import numpy as np
import pytest

from app.comments.machine.engine.own_head import FEWEST, OwnHead, in_frozen_fold, train

IDS = [uuid.UUID(int=number) for number in range(200)]
LABELS = ["negative" if number % 2 else "positive" for number in range(200)]


def hidden():
    random = np.random.default_rng(1)
    rows = random.normal(0, 0.1, (200, 8)).astype(np.float32)
    rows[:, 0] = [1 if label == "negative" else -1 for label in LABELS]
    return rows


def test_it_learns_what_people_say_otherwise():
    wrong = np.tile(np.float32([0, 3, 0]), (200, 1))
    trial = train(IDS, hidden(), wrong, LABELS)
    assert (trial.is_better, trial.after) == (True, 1.0)
    assert trial.trained_on + trial.measured_on == 200
    assert trial.measured_on == sum(in_frozen_fold(each) for each in IDS)


def test_it_is_not_better_where_the_machine_was_right():
    right = np.array([[3, 0, 0] if label == "negative" else [0, 0, 3] for label in LABELS])
    assert not train(IDS, hidden(), right.astype(np.float32), LABELS).is_better


def test_few_corrections_train_nothing():
    with pytest.raises(ValueError, match="needs 50 corrections"):
        train(IDS[: FEWEST - 1], hidden()[:49], np.zeros((49, 3), np.float32), LABELS[:49])


def test_it_comes_back_as_it_was_stored():
    trial = train(IDS, hidden(), np.zeros((200, 3), np.float32), LABELS)
    again = OwnHead.unpacked(trial.head.packed())
    assert again.added(hidden()).tolist() == trial.head.added(hidden()).tolist()
