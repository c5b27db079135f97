"""The URL map, and the pages: what each role is shown at the addresses that an admin's pages name,
and what everybody sees who answers, in each language."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from app.administration.accounts.roles import permissions_of
from app.web.access import Audience, allows, open_to
from scripts.record.entries import Record, readable
from tests.forms_of_pages import forms_on
from tests.reading import first

LOCALES: Final = ("en", "cy", "ur", "en-easyread", "cy-easyread", "ur-easyread")
OF_LINKS: Final = ("", "/thanks", "/worried", "/privacy", "/accessibility", "/interview", "/status")
SIGN_IN: Final = "/staff/sign-in"
OF_EVERYBODY: Final = (
    *("/", "/healthz", "/readyz", "/metrics", "/evidence-key", "/worker.js", SIGN_IN),
    *(f"/{kind}/{locale}" for kind in ("privacy", "accessibility") for locale in LOCALES),
)
SAMPLES: Final = 6
"""How many addresses are opened of those that differ only in ids."""

QUESTIONS: Final = 2
"""How many of those that differ only in what they are asked, or are files."""

HIDDEN: Final = ("/staff/", "/staff/improvement/actions/pages")
"""Where looking begins: the second is named only beside an action's wording."""

WRITTEN: Final = (
    ("/staff/comments/themes", {"name": "Tea (made up)"}),
    ("/staff/collection/links/{token}/paper/new", {"number": "1", "overall": "good"}),
)
"""What an admin writes first, so that there is a page of it."""

HEADERS: Final = ("Location", "Cache-Control", "Content-Disposition", "Vary", "Content-Language")
ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z]{6,}|\d+")
RELEASED: Final = re.compile(r"/[dp]/[^/?]+")
PLACE: Final = re.compile(r"<(?:(\w+):)?\w+>")
SOME: Final = {"uuid": str(UUID(int=0)), "int": "1"}
"""What may stand in a place of an address, by its kind."""
LINKED: Final = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')


def url_map(app: Flask) -> str:
    """Every address with its methods, and for whom it is."""
    return "\n".join(
        f"{rule.rule}  {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}  "
        f"{_in_words(open_to(app, rule.endpoint))}"
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
    )


def _in_words(audience: Audience | None) -> str:
    if audience is None:
        return "nobody"
    return " or ".join(sorted(audience)) or "public"


def record_public_pages(record: Record, app: Flask, tokens: Sequence[str]) -> None:
    """The pages of people who answer at these links, and those about the product itself.

    Args:
        tokens: of links, one for each survey.
    """
    client = app.test_client()
    of_links = (
        f"/s/{token}/{locale}{page}" for token in tokens for page in OF_LINKS for locale in LOCALES
    )
    for address in (*OF_EVERYBODY, *of_links):
        _look(record, client, "everybody", address)
    for token in tokens:
        _look(record, client, "everybody", f"/s/{token}")
        _look(record, client, "everybody", f"/s/{token}/offline.json")


def record_staff_pages(
    record: Record, app: Flask, users: Sequence[dict[str, str]], token: str
) -> None:
    """What each role, and nobody, is shown wherever an admin's pages lead.

    Args:
        users: with `role`, `email` and `password`; one of them is an admin.
        token: of a link that a paper booklet is keyed in for.
    """
    clients = {user["role"]: _signed_in(app, user) for user in users}
    for address, fields in WRITTEN:
        _write(record, clients["admin"], address.format(token=token), fields)
    addresses = Addresses(app)
    for address in addresses:
        answer = _look(record, clients["admin"], "admin", address)
        addresses.add_all_on(answer, address)
    for role in sorted(clients.keys() - {"admin"}):
        for address in addresses.opened:
            _look(record, clients[role], role, address)
    nobody = app.test_client()
    record.take("whom pages refuse", lambda: "\n".join(refusals(app, clients | {"": nobody})))
    record.take(
        "what nobody is shown who is not signed in",
        lambda: "\n".join(_in_short(nobody, address) for address in addresses.opened),
    )
    for address in released_pages(addresses.opened):
        for shown in (address, *(f"{address}/{locale}" for locale in LOCALES)):
            _look(record, nobody, "everybody", shown)
    record.take("pages that no page leads to", lambda: "\n".join(addresses.unopened()))


