"""The column of our own."""

from app.surveys.xlsform.own import in_columns, own_words


def test_words_that_do_not_fit_into_one_cell_stand_in_several(monkeypatch):
    monkeypatch.setattr("app.surveys.xlsform.own.MOST", 6)
    row = in_columns('{"a": "b  c d"}')
    # No cell begins or ends with a space, which programs take away.
    assert list(row.values()) == ['{"a"', ': "', "b  c d", '"}']
    assert list(row) == ["own_words", "own_words_2", "own_words_3", "own_words_4"]
    assert own_words(row, "settings") == {"a": "b  c d"}
