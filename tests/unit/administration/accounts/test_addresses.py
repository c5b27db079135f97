"""Addresses: one way to write each, so that no two accounts look the same."""

import pytest

from app.administration.accounts.addresses import checked_address
from app.kernel.errors import Refused


@pytest.mark.parametrize(
    "written",
    [
        "anna@example.org",
        " Anna@Example.ORG\n",
        "anna@example.org\u200b",
        "\ufeffan\u00adna@example.org",
        "\u202eanna@example.org\u202c",
        "ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
        "𝐚𝐧𝐧𝐚@example.org",
        "an\u2060na@exam\ufe0fple.org\u3164",
        "anna@example.org\u00a0",
        "anna@example.org\x00",
    ],
)
def test_what_looks_the_same_is_the_same(written):
    assert checked_address(written) == "anna@example.org"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "\u0430nna@example.org",
            "'\u0430nna@example.org' holds '\u0430', which could be taken for other letters. "
            "Use an address in the letters a to z.",
        ),
        ("nobody", "'nobody' is not an e-mail address such as name@example.org."),
        ("a b@example.org", "'a b@example.org' is not an e-mail address such as name@example.org."),
        ("a@b", "'a@b' is not an e-mail address such as name@example.org."),
        ("", "'' is not an e-mail address such as name@example.org."),
    ],
)
def test_what_could_be_taken_for_another_is_refused(written, message):
    with pytest.raises(Refused) as refused:
        checked_address(written)
    assert str(refused.value) == message


def test_usual_addresses_pass():
    usual = ("o'brien@example.co.uk", "a.b+c_d-e@xn--bcher-kva.example", "1@2.example")
    assert tuple(checked_address(each) for each in usual) == usual