def released_pages(addresses: Iterable[str]) -> list[str]:
    """The pages for everybody, of services and partners, that are among addresses; once each."""
    found = (RELEASED.match(address) for address in addresses)
    return sorted({each[0] for each in found if each})


def refusals(app: Flask, clients: Mapping[str, FlaskClient]) -> Iterator[str]:
    """What those are answered who may not do what an address does, each method and role.

    They are turned away before anything is looked for, so any id will do, and no token of a form.

    Args:
        app: the application.
        clients: by role, that of nobody by an empty one.
    """
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        address = PLACE.sub(lambda place: SOME.get(place[1], "x"), rule.rule)
        audience = open_to(app, rule.endpoint)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            for role, client in sorted(clients.items()):
                if not allows(audience, permissions_of([role]) if role else None):
                    answer = client.open(address, method=method)
                    place = urlsplit(answer.headers.get("Location", "")).path
                    yield f"{method} {rule.rule}  {role or 'nobody'}  {answer.status_code} {place}"


class Addresses:
    """Addresses to open: all that pages name, but of those alike a few."""

    def __init__(self, app: Flask) -> None:
        self._map, self._app = app.url_map.bind("localhost"), app
        self._alike: Counter[Any] = Counter()
        self.opened: dict[str, str] = {}

    def __iter__(self) -> Iterator[str]:
        self._waiting = list(HIDDEN)
        while self._waiting:
            address = self._waiting.pop(0)
            if self._is_wanted(address):
                yield address

    def add_all_on(self, answer: TestResponse, address: str) -> None:
        """Note the links of a page, and its forms that only ask, as they stand."""
        if answer.mimetype != "text/html":
            self._waiting += [answer.location] if answer.location else []
            return
        links = (html.unescape(each) for each in LINKED.findall(answer.text))
        forms = (
            f"{form.action or address.partition('?')[0]}?{urlencode(form.fields, doseq=True)}"
            for form in forms_on(answer.text)
            if form.method == "get"
        )
        found = (urljoin(address, each).partition("#")[0] for each in (*links, *forms))
        self._waiting += [each for each in found if each.startswith("/")]
        self._waiting += [answer.location] if answer.location else []

    def unopened(self) -> list[str]:
        """Pages that were not opened."""
        rules = {
            rule.rule for rule in self._app.url_map.iter_rules() if "GET" in (rule.methods or ())
        }
        return sorted(rules - set(self.opened.values()))

    def _is_wanted(self, address: str) -> bool:
        if address in self.opened or address.startswith("/static/"):
            return False
        parts = urlsplit(address)
        try:
            rule, values = self._map.match(parts.path, return_rule=True)
        except HTTPException:
            return False
        words = [str(value) for value in values.values() if not ID.fullmatch(str(value))]
        names = tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
        # Of several words the last is one of very many, such as the themes of a framework.
        alike = (rule.rule, *words[: max(1, len(words) - 1)], names)
        self._alike[alike] += 1
        is_few = names or len(words) > 1 or "." in parts.path
        if self._alike[alike] > (QUESTIONS if is_few else SAMPLES):
            return False
        self.opened[address] = rule.rule
        return True


def _signed_in(app: Flask, user: dict[str, str]) -> FlaskClient:
    client = app.test_client()
    token = _form_token(client, SIGN_IN)
    client.post(SIGN_IN, data={**user, "csrf_token": token})
    return client


def _form_token(client: FlaskClient, address: str) -> str:
    return first(r'name="csrf_token"[^>]* value="([^"]+)"', client.get(address).text)


def _write(record: Record, client: FlaskClient, address: str, fields: dict[str, str]) -> None:
    """Send the form of a page."""
    sent = {**fields, "csrf_token": _form_token(client, address)}
    record.take(f"form{address}", lambda: _seen(client.post(address, data=sent)))


def _in_short(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    return f"{address}  {answer.status_code}  {answer.headers.get('Location', '')}"


def _look(record: Record, client: FlaskClient, who: str, address: str) -> TestResponse:
    answers = []

    def look() -> str:
        answer = client.get(address)
        answers.append(answer)
        return _seen(answer)

    record.take(f"page/{who}{address}", look)
    return answers[0]


def _seen(answer: TestResponse) -> str:
    headers = [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
    body = readable(answer.data, answer.mimetype or "")
    return "\n".join([f"{answer.status_code} {answer.mimetype}", *headers, body])
