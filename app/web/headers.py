"""Security headers: some on every answer, more on pages."""

from flask import Flask, Response, current_app

# By this header a page's worker knows our pages from those that a network puts in their place.
OWN_HEADER = "Own-Words"
FIXED = {
    OWN_HEADER: "yes",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_PAGES = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# What is no page, and no worker, may load nothing; each byte of it is paid for on a slow line.
WITH_POLICY = ("text/html", "text/javascript")
NOTHING = "default-src 'none'"
CONTENT_SECURITY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
A_YEAR = 31_536_000


def content_security_policy(*, style_hash: str | None = None) -> str:
    """The policy as one header value; `style_hash` allows one inlined style sheet.

    Args:
        style_hash: base64 SHA-256 of the style element's text, or None.
    """
    policy = dict(CONTENT_SECURITY)
    if style_hash:
        policy["style-src"] = f"'self' 'sha256-{style_hash}'"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


POLICY = content_security_policy()


def _add_headers(response: Response) -> Response:
    response.headers.extend(FIXED)
    if response.mimetype == "text/html":
        response.headers.extend(OF_PAGES)
    if "Content-Security-Policy" not in response.headers:
        has_policy = response.mimetype in WITH_POLICY
        response.headers["Content-Security-Policy"] = POLICY if has_policy else NOTHING
    if current_app.config["OWNWORDS"].is_https:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    return response


def register_headers(app: Flask) -> None:
    """Add the headers after every request."""
    app.after_request(_add_headers)
