"""Content security policies: one a site, the sources of declared destinations are derived."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Entity, Url
from govern.spec.section import Names, Section


class ExtraSource(Record):
    """A source that no declared destination explains."""

    directive: str
    """The directive that the source is for, such as script-src."""
    source: str
    """The source, such as https://cdn.example."""
    reason: str | None = None
    """What needs it."""
    owner: str | None = None
    """Who answers for it."""
    until: Date | None = None
    """The last day on which it is needed, as YYYY-MM-DD."""


class Trial(Record):
    """A policy that is tried out, report-only, beside the enforced one. What it leaves out is as in the policy itself."""

    inline: Literal["nonce", "hash", "none", "unsafe"] = "nonce"
    """How inline scripts are let in: by nonce, by hash, not at all, or all of them."""
    base: dict[str, tuple[str, ...]] = {}
    """Sources besides those that destinations need, by directive."""
    extra: tuple[ExtraSource, ...] = ()
    """Sources that no declared destination explains."""
    hashes: tuple[str, ...] = ()
    """Hashes of inline scripts, such as sha256-..."""
    strict_dynamic: bool = False
    """Whether scripts are let in by nonce or hash alone, and let in others."""
    also: tuple[Literal["preview", "google_signals", "floodlight"], ...] = ()
    """What the site's tags do besides sending hits: Tag Manager's Preview mode, Google signals, Floodlight."""
    strict: bool = False
    """Whether everything is left out that rests on facts which are not verified."""


class Csp(Entity):
    """The policy of one site: what is written, and what its destinations and containers need."""

    site: str
    """The site that the policy is of."""
    mode: Literal["enforce", "report_only"] = "report_only"
    """Whether browsers enforce the policy or only report."""
    inline: Literal["nonce", "hash", "none", "unsafe"] = "nonce"
    """How inline scripts are let in: by nonce, by hash, not at all, or all of them."""
    base: dict[str, tuple[str, ...]] = {}
    """Sources besides those that destinations need, by directive."""
    report_to: Url | None = None
    """The address that violations are reported to."""
    extra: tuple[ExtraSource, ...] = ()
    """Sources that no declared destination explains."""
    hashes: tuple[str, ...] = ()
    """Hashes of inline scripts, such as sha256-..."""
    strict_dynamic: bool = False
    """Whether scripts are let in by nonce or hash alone, and let in others."""
    also: tuple[Literal["preview", "google_signals", "floodlight"], ...] = ()
    """What the site's tags do besides sending hits: Tag Manager's Preview mode, Google signals, Floodlight."""
    strict: bool = False
    """Whether everything is left out that rests on facts which are not verified."""
    trial: Trial | None = None
    """A policy that is tried out, report-only, beside the enforced one."""


SECTION = Section(Csp, 70, "policy of site", names=Names(("site",)), references={"site": "sites"})
