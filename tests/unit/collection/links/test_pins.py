"""The PIN of a shared tablet, held to the vector that the page's script is held to."""

import json
from pathlib import Path

import pytest

from app.collection.links.pins import PinCheck, pin_check

VECTORS = json.loads(
    (Path(__file__).parents[3] / "vectors" / "pins.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS)
def test_the_page_is_given_what_the_script_is_held_to(vector: dict[str, object]) -> None:
    pin = str(vector.pop("pin"))
    check = PinCheck(**vector)
    assert pin_check(pin, salt=check.salt) == check
