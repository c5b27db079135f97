"""Web servers that stand before this one, and may say who asks and whether it was over TLS."""

from flask import Flask
from granian.utils.proxies import wrap_wsgi_with_proxy_headers


def register_proxies(app: Flask) -> None:
    """Believe `X-Forwarded-For` and `-Proto` of the proxies in the settings, and of nobody else."""
    trusted = app.config["OWNWORDS"].trusted_proxies
    if trusted:
        app.wsgi_app = wrap_wsgi_with_proxy_headers(app.wsgi_app, trusted)  # type: ignore[method-assign]
