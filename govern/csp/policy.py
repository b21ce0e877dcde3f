"""Policies in the words of CSP Level 3: which directives a text has, and which of them speaks for what.

https://www.w3.org/TR/CSP3/. Whether a policy lets something through is asked of `csp/match.py`.
"""

from __future__ import annotations

import re
from typing import Literal

from govern.core.errors import GovernError
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.csp.source import NONE, Source, parse_source

SPACE = " \t\n\x0c\r"
"""ASCII whitespace, as the Infra standard has it."""

FALLBACK: dict[str, tuple[str, ...]] = {
    "child-src": ("child-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "default-src": ("default-src",),
    "fenced-frame-src": ("fenced-frame-src", "frame-src", "child-src", "default-src"),
    "font-src": ("font-src", "default-src"),
    "frame-src": ("frame-src", "child-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "manifest-src": ("manifest-src", "default-src"),
    "media-src": ("media-src", "default-src"),
    "object-src": ("object-src", "default-src"),
    "prefetch-src": ("prefetch-src", "default-src"),
    "script-src": ("script-src", "default-src"),
    "script-src-attr": ("script-src-attr", "script-src", "default-src"),
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "style-src": ("style-src", "default-src"),
    "style-src-attr": ("style-src-attr", "style-src", "default-src"),
    "style-src-elem": ("style-src-elem", "style-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
}
"""Which directives speak for a fetch directive: the first of them that a policy has."""

SOURCE_LISTS = frozenset({*FALLBACK, "base-uri", "form-action", "frame-ancestors"})
OTHER_DIRECTIVES = frozenset({
    "sandbox", "report-uri", "report-to", "upgrade-insecure-requests", "require-trusted-types-for", "trusted-types",
    "webrtc", "block-all-mixed-content", "plugin-types", "referrer", "require-sri-for", "navigate-to",
    "disown-opener",
})  # fmt: skip
"""Directives without sources, those that browsers have given up included."""

DIRECTIVES = SOURCE_LISTS | OTHER_DIRECTIVES
NOT_ELSEWHERE = frozenset({"base-uri", "form-action", "frame-ancestors"})
"""Lists of sources that no other directive speaks for, about places rather than things that are loaded."""

NOT_IN_META = frozenset({"frame-ancestors", "report-uri", "sandbox"})
"""What a browser ignores in a policy that stands in a page."""


class Directive(Record):
    """A directive's name in lower case and its words as written."""

    name: str
    values: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The words as source expressions."""
        return parsed(self)

    @property
    def words(self) -> frozenset[str]:
        """The sources in the spelling that those share which mean the same."""
        return frozenset(source.word for source in self.sources)


@memo
def parsed(directive: Directive) -> tuple[Source, ...]:
    """The sources of a directive, parsed once: many addresses are asked of one policy."""
    return tuple(map(parse_source, directive.values))


class Ignored(Record):
    """A part of a policy that browsers pass over, and why."""

    text: str
    reason: Literal["repeated", "unknown", "not ASCII", "in a page"]

    @property
    def name(self) -> str:
        """The name of the directive: its first word, as a browser parts words."""
        return self.text.partition(" ")[0].lower()


class Policy(Record):
    """The directives of one policy, the first of each name, in order. Unknown ones are kept and listed in `ignored`."""

    directives: tuple[Directive, ...]
    ignored: tuple[Ignored, ...] = ()

    def directive(self, name: str) -> Directive | None:
        """The directive of a name, if the policy has it."""
        return next((directive for directive in self.directives if directive.name == name), None)

    def effective(self, name: str) -> Directive | None:
        """The directive that speaks for a fetch directive; nothing where the policy does not restrict it."""
        for fallback in FALLBACK.get(name, (name,)):
            found = self.directive(fallback)
            if found is not None:
                return found
        return None

    def has(self, name: str, word: str) -> bool:
        """Whether a directive of the policy has a word, such as `'script'`."""
        directive = self.directive(name)
        return directive is not None and word in map(str.lower, directive.values)


LONGEST = 256 * 1024
"""Bytes that browsers read of an answer's headers together: Chromium refuses a longer answer (`kMaxHeaderBufSize` of its
`http_stream_parser.h`, read 2026-11-30)."""


def parse_policies(text: str, place: Place | None = None) -> tuple[Policy, ...]:
    """Every policy of a header's value: commas stand between policies. Empty ones are left out. Raises `GovernError` with
    the place for a value that no browser would read."""
    if len(text) > LONGEST:
        message = f"this policy has {len(text) // 1024} KB, and browsers read {LONGEST // 1024} KB of headers"
        raise GovernError(message, place, "look whether this is the answer of a server")
    found = (parse_policy(part) for part in text.split(","))
    return tuple(policy for policy in found if policy.directives or policy.ignored)


def parse_policy(text: str) -> Policy:
    """One policy. Nothing is refused: browsers pass over what they do not understand, and so do we, saying what."""
    directives: dict[str, Directive] = {}
    ignored: list[Ignored] = []
    taken: set[str] = set()  # a directive that is left out keeps its name all the same
    for part in text.split(";"):
        words = [word for word in re.split(f"[{SPACE}]+", part) if word]
        if not words:
            continue
        shown, name = " ".join(words), words[0].lower()
        if not shown.isascii():
            ignored.append(Ignored(shown, "not ASCII"))
        elif name in taken:
            ignored.append(Ignored(shown, "repeated"))
        else:
            directives[name] = Directive(name, tuple(words[1:]))
            if name not in DIRECTIVES:
                ignored.append(Ignored(shown, "unknown"))
        taken.add(name)
    return Policy(tuple(directives.values()), tuple(ignored))


def serialise(policy: Policy) -> str:
    """A policy as the value of a header; an empty list of sources is written out."""
    return "; ".join(
        " ".join((found.name, *(found.values or ((NONE,) if found.name in SOURCE_LISTS else ()))))
        for found in policy.directives
    )
