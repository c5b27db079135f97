"""What each column of an export means, in words."""

from collections.abc import Iterator

from app.collection.responses.export.columns import Layout, plain

HEAD = ("version", "column", "question", "kind", "code", "label")


def codebook_rows(layout: Layout) -> Iterator[tuple[str, ...]]:
    """A row for each question and for each of its options, below a head."""
    yield HEAD
    for survey in layout.surveys:
        for columns in layout.questions_of(survey.version):
            question = columns.question
            text = plain(question.text, columns.language)
            start = (str(survey.version), columns.name, text, question.kind.value)
            yield (*start, "", "")
            for option in question.all_options:
                yield (*start, option.code, plain(option.text, columns.language))
