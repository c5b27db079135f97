"""A mail server on this machine, which keeps what is sent to it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from app.comments.queue.mail import Mailer

SENDER = "own-words@example.org"


class Inbox:
    """Takes what is sent, or refuses it while `is_full`."""

    def __init__(self):
        self.messages = []
        self.is_full = False

    async def handle_DATA(self, _server, _session, envelope):
        if self.is_full:
            return "452 full"
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@contextmanager
def mail_server(inbox: Inbox) -> Iterator[Mailer]:
    """What sends to the inbox while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield Mailer(f"smtp://127.0.0.1:{port}", SENDER)
    server.stop()
