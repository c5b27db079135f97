"""Sending e-mail by SMTP, with the standard library."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT_S: Final = 20
PORTS: Final = {"smtp": 587, "smtps": 465}


class NotSent(Exception):
    """The server could not be reached or did not take a message; it may be tried again."""


@dataclass(frozen=True, slots=True)
class Mailer:
    """Where e-mail goes: `smtp://USER:PASSWORD@HOST:PORT`, or `smtps://` for TLS from the start.

    With `smtp://` TLS begins as soon as the server offers it, and a password is sent only then.
    """

    url: str
    sender: str

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Send one plain message.

        Raises:
            NotSent: with a reason that holds neither address nor password.
        """
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            with _connected(urlsplit(self.url)) as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from error


@contextmanager
def _connected(address: SplitResult) -> Iterator[smtplib.SMTP]:
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    with server:
        server.ehlo()
        is_safe = address.scheme == "smtps"
        if not is_safe and server.has_extn("starttls"):
            server.starttls(context=context)
            is_safe = True
        if address.username:
            if not is_safe:
                raise smtplib.SMTPException("no TLS, so the password is not sent")
            server.login(unquote(address.username), unquote(address.password or ""))
        yield server
