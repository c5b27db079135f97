"""Installing: what a browser asks of a web app is there, and as large as it is said to be."""

import struct

import pytest

MANIFEST = "/static/own-words.webmanifest"


@pytest.fixture
def manifest(client):
    """The manifest, as a browser reads it."""
    with client.get(MANIFEST) as reply:
        assert reply.mimetype == "application/manifest+json"
        return reply.get_json(force=True)


def size_of(png: bytes) -> str:
    """Width and height of a PNG picture (its IHDR part), for example `192x192`."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return f"{width}x{height}"


def test_every_page_names_it(client):
    assert f'<link rel="manifest" href="{MANIFEST}">' in client.get("/").text


def test_it_begins_at_the_start_page_in_a_window_of_its_own(client, manifest):
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (
        "/",
        "/",
        "standalone",
    )
    assert client.get(manifest["start_url"]).status_code == 200


@pytest.mark.parametrize("kind", ["icons", "screenshots"])
def test_its_pictures_are_as_large_as_it_says(client, manifest, kind):
    for picture in manifest[kind]:
        with client.get(picture["src"]) as reply:
            assert (picture["src"], size_of(reply.data)) == (picture["src"], picture["sizes"])


def test_it_has_what_phones_and_tablets_ask_for(manifest):
    icons = {(each["sizes"], each.get("purpose", "any")) for each in manifest["icons"]}
    assert icons >= {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert {each["form_factor"] for each in manifest["screenshots"]} == {"narrow", "wide"}
