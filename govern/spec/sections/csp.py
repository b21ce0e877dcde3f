"""Content security policies: one a site, the sources of declared destinations are derived."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Entity, Url
from govern.spec.section import Names, Section


class ExtraSource(Record):
    """A source that no declared destination explains."""

    directive: str
    source: str
    reason: str | None = None
    owner: str | None = None
    until: Date | None = None


class Csp(Entity):
    """The policy of one site. With `strict_dynamic` scripts are let in by nonce or hash alone, and let in others.

    `also` is what the site's tags do besides sending hits: Tag Manager's Preview mode (for staging), Google signals in
    Analytics, Floodlight. With `strict` nothing is added that rests on facts which are not verified.
    """

    site: str
    mode: Literal["enforce", "report_only"] = "report_only"
    inline: Literal["nonce", "hash", "none", "unsafe"] = "nonce"
    base: dict[str, tuple[str, ...]] = {}
    report_to: Url | None = None
    extra: tuple[ExtraSource, ...] = ()
    hashes: tuple[str, ...] = ()
    strict_dynamic: bool = False
    also: tuple[Literal["preview", "google_signals", "floodlight"], ...] = ()
    strict: bool = False


SECTION = Section(Csp, 70, "policy of site", names=Names(("site",)), references={"site": "sites"})
