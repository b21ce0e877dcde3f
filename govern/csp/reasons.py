"""Why a source stands in a site's policy: who needs it in which directive, and what would go if somebody left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.core.report import Place
from govern.csp.address import address_of
from govern.csp.ask import CLASSES
from govern.csp.build import Directives, build, needed_by
from govern.csp.match import host_matches
from govern.csp.pages import declared
from govern.csp.request import Request
from govern.csp.source import parse_source
from govern.csp.written import written
from govern.spec.sections.csp import Csp

if TYPE_CHECKING:
    from govern.project import Project


class Reason(Record):
    """A source of a directive, who needs it and why; `evidence` says where that was read."""

    site: str
    directive: str
    source: str
    who: str
    why: str
    place: Place
    note: str = ""
    evidence: tuple[str, ...] = ()
    verified: bool = True


class Left(Record):
    """What becomes of a site's policy without a destination: what goes, what stays for others, what takes a place."""

    site: str
    gone: Directives
    kept: tuple[Reason, ...]
    instead: Directives


def reasons(project: Project, policy: Csp) -> Iterator[Reason]:
    """Every reason of a policy: what is declared and needs a source, and what the specs write themselves."""
    for need in needed_by(project, policy):
        yield Reason(
            policy.site, need.directive, need.source, need.what, need.reason, need.place, need.note, need.evidence,
            need.verified,
        )  # fmt: skip
    for one in written(policy):
        who = "an extra source" if one.is_extra else "base"
        until = f", until {one.until}" if one.until else ""
        why = (one.reason or "no reason is written") + until if one.is_extra else "written in the specs"
        yield Reason(policy.site, one.directive, one.source, who, why, one.place)


def host_of(asked: str) -> str:
    """The host of an address, or of a source, that somebody asks about."""
    text = asked.strip()
    return address_of(text).host if "://" in text else text.lower().partition("/")[0].partition(":")[0]


def covers(source: str, host: str) -> bool:
    """Whether a source names a host, or all that is below its domain."""
    parsed = parse_source(source)
    return parsed.kind == "host" and parsed.host != "*" and (parsed.host == host or host_matches(parsed.host, host))


def of_live_tags(project: Project, host: str) -> tuple[Reason, ...]:
    """Every tag of a live container that loads from a host or sends to it, of sites with a policy."""
    from govern.csp.raw import live_container, live_needs

    containers = ((policy.site, live_container(project, policy.site)) for policy in project.policies)
    return tuple(
        Reason(site, need.directive, need.source, f"{need.what} of {container.file}", need.reason, need.place)
        for site, container in containers
        if container is not None
        for need in live_needs(container)
        if covers(need.source, host)
    )


def of_host(project: Project, host: str) -> tuple[Reason, ...]:
    """Every reason to let a host through, site by site."""
    return tuple(
        reason for policy in project.policies for reason in reasons(project, policy) if covers(reason.source, host)
    )


def let_through(project: Project, site: str, host: str) -> dict[str, str]:
    """By which source of which directive a site's declared policy lets a host through."""
    policies = declared(project, site)
    if policies is None:
        return {}
    found = {}
    for name, (_, element) in CLASSES.items():
        verdict = policies.verdict(Request(name, (f"https://{host}/",), element=element))
        said = verdict.said[-1]
        if verdict.allowed and said.directive:
            found[said.directive] = said.source
    return found


def without(project: Project, destination: str) -> Iterator[Left]:
    """What of each site's policy would go if a destination left."""
    others = tuple(one for one in project.destinations if one.name != destination)
    smaller = project.with_section("destinations", others)
    for policy in project.policies:
        before, after = build(project, policy), build(smaller, policy)
        own = [one for one in reasons(project, policy) if one.who == f'destination "{destination}"']
        if not own:
            continue
        stays = {(name, source) for name, sources in after.items() for source in sources}
        kept = tuple(one for one in reasons(smaller, policy) if stands_for(one, own, stays))
        yield Left(policy.site, difference(before, after), kept, difference(after, before))


def stands_for(reason: Reason, own: list[Reason], stays: set[tuple[str, str]]) -> bool:
    """Whether a reason keeps a source that the destination needs as well."""
    return (
        any((one.directive, one.source) == (reason.directive, reason.source) for one in own)
        and (
            reason.directive,
            reason.source,
        )
        in stays
    )


def difference(one: Directives, other: Directives) -> Directives:
    """The sources of the one that the other does not have."""
    found = {name: [source for source in sources if source not in other.get(name, [])] for name, sources in one.items()}
    return {name: sources for name, sources in found.items() if sources}


class Row(Record):
    """A line of the table of needs: a source, the directives that have it, and who needs it."""

    site: str
    source: str
    directives: tuple[str, ...]
    who: tuple[str, ...]
    verified: bool


def table(project: Project) -> tuple[Row, ...]:
    """Every host of every policy with its directives and with who needs it."""
    found: dict[tuple[str, str], list[Reason]] = {}
    for policy in project.policies:
        for one in reasons(project, policy):
            if parse_source(one.source).kind == "host":
                found.setdefault((policy.site, one.source), []).append(one)
    rows = (
        Row(
            site,
            source,
            tuple(dict.fromkeys(one.directive for one in listed)),
            tuple(dict.fromkeys(one.who for one in listed)),
            any(one.verified for one in listed),
        )
        for (site, source), listed in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.site, parse_source(row.source).host.removeprefix("*."), row.source)))
