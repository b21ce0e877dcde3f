"""Text for XML and HTML: what has a meaning there becomes a reference, and so does all that is not ASCII.

A document of ASCII is the same whatever encoding the stream has and whatever a server says about it.
"""

from __future__ import annotations

from govern.output.safe import Spelling, shorten

_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_SPELL = Spelling()


def text(foreign: str, limit: int = 2000) -> str:
    """Foreign text, spelled on one line, for content and for attributes in double quotes."""
    return plain(_SPELL(shorten(foreign, limit)))


def plain(ours: str) -> str:
    """Spelled text as it is, line ends too."""
    return ours.translate(_REFERENCES).encode("ascii", "xmlcharrefreplace").decode("ascii")


def in_tag_manager(address: str) -> str:
    """A link to a place in Tag Manager; an address that is anywhere else stays text."""
    if address.startswith("https://tagmanager.google.com/#/"):
        return f'<a rel="noreferrer" href="{text(address)}">In Tag Manager</a>'
    return f"In Tag Manager: <code>{text(address)}</code>"
