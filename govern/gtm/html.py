"""What a custom HTML tag brings into a page: scripts that run, addresses that are loaded, and text that does neither.

Comments, `noscript` and scripts of a type that is not a program (`application/ld+json`, a consent banner's `text/plain`) do
not run. The text is read once from its beginning to its end, as bytes, so that every position is one of the text too.
"""

from __future__ import annotations

import re
from typing import Literal

from govern.core.record import Record
from govern.core.regex import regex

START = regex(rb"<(?:!--|/?([a-zA-Z][a-zA-Z0-9-]*+))")
"""A comment or a tag begins."""

ATTRIBUTE = regex(rb"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+")

HANDLER = regex(rb"on[a-z]{3,40}")
ADDRESSES = frozenset((b"href", b"src", b"action", b"formaction"))
"""Attributes that are code: those of events, and addresses that begin with `javascript:`."""

INERT = frozenset((b"noscript", b"template", b"textarea", b"title", b"xmp"))
"""Elements whose content neither runs nor is loaded."""

PROGRAM = regex(
    r"|module|text/gtmscript|(?:text|application)/(?:x-)?(?:java|ecma)script(?:\s*;.*)?|text/(?:javascript1\.[0-5]|jscript|livescript)"
)
"""The types of scripts that run."""

COMPILED = regex(r"|(?:text|application)/(?:x-)?(?:java|ecma)script(?:\s*;.*)?")
"""The types of scripts that Tag Manager compiles: what else runs is left to the browser as it is."""


class Script(Record):
    """The code between `<script>` and `</script>`, and where it begins: in bytes, and its line."""

    code: bytes
    start: int
    line: int
    type: str = ""

    @property
    def runs(self) -> bool:
        """Whether the code is a program to a browser."""
        return PROGRAM.fullmatch(self.type) is not None

    @property
    def is_compiled(self) -> bool:
        """Whether Tag Manager compiles the code rather than handing it through."""
        return COMPILED.fullmatch(self.type) is not None


class Load(Record):
    """An address that an element loads: which element, and where the address stands, in bytes."""

    element: str
    start: int
    end: int
    line: int

    def address(self, html: bytes) -> str:
        """The address as the browser asks for it, from the HTML as it was written."""
        return unescaped(html[self.start : self.end])


class Inline(Record):
    """What runs or applies though it is neither a script nor loaded: the handler of an attribute (`onclick`), an address that is
    code (`javascript:`), a style element or attribute."""

    what: Literal["handler", "javascript", "style", "style attribute"]
    name: str
    line: int


class Page(Record):
    """What HTML is made of, as far as it does something; `bare` is the text outside of all elements that run, `noscripts` is what
    stands in `noscript`."""

    scripts: tuple[Script, ...] = ()
    loads: tuple[Load, ...] = ()
    inline: tuple[Inline, ...] = ()
    bare: str = ""
    noscripts: tuple[bytes, ...] = ()


def read(html: bytes) -> Page:
    """Take HTML apart."""
    reader = Reader(html)
    at = 0
    while (found := START.search(html, at)) is not None:
        reader.bare.append(html[at : found.start()])
        at = reader.past(found)
    reader.bare.append(html[at:])
    bare = b" ".join(part for part in reader.bare if part.strip())
    return Page(
        tuple(reader.scripts),
        tuple(reader.loads),
        tuple(reader.inline),
        bare.decode("utf-8", "replace"),
        tuple(reader.noscripts),
    )


