"""What of a container a policy stops unless it has `'unsafe-inline'` or `'unsafe-eval'`, and what to change to be rid of that.

Tag Manager hands the nonce of its snippet on to the scripts of custom HTML, so these need neither where there is one; the
handlers in its attributes and its styles get no nonce. Custom JavaScript variables are texts that Tag Manager runs
(https://developers.google.com/tag-platform/security/guides/csp, read on 2026-11-30).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.csp.ask import NONCE
from govern.csp.compare import settled
from govern.csp.policies import Policies
from govern.csp.request import Request
from govern.gtm.container import Container
from govern.gtm.evaluated import evaluates
from govern.gtm.holders import holders, html_of, page
from govern.gtm.tags import firing
from govern.gtm.variables import references

TEXT = Request("script-src", (), "eval")
SCRIPT = Request("script-src-elem", (), "inline", "script", nonce=NONCE)
INLINE = {
    "handler": Request("script-src-attr", (), "inline", "handler"),
    "javascript": Request("script-src-elem", (), "inline", "javascript"),
    "style": Request("style-src-elem", (), "inline", "style"),
    "style attribute": Request("style-src-attr", (), "inline", "style"),
}

VARIABLE = "custom JavaScript variables"
MENDED = {
    VARIABLE: "make templates of them, or read a data layer variable",
    "code that is made of a text": "call a function instead",
    "scripts of custom HTML": "let Tag Manager's snippet in by a nonce, which it hands on",
    "event handlers in attributes": "add listeners in a script of the tag",
    "javascript: addresses": "add listeners in a script of the tag",
    "styles of custom HTML": "move them into the site's own style sheet",
}
"""What needs one of the two words, and what to write instead."""

HOW = {
    "handler": "event handlers in attributes",
    "javascript": "javascript: addresses",
    "style": "styles of custom HTML",
    "style attribute": "styles of custom HTML",
}
SHOWN = 3


class Forced(Record):
    """A thing of an entity that one of the two words lets in: its kind, one of `MENDED`, the line, and what is asked."""

    kind: str
    name: str
    how: str
    line: int
    request: Request

    @property
    def word(self) -> str:
        """The word that lets it in."""
        return "'unsafe-eval'" if self.request.kind == "eval" else "'unsafe-inline'"


@memo
def forced(container: Container) -> tuple[Forced, ...]:
    """Everything of a web container that one of the two words lets in, of tags that fire and variables that are used."""
    return tuple(each(container)) if container.context == "web" else ()


def each(container: Container) -> Iterator[Forced]:
    """The same, entity by entity."""
    fires, used = firing(container), {used for *_, used in references(container)}
    for holder in holders(container):
        if holder.kind == "variable" and holder.name not in used:
            continue
        if holder.kind == "variable":
            yield Forced("variable", holder.name, VARIABLE, 1, TEXT)
            continue
        if holder.name not in fires:
            continue
        found = page(container, html_of(holder.body))
        for code in holder.codes[:1]:
            yield Forced("tag", holder.name, "scripts of custom HTML", code.line, SCRIPT)
        for code in holder.codes:
            for line in evaluates(code):
                yield Forced("tag", holder.name, "code that is made of a text", line, TEXT)
        for one in found.inline:
            yield Forced("tag", holder.name, HOW[one.what], one.line, INLINE[one.what])


def stopped(container: Container, policies: Policies) -> tuple[Forced, ...]:
    """What of a container the policies of a page stop."""
    asked = settled(policies)
    return tuple(one for one in forced(container) if not asked.verdict(one.request).allowed)


def by_how(found: Iterable[Forced]) -> dict[str, list[Forced]]:
    """By what it is, each entity once."""
    kinds: dict[str, dict[str, Forced]] = {}
    for one in found:
        kinds.setdefault(one.how, {}).setdefault(one.name, one)
    return {how: list(named.values()) for how, named in kinds.items()}


def named(found: list[Forced]) -> str:
    """The entities, the first of many, tags with the line."""
    shown = [f'"{one.name}"' + (f" (line {one.line})" if one.kind == "tag" else "") for one in found[:SHOWN]]
    return ", ".join(shown) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
