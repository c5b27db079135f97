"""Which public pages there are, and their posters."""

from flask import current_app
from flask.typing import ResponseReturnValue

from app.collection.links.codes import normalise
from app.collection.links.qr import inline_svg
from app.improvement.actions.posters import service_poster
from app.improvement.actions.publishing import service_pages
from app.improvement.publication.posters import POSTER_SIZES
from app.kernel.permissions import Permission
from app.web.access import needs
from app.web.asked import all_asked, asked
from app.web.downloads import download
from app.web.language import interface_languages
from app.web.pages import page


@needs(Permission.SEE_RESULTS)
def pages() -> ResponseReturnValue:
    """The public page of each service, with its code and its posters."""
    base_url = _base_url()
    shown = [
        (service, token, f"{base_url}/d/{token}", inline_svg(f"{base_url}/d/{token}"))
        for token, service in service_pages()
    ]
    return page(
        "improvement/actions/pages.html",
        pages=shown,
        sizes=POSTER_SIZES,
        languages=interface_languages(),
    )


@needs(Permission.SEE_RESULTS)
def poster(token: str) -> ResponseReturnValue:
    """A poster in the languages named, or those in which something is signed off."""
    size = asked("size") or "A4"
    languages = ",".join(all_asked("languages")).split(",")
    made = service_poster(token=token, size=size, languages=languages, base_url=_base_url())
    return download(made, "pdf", "you-said-we-did", normalise(token), size)


def _base_url() -> str:
    address: str = current_app.config["OWNWORDS"].base_url
    return address
