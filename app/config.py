"""Settings from the environment, read once, refused loudly when they make no sense.

Every default is valid for a real installation; nothing secret has a default. Each setting is in
the table of README.md, and a test keeps the two together.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

from app.kernel.errors import Refused
from app.kernel.files import written_once

PROJECT = Path(__file__).resolve().parent.parent
SECRET_LENGTH, SECRET_VARIETY = 32, 10
SECRET_ADVICE = (
    f"at least {SECRET_LENGTH} random characters, as `python3 -c 'import secrets; "
    "print(secrets.token_urlsafe(48))'` prints them"
)
LIMIT = re.compile(r"^(off|\d+/\d+)$")
NATIONS: Final = ("England", "Wales", "Scotland", "Northern Ireland")
SWITCHES: Final = {
    **dict.fromkeys(("on", "1", "true", "t", "yes", "y"), True),
    **dict.fromkeys(("off", "0", "false", "f", "no", "n"), False),
}


ADDRESS_ADVICE = (
    "must be an address such as 'https://fb.example.org': Own Words has a host name of its own, "
    "with no path, question mark or password"
)
KEY_FILE = "secret-key"
FOR_EVER: Final = "for ever"
KINDS_KEPT: Final = {"words": 12, "answers": 36, "complaints": 120, "safeguarding": 96, "audit": 72}
"""How many months each kind is kept where nothing is set."""
MOST_MONTHS: Final = 1200
PREFIX: Final = "OWNWORDS_"
FORMER: Final = {"TRANSFORMER": "MODEL"}
"""Names that settings had, and those that took their place."""
SERVED_PORT = "port"
"""The file in the data folder that says where it was served last, for what commands print."""


def _local_base_url(data: Path) -> str:
    stored = data / SERVED_PORT
    port = os.environ.get("PORT") or (
        stored.read_text("utf-8").strip() if stored.is_file() else "8000"
    )
    return f"http://127.0.0.1:{port}"


def _receive_limit(value: str) -> str:
    if not LIMIT.match(value):
        raise ValueError("must be 'off' or two whole numbers such as '120/600'")
    return value


def _base_url(value: str) -> str:
    if value and not re.match(r"^https?://[^/\s?#@]+/?$", value):
        raise ValueError(ADDRESS_ADVICE)
    return value.rstrip("/")


def _database_url(value: str) -> str:
    value = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value)
    if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must start with 'sqlite:///' or 'postgresql://'")
    return value


def _smtp_url(value: str) -> str:
    if value and not re.match(r"^smtps?://[^\s/]+$", value):
        raise ValueError("must be an address such as 'smtp://USER:PASSWORD@HOST:587'")
    return value


def _trusted_proxies(value: str) -> str:
    try:
        named = [str(ip_network(each.strip())) for each in value.split(",") if each.strip()]
    except ValueError as error:
        raise ValueError("must be addresses or networks such as '127.0.0.1, 10.0.0.0/8'") from error
    return ",".join(named)


def _secret(value: str) -> str:
    if value and is_guessable(value):
        raise ValueError(f"must be {SECRET_ADVICE}")
    return value


def _switch(value: str | bool) -> bool:
    if str(value).lower() not in SWITCHES:
        raise ValueError("must be 'on' or 'off'")
    return SWITCHES[str(value).lower()]


def _kept(value: str) -> str:
    _months_kept(value)
    return value


def _months_kept(value: str) -> dict[str, int | None]:
    """The months of each kind, None for ever: those that are set, and the rest as they stand."""
    found: dict[str, int | None] = dict(KINDS_KEPT)
    for each in filter(None, (part.strip() for part in value.split(","))):
        kind, _, months = (word.strip() for word in each.partition("="))
        is_number = months.isascii() and months.isdigit() and 0 < int(months) <= MOST_MONTHS
        if kind not in KINDS_KEPT or not (is_number or months == FOR_EVER):
            raise ValueError(
                f"must name {', '.join(KINDS_KEPT)} with months, such as 'words=12, audit=72', or "
                f"'audit={FOR_EVER}'"
            )
        found[kind] = int(months) if is_number else None
    return found


def _nation(value: str) -> str:
    if value not in NATIONS:
        raise ValueError(f"must be one of: {', '.join(NATIONS)}")
    return value


CHECKS: Final[Mapping[str, Callable[[Any], object]]] = {
    "data": Path,
    "database_url": _database_url,
    "base_url": _base_url,
    "secret_key": _secret,
    "trusted_proxies": _trusted_proxies,
    "receive_limit": _receive_limit,
    "offline": _switch,
    "nation": _nation,
    "keep": _kept,
    "smtp_url": _smtp_url,
    "model": lambda value: Path(value) if value else None,
    "metrics_token": _secret,
    "surveys": Path,
}
"""What makes a setting of what was written, or says what it must be (ValueError)."""


@dataclass(kw_only=True)
class Settings:
    """All settings, each from the environment variable `OWNWORDS_<NAME>`.

    Raises:
        Refused: with the name of each setting that is wrong and what it must be.
    """

    data: Path = PROJECT / "instance"
    """Folder for everything kept."""
    database_url: str = ""
    """SQLite or PostgreSQL address."""
    base_url: str = ""
    """Public address, printed in links and codes; this machine when empty."""
    secret_key: str = ""
    """Signs staff sessions; made when empty."""
    trusted_proxies: str = ""
    """Addresses of web servers before this one, believed who asks."""
    receive_limit: str = "120/600"
    """Answers a minute and in one burst, per link; or off."""
    offline: bool = True
    """Whether devices keep surveys; off takes back what they kept."""
    nation: str = "England"
    """Whose bank holidays stop the reading clock."""
    keep: str = ""
    """Months for which each kind is kept, then deleted."""
    smtp_url: str = ""
    """Where notices to staff are sent by e-mail."""
    mail_from: str = ""
    """The sender of notices."""
    model: Path | None = None
    """Folder of an encoder that says the sentiment where measured."""
    metrics_token: str = ""
    """Who may read /metrics from elsewhere: `Bearer` and this."""
    surveys: Path = PROJECT / "surveys"
    """Folder of survey definitions."""

    def __post_init__(self) -> None:
        faults = [*self._read()]
        if self.smtp_url and "@" not in self.mail_from:
            faults.append(f"{PREFIX}MAIL_FROM: must be set to an e-mail address")
        if faults:
            raise Refused("\n".join(faults))
        self.base_url = self.base_url or _local_base_url(self.data)

    def _read(self) -> Iterator[str]:
        """Make each setting of what was written; gives the faults."""
        for name, check in CHECKS.items():
            try:
                setattr(self, name, check(getattr(self, name)))
            except ValueError as error:
                yield f"{PREFIX}{name.upper()}: {error}"

    @property
    def database(self) -> str:
        """The SQLAlchemy address; a file in the data folder when none is set."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'own-words.sqlite'}"

    @property
    def is_https(self) -> bool:
        """Whether the public address is served over TLS."""
        return self.base_url.startswith("https://")

    @property
    def receive_rate(self) -> tuple[float, int] | None:
        """Answers a second and burst size allowed per link, or None when there is no limit."""
        if self.receive_limit == "off":
            return None
        a_minute, burst = self.receive_limit.split("/")
        return int(a_minute) / 60, int(burst)

    @property
    def months_kept(self) -> dict[str, int | None]:
        """For how many months each kind is kept; None for ever."""
        return _months_kept(self.keep)

    def signing_key(self) -> str:
        """The secret key: the setting, or one made once and kept in the data folder.

        Raises:
            Refused: when the one that is kept could be guessed, as an empty file can.
        """
        return self.secret_key or _stored_secret(self.data / KEY_FILE)

    def still_signs_with(self, key: str) -> bool:
        """Whether a process that began now would sign with this key."""
        path = self.data / KEY_FILE
        stored = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return key == (self.secret_key or stored.strip())


def _stored_secret(path: Path) -> str:
    stored = written_once(path, secrets.token_urlsafe(48)).strip()
    if is_guessable(stored):
        raise Refused(
            f"The secret in {path} is empty or could be guessed, so anybody could sign in. It must "
            f"be {SECRET_ADVICE}. Put the file back from your backup, or delete it: a new one is "
            "made, and staff sign in again."
        )
    return stored


def is_guessable(secret: str) -> bool:
    """Whether a secret is short, or made of few different characters."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY


def load_settings() -> Settings:
    """Settings from the environment, in which an empty one is none.

    Raises:
        Refused: with the name of each setting that is wrong and what it must be.
    """
    for former, present in FORMER.items():
        if os.environ.get(f"{PREFIX}{former}"):
            raise Refused(
                f"{PREFIX}{former} has become {PREFIX}{present}, and means something else: see "
                f"{PREFIX}{present} in README.md, and take {PREFIX}{former} away."
            )
    named = {each.name: os.environ.get(f"{PREFIX}{each.name.upper()}") for each in fields(Settings)}
    written: dict[str, Any] = {name: value for name, value in named.items() if value}
    return Settings(**written)
