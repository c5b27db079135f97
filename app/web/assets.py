"""Built assets: names that change with their content, and the style sheet that pages carry."""

import base64
import gzip
import hashlib
import json
import mimetypes
from functools import cache
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from app.web.access import public

STATIC = Path(__file__).resolve().parents[2] / "static"
DIST = STATIC / "dist"
FOREVER = "public, max-age=31536000, immutable"
PLAIN = "identity"

blueprint = Blueprint("assets", __name__)


@cache
def manifest() -> dict[str, str]:
    """Names as written → names as built, empty before the first build."""
    path = DIST / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def asset(name: str) -> str:
    """The address of a built asset, for example `asset("answering.js")`."""
    return url_for("assets.built", name=manifest().get(name, name))


@blueprint.get("/static/dist/<name>")
@public
def built(name: str) -> Response:
    """A built file, compressed as the browser can read it; its name says its content for ever."""
    if name not in manifest().values():
        abort(404)
    encodings = _encodings(name)
    encoding = request.accept_encodings.best_match(encodings, default=PLAIN) or PLAIN
    response = Response(encodings[encoding], mimetype=mimetypes.guess_type(name)[0])
    if encoding != PLAIN:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER
    return response


@blueprint.get("/worker.js")
@public
def worker() -> Response:
    """The service worker, asked for again each time; or the one that takes it all away again."""
    name = "worker.js" if current_app.config["OWNWORDS"].offline else "withdraw.js"
    response: Response = built(manifest().get(name, name))
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _encodings(name: str) -> dict[str, bytes]:
    content = (DIST / name).read_bytes()
    compressed = {"br": brotli.compress(content), "gzip": gzip.compress(content, mtime=0)}
    return {**compressed, PLAIN: content}


@cache
def respondent_css() -> str:
    """The respondents' style sheet, as it stands in each document."""
    made = DIST / manifest().get("respondent.css", "respondent.css")
    source = DIST.parent / "css" / "respondent.css"
    return (made if made.is_file() else source).read_text(encoding="utf-8").strip()


@cache
def respondent_css_hash() -> str:
    """Base64 SHA-256 of that style sheet, for the content security policy."""
    return base64.b64encode(hashlib.sha256(respondent_css().encode()).digest()).decode()


def register_assets(app: Flask) -> None:
    """Serve the built files, and give templates `asset()` and `respondent_css()`."""
    mimetypes.add_type("application/manifest+json", ".webmanifest")
    mimetypes.add_type("font/woff2", ".woff2")
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        asset=asset,
        respondent_css=respondent_css,
        works_offline=lambda: app.config["OWNWORDS"].offline,
    )
