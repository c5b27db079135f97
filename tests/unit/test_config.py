"""Settings: read from the environment, refused loudly."""

from pathlib import Path

import pytest

from app import create_app
from app.config import ADDRESS_ADVICE, SECRET_ADVICE, SERVED_PORT, Settings, load_settings
from app.kernel.errors import Refused


def test_the_database_is_a_file_in_the_data_folder_unless_one_is_set(tmp_path):
    assert Settings(data=tmp_path).database == f"sqlite:///{tmp_path / 'own-words.sqlite'}"


def test_an_empty_setting_is_no_setting(monkeypatch):
    monkeypatch.setenv("OWNWORDS_DATA", "")
    assert load_settings().data.name == "instance"


@pytest.mark.parametrize(
    "written", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"]
)
def test_a_postgresql_address_may_be_written_in_any_usual_way(written):
    assert Settings(database_url=written).database == "postgresql+psycopg://h/d"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("RECEIVE_LIMIT", "lots", "must be 'off' or two whole numbers such as '120/600'"),
        ("BASE_URL", "fb.example.org", ADDRESS_ADVICE),
        ("BASE_URL", "https://fb.example.org/survey", ADDRESS_ADVICE),
        ("BASE_URL", "https://fb.example.org?x=1", ADDRESS_ADVICE),
        ("BASE_URL", "https://me:secret@fb.example.org", ADDRESS_ADVICE),
        ("SECRET_KEY", "x", f"must be {SECRET_ADVICE}"),
        ("SECRET_KEY", "ab" * 20, f"must be {SECRET_ADVICE}"),
        (
            "TRUSTED_PROXIES",
            "the front",
            "must be addresses or networks such as '127.0.0.1, 10.0.0.0/8'",
        ),
        ("OFFLINE", "maybe", "must be 'on' or 'off'"),
        ("NATION", "Britain", "must be one of: England, Wales, Scotland, Northern Ireland"),
        ("METRICS_TOKEN", "open", f"must be {SECRET_ADVICE}"),
        ("DATABASE_URL", "mysql://h/d", "must start with 'sqlite:///' or 'postgresql://'"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(monkeypatch, name, value, message):
    monkeypatch.setenv(f"OWNWORDS_{name}", value)
    with pytest.raises(Refused) as refused:
        load_settings()
    assert str(refused.value) == f"OWNWORDS_{name}: {message}"


def test_all_settings_that_make_no_sense_are_named_together():
    with pytest.raises(Refused) as refused:
        Settings(offline="x", smtp_url="smtp://h")
    assert str(refused.value) == (
        "OWNWORDS_OFFLINE: must be 'on' or 'off'\n"
        "OWNWORDS_MAIL_FROM: must be set to an e-mail address"
    )


@pytest.mark.parametrize(
    ("written", "is_on"),
    [("off", False), ("No", False), ("0", False), ("on", True), ("TRUE", True)],
)
def test_devices_keep_surveys_unless_that_is_switched_off(monkeypatch, written, is_on):
    monkeypatch.setenv("OWNWORDS_OFFLINE", written)
    assert load_settings().offline is is_on


def test_folders_are_read_as_paths(monkeypatch, tmp_path):
    monkeypatch.setenv("OWNWORDS_DATA", str(tmp_path))
    monkeypatch.setenv("OWNWORDS_MODEL", "model")
    settings = load_settings()
    assert (settings.data, settings.model) == (tmp_path, Path("model"))
    assert Settings().model is None


@pytest.mark.parametrize(("written", "rate"), [("off", None), ("120/600", (2.0, 600))])
def test_the_receive_limit_is_a_rate_and_a_burst(written, rate):
    assert Settings(receive_limit=written).receive_rate == rate


def test_the_signing_key_is_made_once_and_kept_from_other_people(tmp_path):
    first = Settings(data=tmp_path).signing_key()
    assert Settings(data=tmp_path).signing_key() == first
    assert len(first) > 40
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("stored", ["", "\n", "x", " " * 60, "short secret", "0" * 64])
def test_a_kept_secret_that_could_be_guessed_is_refused_at_the_start(tmp_path, stored):
    (tmp_path / "secret-key").write_text(stored, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        create_app(Settings(data=tmp_path))
    assert str(refused.value) == (
        f"The secret in {tmp_path / 'secret-key'} is empty or could be guessed, so anybody could "
        f"sign in. It must be {SECRET_ADVICE}. Put the file back from your backup, or delete it: "
        "a new one is made, and staff sign in again."
    )


@pytest.mark.parametrize(
    ("set_port", "served_at", "address"),
    [
        (None, None, "http://127.0.0.1:8000"),
        (None, "8111", "http://127.0.0.1:8111"),
        ("9000", "8111", "http://127.0.0.1:9000"),
    ],
)
def test_without_a_public_address_links_say_where_it_is_served(
    tmp_path, monkeypatch, set_port, served_at, address
):
    monkeypatch.delenv("PORT", raising=False)
    if set_port:
        monkeypatch.setenv("PORT", set_port)
    if served_at:
        (tmp_path / SERVED_PORT).write_text(served_at)
    assert Settings(data=tmp_path).base_url == address


def test_a_setting_that_has_another_name_now_is_refused_by_both(monkeypatch):
    monkeypatch.setenv("OWNWORDS_TRANSFORMER", "/models/mine")
    with pytest.raises(Refused, match="OWNWORDS_TRANSFORMER has become OWNWORDS_MODEL"):
        load_settings()
