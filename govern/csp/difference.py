"""Differences of policies as changes: by site, directive and source, in both directions, a weakening named as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Change, FieldChange
from govern.csp.compare import Difference, compare
from govern.csp.pages import (
    UNKNOWN,
    Page,
    declared_for,
    gathered,
    held_against_declared,
    held_against_trial,
    lacks_trial,
    pages,
)
from govern.csp.policies import Policies
from govern.csp.readers.headers import ServedPolicy
from govern.csp.told import effect, spoken_for

if TYPE_CHECKING:
    from govern.project import Project

KIND = "policy"


def served_against_declared(project: Project) -> Iterator[Change]:
    """What would have to happen to served policies to make them the declared ones, one change for each page."""
    for page in pages(project):
        policy = declared_for(project, page)
        if policy is None:
            continue
        owner = owner_of(policy.site)
        if all(one.disposition == "none" for one in page.served):
            yield Change("add", KIND, name_of(page), owner, (FieldChange(("mode",), None, policy.mode),))
            continue
        fields = [*mode(page, policy.mode), *reports(page, policy.report_to)]
        found = held_against_declared(project, page)
        fields += [taken(one) for one in found if one.side == "right"]
        fields += added(tuple(one for one in found if one.side == "left"))
        fields += trial(project, page)
        if fields:
            yield Change("change", KIND, name_of(page), owner, tuple(fields))


def owner_of(site: str) -> str:
    """What a plan calls the policy of a site."""
    return f"Content-Security-Policy of {site}"


def trial(project: Project, page: Page) -> Iterator[FieldChange]:
    """What is to be tried out beside the policy and is not, or is otherwise."""
    if lacks_trial(project, page):
        yield FieldChange(("trial",), None, "report_only")
    found = held_against_trial(project, page)
    listed = [taken(one) for one in found if one.side == "right"]
    listed += added(tuple(one for one in found if one.side == "left"))
    yield from (one.replace(route=("trial", *one.route)) for one in listed)


def name_of(page: Page) -> str:
    """What a plan calls a page: its address without the query, else its file."""
    return page.url.partition("?")[0] or page.file


def mode(page: Page, wished: str) -> Iterator[FieldChange]:
    """Whether the policy is enforced."""
    served = served_mode(page)
    if served != wished:
        yield FieldChange(("mode",), served, wished)


def served_mode(page: Page) -> str:
    """Whether what a page is served is enforced, in the words of the specs."""
    return "enforce" if page.served_as("enforce") else "report_only"


def reports(page: Page, wished: str | None) -> Iterator[FieldChange]:
    """Whether violations are reported at all; where to is compared by nobody, since a collector may have many names."""
    is_meta = all(one.carrier == "meta" for one in page.served)
    served = any(one.policy.directive(name) for one in page.served for name in ("report-uri", "report-to"))
    if wished is not None and not served and not is_meta:
        yield FieldChange(("report-uri",), None, wished)


def added(found: tuple[Difference, ...]) -> Iterator[FieldChange]:
    """What is declared and not served, by directive."""
    by_directive: dict[str, list[str]] = {}
    for one in found:
        by_directive.setdefault(one.directive, []).append(shown(one))
    for name, sources in by_directive.items():
        listed = [source for source in sources if source]
        yield FieldChange((name,), None if listed else "restricted", listed or "not restricted")


def taken(one: Difference) -> FieldChange:
    """What the state before lets in and the one after does not."""
    return FieldChange(route(one), effect(one), None if one.source else "restricted")


def given(one: Difference) -> FieldChange:
    """What the state after lets in and the one before does not."""
    return FieldChange(route(one), None if one.source else "restricted", effect(one))


def route(one: Difference) -> tuple[str, ...]:
    """A directive, and its source where one lets in; one that is absent stands before the one that speaks for it."""
    return tuple(filter(None, (spoken_for(one), one.directive, shown(one) if one.source else "")))


def shown(one: Difference) -> str:
    """The source; a nonce is another in each answer."""
    return "'nonce-...'" if one.source.startswith("'nonce-") else one.source


def between(before: tuple[ServedPolicy, ...], after: tuple[ServedPolicy, ...]) -> Iterator[Change]:
    """What happened from one page's policies to another's: what is let in now and was not is weaker."""
    old, new = gathered(before), gathered(after)
    by_url = {page.url: page for page in new}
    pairs = [(page, by_url[page.url]) for page in old if page.url in by_url]
    if not pairs and len(old) == len(new) == 1:
        pairs = [(old[0], new[0])]
    for left, right in pairs:
        fields = [*became(left, right)]
        for one in compare(everything(left), everything(right)):
            change = given(one) if one.side == "right" else taken(one)
            fields.append(change.replace(after=f"weaker: {change.after}") if one.side == "right" else change)
        if fields:
            yield Change("change", KIND, name_of(right), "Content-Security-Policy", tuple(fields))


def became(before: Page, after: Page) -> Iterator[FieldChange]:
    """Whether a page is still protected."""
    said = [
        ("enforce" if page.served_as("enforce") else "report_only" if page.served_as("report") else None)
        for page in (before, after)
    ]
    if said[0] != said[1]:
        is_weaker = said[0] == "enforce" or said[1] is None
        yield FieldChange(("mode",), said[0], f"weaker: {said[1] or 'no policy'}" if is_weaker else said[1])


def everything(page: Page) -> Policies:
    """The policies that count for a page: the enforced ones, or else those that only report."""
    return Policies(page.url.rstrip("/") or UNKNOWN, page.served_as("enforce") or page.served_as("report"))
