"""Built assets: names that change with their content, and the style sheet that pages carry."""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

DIST = Path(__file__).resolve().parents[2] / "static" / "dist"
FOREVER = "public, max-age=31536000, immutable"


@cache
def manifest() -> dict[str, str]:
    """Names as written → names as built, empty before the first build."""
    path = DIST / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def asset(name: str) -> str:
    """The address of a built asset, for example `asset("answering.js")`."""
    return url_for("static", filename=f"dist/{manifest().get(name, name)}")


@cache
def respondent_css() -> str:
    """The respondents' style sheet, as it stands in each document."""
    built = DIST / manifest().get("respondent.css", "respondent.css")
    source = DIST.parent / "css" / "respondent.css"
    return (built if built.is_file() else source).read_text(encoding="utf-8").strip()


@cache
def respondent_css_hash() -> str:
    """Base64 SHA-256 of that style sheet, for the content security policy."""
    return base64.b64encode(hashlib.sha256(respondent_css().encode()).digest()).decode()


def _keep_built_files(response: Response) -> Response:
    if request.path.startswith("/static/dist/") and response.status_code == 200:
        response.headers["Cache-Control"] = FOREVER
    return response


def register_assets(app: Flask) -> None:
    """Give templates `asset()` and `respondent_css()`; let built files be kept for a year."""
    app.jinja_env.globals.update(asset=asset, respondent_css=respondent_css)
    app.after_request(_keep_built_files)
