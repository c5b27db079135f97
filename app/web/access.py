"""What one must be allowed to do to open a page, said beside the page.

Every endpoint says so with one of these decorators; `app.administration.accounts` asks before each
request, and an endpoint that says nothing is open to nobody. Who may do what is in one table there:
`app.administration.accounts.roles`.
"""

from collections.abc import Callable, Collection
from typing import Any, Final

from flask import Flask

from app.kernel.permissions import Permission

Audience = frozenset[Permission]
"""Whoever may do one of these may open the page."""

PUBLIC: Final[Audience] = frozenset()
"""A page that nobody has to be allowed to open."""

View = Callable[..., Any]


def needs(*permissions: Permission) -> Callable[[View], View]:
    """The page is for whoever may do one of these."""
    return _open_to(frozenset(permissions))


def _open_to(audience: Audience) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.open_to = audience  # type: ignore[attr-defined]
        return view

    return mark


public = _open_to(PUBLIC)


def open_to(app: Flask, endpoint: str | None) -> Audience | None:
    """Whom the endpoint is for: whoever may do one of these, or None when it does not say."""
    if endpoint is None or endpoint == "static":
        return PUBLIC
    return getattr(app.view_functions.get(endpoint), "open_to", None)


def allows(audience: Audience | None, permissions: Collection[Permission] | None) -> bool:
    """Whether somebody who may do this (None: not signed in) may open a page for this audience."""
    if audience == PUBLIC:
        return True
    return bool(audience and permissions and not audience.isdisjoint(permissions))
