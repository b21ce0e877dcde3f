"""A site's content security policy: the header itself, and in the words of servers, frameworks and hosts.

The sources of a policy are its `base`, what the site's declared destinations and containers need, its first-party
endpoint and its `extra` ones. What is added never takes anything away: a directive that was spoken for by another, such
as default-src, starts as a copy of it, and one that nothing restricts stays unrestricted. Directives and sources come in
a fixed order, whatever the order of the specs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.report import Artifact
from govern.csp.build import ENDPOINT, Directives, build, every_need, trial_of, value_of
from govern.csp.needs import asks_by_country
from govern.csp.pages import declared
from govern.project import Project
from govern.project.live import with_exports
from govern.render import servers
from govern.render.stems import apart, digest
from govern.spec.sections.csp import Csp

WRITES = "the security policy of each site: plain header, nginx, Apache, Caddy, Express, Django, Next.js and more"
POSITION = 30


def artifacts(project: Project) -> Iterator[Artifact]:
    """Every declared policy, as `<output>/csp/<site>.txt` and in each form that fits it."""
    stems = apart((policy.site for policy in project.policies), file_name)
    for policy in project.policies:
        path = f"{project.config.output}/csp/{stems[policy.site]}"
        yield Artifact(f"{path}.txt", header_text(project, policy))
        shown = "".join(char if char.isprintable() else "?" for char in policy.site)
        served = ((header_name(one), made) for one, made in every_policy(project, policy))
        for ending, text in servers.each(
            shown, tuple(headers(project, policy)), tuple(served), tuple(marks(project, policy))
        ):
            yield Artifact(f"{path}.{ending}", text)


def remarks(project: Project) -> Iterator[str]:
    """The sites whose policies block what a platform asks of the visitor's country, since they name no countries; and what
    rests on facts that are not verified, written or left out."""
    for policy in project.policies:
        yield from stopped_by(project, policy)
        length = sum(len(value) for _, value in headers(project, policy))
        if length > BUFFER:
            yield f'the policy of site "{policy.site}" makes headers of {length:,} characters: {TOO_LONG}'
        yield from too_long(project, policy)
        for said, needed in doubtful(project, policy).items():
            names = dict.fromkeys(name for name, _ in needed)
            listed = (" ".join((name, *(source for one, source in needed if one == name))) for name in names)
            yield f'the policy of site "{policy.site}" {said}: {"; ".join(listed)}'
        for destination in asks_by_country(project, policy):
            yield (
                f'the policy of site "{policy.site}" lets destination "{destination.name}" ask no country\'s own domain: '
                "name the site's countries"
            )


def stopped_by(project: Project, policy: Csp) -> Iterator[str]:
    """What of the site's container the policy stops: code that needs no host, and what to write instead; of a live container
    that the specs do not hold the hosts of its tags as well."""
    from govern.csp.blocked import stopped_hosts
    from govern.csp.forced import MENDED, by_how, named, stopped
    from govern.csp.raw import live_container, raw_container

    wished = declared(project, policy.site)
    decoded = raw_container(project, policy.site)
    live = live_container(with_exports(project), policy.site) if decoded is None else None
    container = decoded.container if decoded is not None else live
    if wished is None or container is None:
        return
    for how, things in by_how(stopped(container, wished)).items():
        yield f'the policy of site "{policy.site}" stops {how}, {MENDED[how]}: {named(things)}'
    for what, needs in stopped_hosts(project, wished, live).items() if live is not None else ():
        listed = ", ".join(dict.fromkeys(f"{need.source} in {need.directive}" for need in needs))
        where = f"{what} of {container.file}"
        yield f'the policy of site "{policy.site}" stops {listed}, which {where} needs: declare it under extra'


def too_long(project: Project, policy: Csp) -> Iterator[str]:
    """The headers that do not fit into a line of a `_headers` file, which Cloudflare passes over."""
    lines = [f"  {name}: {value}" for name, value in headers(project, policy)]
    for line in lines if not any("{nonce}" in line for line in lines) else ():
        if len(line) > LINE:
            name = line.strip().partition(":")[0]
            yield (
                f'the policy of site "{policy.site}" makes a line of {len(line):,} characters ({name}) in a _headers file: '
                f"Cloudflare Pages takes no more than {LINE:,}"
            )


BUFFER = 4096
LINE = 2000
"""The longest line of a `_headers` file on Cloudflare Pages (https://github.com/Baroshem/nuxt-security/issues/606,
https://github.com/cloudflare/cloudflare-docs/pull/8379, read on 2026-11-30)."""

TOO_LONG = "nginx before a back end takes 4 or 8 KB, all together (govern explain csp/long-header)"

WRITTEN = "lets in what was seen once or is not verified (leave it out with --strict, or strict: true)"
LEFT_OUT = "leaves out what was seen once or is not verified"


def doubtful(project: Project, policy: Csp) -> dict[str, dict[tuple[str, str], list[str]]]:
    """What rests on facts that are not verified, by what becomes of it: directive and source, with what needs it. A source
    that is needed by a verified fact as well is not in doubt."""
    needed = every_need(project, policy)
    sure = {(need.directive, need.source) for need in needed if need.verified}
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    said = LEFT_OUT if policy.strict else WRITTEN
    for need in needed:
        if not need.verified and (need.directive, need.source) not in sure:
            needing = found.setdefault(said, {}).setdefault((need.directive, need.source), [])
            needing.extend([need.what] if need.what not in needing else ())
    return found


def marks(project: Project, policy: Csp) -> Iterator[str]:
    """Comments about what rests on facts that are not verified: once a report names it, it is more than one source."""
    for said, needed in doubtful(project, policy).items():
        what = "Seen once or not verified" if said == WRITTEN else "Left out, since it was seen once or is not verified"
        for (name, source), needing in needed.items():
            shown = "".join(char if char.isprintable() else "?" for char in ", ".join(needing))
            yield f"# {what}: {name} {source} ({shown})\n"


def file_name(site: str) -> str:
    """A site's name as a file name; a name that cannot be one gets a digest."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", site):
        return site
    return f"site-{digest(site)[:12]}"


def header_name(policy: Csp) -> str:
    """The header that carries the policy."""
    return "Content-Security-Policy" + ("-Report-Only" if policy.mode == "report_only" else "")


def every_policy(project: Project, policy: Csp) -> Iterator[tuple[Csp, Directives]]:
    """The policy, and the one that is tried out beside it."""
    for one in filter(None, (policy, trial_of(policy))):
        yield one, build(project, one)


def headers(project: Project, policy: Csp) -> Iterator[tuple[str, str]]:
    """The headers by name: the policies, and where their reports go."""
    if policy.report_to is not None:
        yield "Reporting-Endpoints", f'{ENDPOINT}="{policy.report_to}"'
    for one, directives in every_policy(project, policy):
        yield header_name(one), value_of(directives)


def header_text(project: Project, policy: Csp) -> str:
    """The headers as they are sent, one a line. `{nonce}` stands for a new random value in each answer."""
    return "".join(f"{name}: {value}\n" for name, value in headers(project, policy))
