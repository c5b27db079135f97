"""What monitoring asks for."""

from tests.factories import link


def test_the_process_and_its_database_answer(client):
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_a_database_that_does_not_answer_makes_the_process_unready_but_alive(app, client, context):
    from app.extensions import db  # noqa: PLC0415 - only here

    db.session.execute(db.text("DROP TABLE survey_versions"))
    db.session.commit()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


def test_the_totals_are_given_to_monitoring(client, context):
    link()
    lines = client.get("/metrics").get_data(as_text=True).splitlines()
    assert {line for line in lines if not line.startswith("#")} == {
        "ownwords_responses 0.0",
        "ownwords_links 1.0",
        "ownwords_services 1.0",
        "ownwords_survey_versions 1.0",
    }
