"""Forms and categories: paired the same in both directions, whoever numbered the forms."""

import gettext

import pytest
from babel import localedata

from app.kernel.localised import cldr_locale, plural_categories
from app.surveys.catalogues.plurals import HEADER, NoPluralForms, categories_of, plural_forms

LANGUAGES = sorted({each.split("_")[0] for each in localedata.locale_identifiers()} - {"root"})
WELSH = "nplurals=6; plural=n==0 ? {} : n==1 ? {} : n==2 ? {} : n==3 ? {} : n==6 ? {} : {};"


def test_every_language_that_cldr_knows_is_numbered_as_gettext_counts():
    for language in LANGUAGES:
        header = plural_forms(language)
        form_of = gettext.c2py(HEADER.fullmatch(header)["rule"])
        categories = plural_categories(language)
        plural_form = cldr_locale(language).plural_form
        for number in (*range(250), 1_000, 1_000_000):
            said = (language, number, categories[form_of(number)])
            assert said == (language, number, plural_form(number))
        # A header that is equal but written otherwise is asked for its numbers.
        assert (language, categories_of(f" {header}", language)) == (language, categories)


def test_forms_in_another_order_keep_their_categories():
    order = ("zero", "one", "two", "few", "many", "other")
    assert categories_of(WELSH.format(0, 1, 2, 3, 4, 5), "cy") == order
    turned = ("other", "many", "few", "two", "one", "zero")
    assert categories_of(WELSH.format(5, 4, 3, 2, 1, 0), "cy") == turned


def test_forms_for_fractions_alone_may_be_left_out():
    polish = (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    )
    assert categories_of(polish, "pl") == ("one", "few", "many")
    assert plural_categories("pl") == ("one", "few", "many", "other")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=6",
        "nplurals=0; plural=0;",
        "nplurals=99; plural=0;",
        "nplurals=2; plural=n!=1;",
        # The four forms that Welsh catalogues of other projects often have.
        "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
        "nplurals=6; plural=n%0;",
        "nplurals=6; plural=__import__('os');",
        WELSH.format(0, 1, 2, 3, 4, 6),
        WELSH.format(0, 1, 2, 3, 4, 4),
    ],
)
def test_a_rule_that_parts_numbers_otherwise_is_refused(header):
    with pytest.raises(NoPluralForms):
        categories_of(header, "cy")