class Reader:
    """Collects what stands in HTML while it is read."""

    def __init__(self, html: bytes) -> None:
        self.html = html
        self.scripts: list[Script] = []
        self.loads: list[Load] = []
        self.inline: list[Inline] = []
        self.bare: list[bytes] = []
        self.noscripts: list[bytes] = []
        self.line, self.counted = 1, 0

    def line_at(self, at: int) -> int:
        """The line of a position; asked from the beginning to the end, each part of the text is counted once."""
        self.line, self.counted = self.line + self.html.count(b"\n", self.counted, at), at
        return self.line

    def past(self, found: re.Match[bytes]) -> int:
        """Where to read on after a comment, or after a tag with what belongs to it."""
        if found[1] is None:
            end = self.html.find(b"-->", found.end())
            return end + 3 if end >= 0 else len(self.html)
        name = found[1].lower()
        attributes, after = self.attributes(found.end())
        if found[0][1:2] == b"/":
            return after
        self.remember_inline(name, attributes, found.start())
        self.load(name, attributes)
        if name == b"script":
            return self.script(attributes, after)
        if name == b"style" or name in INERT:
            content, end = self.content(name, after)
            if name == b"noscript":
                self.noscripts.append(content)
            return end
        return after

    def attributes(self, at: int) -> tuple[dict[bytes, tuple[int, int]], int]:
        """Where the values of a tag's attributes stand, and where the tag ends. What is never closed goes to the end of the
        text."""
        found: dict[bytes, tuple[int, int]] = {}
        while (match := ATTRIBUTE.match(self.html, at)) is not None:
            found.setdefault(match[1].lower(), match.span(match.lastindex or 0) if match.lastindex != 1 else (0, 0))
            at = match.end()
        end = self.html.find(b">", at)
        if end < 0 or self.html[at:end].strip(b" \t\r\n\f/"):
            return found, len(self.html) if end < 0 else self.unclosed(at, end)
        return found, end + 1

    def unclosed(self, at: int, end: int) -> int:
        """Where a tag ends in which something stands that is not an attribute, such as a quote that is never closed."""
        return len(self.html) if self.html[at : at + 20].lstrip(b" \t\r\n\f=")[:1] in (b'"', b"'") else end + 1

    def value(self, attributes: dict[bytes, tuple[int, int]], name: bytes) -> bytes:
        """What an attribute says."""
        start, end = attributes.get(name, (0, 0))
        return self.html[start:end]

    def load(self, name: bytes, attributes: dict[bytes, tuple[int, int]]) -> None:
        """Remember the address of an element that loads one."""
        link = name == b"link" and b"stylesheet" in self.value(attributes, b"rel").lower()
        where = attributes.get(b"href" if link else b"src", (0, 0))
        if self.html[where[0] : where[1]].strip() and (link or name in (b"script", b"img", b"iframe")):
            self.loads.append(Load(name.decode(), *where, self.line_at(where[0])))

    def remember_inline(self, name: bytes, attributes: dict[bytes, tuple[int, int]], at: int) -> None:
        """Remember what a policy without `'unsafe-inline'` stops of an element besides its script."""
        found: list[tuple[Literal["handler", "javascript", "style", "style attribute"], bytes]] = []
        if name == b"style":
            found.append(("style", name))
        for attribute, (start, end) in attributes.items():
            value = self.html[start:end].strip()
            if HANDLER.fullmatch(attribute) and value:
                found.append(("handler", attribute))
            elif attribute == b"style" and value:
                found.append(("style attribute", attribute))
            elif (
                attribute in ADDRESSES
                and value[:11].lower() == b"javascript:"
                and value[11:].strip(b" ;") != b"void(0)"
            ):
                found.append(("javascript", attribute))
        line = self.line_at(at) if found else 0
        self.inline.extend(Inline(what, named.decode("ascii", "replace"), line) for what, named in found)

    def script(self, attributes: dict[bytes, tuple[int, int]], after: int) -> int:
        """Remember a script, and say where to read on."""
        code, end = self.content(b"script", after)
        if b"src" not in attributes and code.strip():
            type_ = self.value(attributes, b"type").decode("ascii", "replace").strip().casefold()
            self.scripts.append(Script(code, after, self.line_at(after), type_))
        return end

    def content(self, name: bytes, after: int) -> tuple[bytes, int]:
        """What stands in an element up to its end tag, and where to read on."""
        end = re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE).search(self.html, after)
        if end is None:
            return self.html[after:], len(self.html)
        close = self.html.find(b">", end.end())
        return self.html[after : end.start()], close + 1 if close >= 0 else len(self.html)


def unescaped(address: bytes) -> str:
    """An address as the browser asks for it."""
    text = address.decode("utf-8", "replace").strip()
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)
