"""The page that anybody may look at to learn whose signature a pack has."""

from flask import Blueprint, Response

from app.evidence.packs.queries import signature_keys
from app.web.access import public

blueprint = Blueprint("keys", __name__)


@blueprint.get("/evidence-key")
@public
def evidence_key() -> Response:
    """The public keys that packs of this installation are signed with, one a line."""
    lines = [f"{key.public_key}  since {key.made_at:%Y-%m-%d}" for key in signature_keys()]
    text = "\n".join(lines) or "No evidence pack was made here yet."
    response = Response(
        f"Evidence packs made here are signed with (Ed25519, base64url):\n{text}\n",
        content_type="text/plain; charset=utf-8",
    )
    response.headers["Cache-Control"] = "no-cache"
    return response
