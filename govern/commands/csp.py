"""`csp`: questions about the policy of a site, and what became of it in browsers, answered as data for programs."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from typing import IO, TYPE_CHECKING, Any

from govern.core.errors import GovernError

if TYPE_CHECKING:
    from govern.csp.reasons import Reason
    from govern.csp.violations.summary import Summary
    from govern.project import Project

Answer = dict[str, Any]

EXPECTED = (
    "reports as browsers post them (report-uri, or the Reporting API) or as a collector keeps them: JSON, one a line, one "
    "after the other, or a list"
)


def why(root: str, host: str, *, today: str | None = None) -> Answer:
    """Every reason to let a host through; beside it, by site, what lets it through without one. Of an address that somebody
    pastes nothing but the host is told again: the rest may hold a credential."""
    from govern.csp import reasons
    from govern.platforms.masking import covered_text
    from govern.project.live import with_exports

    project = loaded(root, today)
    try:
        name = reasons.host_of(host)
    except ValueError:
        name = ""
    if not name:
        raise GovernError(f'"{host}" is not a host', help="govern csp why www.googletagmanager.com")
    found = reasons.of_host(project, name)
    sites = {policy.site for policy in project.policies} - {one.site for one in found}
    passes = {site: reasons.let_through(project, site, name) for site in sorted(sites)}
    return {
        "host": covered_text(name),
        "reasons": told(project, found),
        "live": told(project, reasons.of_live_tags(with_exports(project), name)),
        "lets_through": {site: by for site, by in passes.items() if by},
    }


def without(root: str, destination: str, *, today: str | None = None) -> Answer:
    """What could go from each policy if a destination left, and what others need as well."""
    from govern.csp import reasons
    from govern.spec.spelling import suggest

    project = loaded(root, today)
    names = [one.name for one in project.destinations]
    if destination not in names:
        raise GovernError(f'there is no destination "{destination}"', help=suggest(destination, names))
    sites = [
        {"site": left.site, "gone": left.gone, "instead": left.instead, "kept": told(project, left.kept)}
        for left in reasons.without(project, destination)
    ]
    return {"destination": destination, "sites": sites}


def needs(root: str, *, today: str | None = None) -> list[Answer]:
    """Host × directive × who, of every policy."""
    from govern.csp import reasons

    return [
        {
            "site": row.site,
            "source": row.source,
            "directives": list(row.directives),
            "who": list(row.who),
            "verified": row.verified,
        }
        for row in reasons.table(loaded(root, today))
    ]


def grades(directory: str, paths: tuple[str, ...]) -> list[Answer]:
    """The grade of each page that was served, with its reasons."""
    from govern.csp.grade import grade
    from govern.csp.pages import gathered
    from govern.project.live import exports_of
    from govern.project.roots import root_or_none

    live = exports_of(root_or_none(directory), paths)
    found = gathered(live.policies)
    if not found:
        raise GovernError(
            "there is no policy to grade", help="govern csp grade headers.txt, a HAR file or a saved page"
        )
    return [
        {
            "page": page.url.partition("?")[0] or page.file,
            "grade": graded.letter,
            "reasons": [{name: getattr(why, name) for name in why.__fields__} for why in graded.reasons],
        }
        for page in found
        for graded in (grade(page),)
    ]


def told(project: Project, found: tuple[Reason, ...]) -> list[Answer]:
    """Reasons as data, with the lines of their places."""
    from govern.rules.findings import Maker

    maker, listed = Maker(project), []
    for one in found:
        place = maker.settled(one.place)
        where = f"{place.file}:{place.span.line}:{place.span.column}" if place.span else place.file
        fields = {
            name: getattr(one, name) for name in ("site", "directive", "source", "who", "why", "note", "verified")
        }
        listed.append({**fields, "evidence": list(one.evidence), "place": where})
    return listed


def loaded(root: str, today: str | None) -> Project:
    """The project, which has a policy to ask about."""
    from govern.commands.unread import because
    from govern.project.load import load

    project = load(root, today=today)
    if not project.policies:
        help = "a spec file with: csp: [{site: NAME, mode: report_only}]"
        raise because(project, "the project declares no policy to ask about", help)
    return project


def reports(directory: str, paths: tuple[str, ...], *, html: str = "", today: str | None = None) -> Answer:
    """What browsers reported, counted and judged by what the project declares, if there is one; a page of it on request."""
    from govern.csp.violations.summary import summary
    from govern.csp.violations.tally import Tally
    from govern.platforms.masking import covered_record
    from govern.project.load import load
    from govern.project.roots import root_or_none

    root = root_or_none(directory)
    tally = Tally()
    for path in (file for named in paths for file in files_of(named)):
        with stream_of(path) as stream:
            tally.read((stream,))
    if not tally.reports:
        raise GovernError("there is no report of a violation in these files", help=EXPECTED)
    project = load(root, today=today) if root is not None else None
    found = covered_record(summary(project, tally))
    if html:
        from govern.project.folders import project_around
        from govern.render.violations import page
        from govern.source.writing import present, write_all

        before = {html: present(html)}
        name = project.config.name or "" if project is not None else ""
        write_all({html: page(found, root or "", name).encode()}, before, project_around(html))
    return counted(found)


def counted(found: Summary) -> Answer:
    """A summary as data."""
    groups = [{name: getattr(group, name) for name in group.__fields__} for group in found.groups]
    counts = {name: getattr(found, name) for name in ("reports", "other", "damaged")}
    return {**counts, "days": found.days, "groups": groups}


def files_of(path: str) -> list[str]:
    """A file, or those of a folder in the order of their names, such as the days of a collector."""
    from govern.source.files import walk

    return sorted(absolute for absolute, _ in walk(path)) if os.path.isdir(path) else [path]


def stream_of(path: str) -> AbstractContextManager[IO[bytes]]:
    """A file that is read as it comes, or standard input."""
    if path == "-":
        import sys

        return nullcontext(sys.stdin.buffer)
    from govern.source.files import opened

    return opened(path)
