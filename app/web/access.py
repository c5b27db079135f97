"""Who may open a page, said beside the page.

Every endpoint says whom it is for with one of these decorators; `app.administration.accounts` asks
before each request, and an endpoint that says nothing is open to nobody.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask

PUBLIC = "public"
READER = "reader"
ADMIN = "admin"
ROLES = (READER, ADMIN)

View = Callable[..., Any]


def _open_to(audience: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.open_to = audience  # type: ignore[attr-defined]
        return view

    return mark


public = _open_to(PUBLIC)
for_readers = _open_to(READER)
for_admins = _open_to(ADMIN)


def open_to(app: Flask, endpoint: str | None) -> str | None:
    """Whom the endpoint is for: `public`, `reader`, `admin`, or None when it does not say."""
    if endpoint is None or endpoint == "static":
        return PUBLIC
    return getattr(app.view_functions.get(endpoint), "open_to", None)


def allows(audience: str | None, role: str | None) -> bool:
    """Whether somebody with this role (None: not signed in) may open a page for this audience."""
    if audience == PUBLIC:
        return True
    return audience in ROLES and role in ROLES and ROLES.index(role) >= ROLES.index(audience)
