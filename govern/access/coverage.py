"""Which of the things that the specs speak about a list covers, and how well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from govern.access import AccessList
from govern.access.grants import current_grants
from govern.access.policy import day_of_list, listing, oldest_good, platforms_of
from govern.access.register import platform_name, register
from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place

if TYPE_CHECKING:
    from govern.project import Project

Reviewed = Literal["reviewed", "in part", "not reviewed"]


class Covered(Record):
    """One asset of the specs: whether a list covers it, which, of which day, and why it is not the whole of it."""

    platform: str
    asset: str
    state: Reviewed
    why: str
    file: str = ""
    day: str = ""


def unlisted(project: Project) -> Iterator[tuple[str, Place, int]]:
    """Each platform with a declared grant of which there is no list: its name, the first grant, how many there are."""
    listed = {key for people in project.live.access for key in platforms_of(project, people)}
    nameless = any(not platforms_of(project, people) for people in project.live.access)
    found: dict[str, list[tuple[str, Place]]] = {}
    for grant in current_grants(project):
        if grant.platform not in listed:
            found.setdefault(grant.platform, []).append((grant.label, grant.place))
    for grants in () if nameless else found.values():
        yield *grants[0], len(grants)


@memo
def coverage(project: Project) -> tuple[Covered, ...]:
    """Every asset that a grant, a site or a destination names, by platform and name."""
    wanted = {(grant.platform, grant.grant.asset or "") for grant in current_grants(project)}
    for site in project.sites:
        containers = site.containers
        for id in (containers.web, containers.server) if containers is not None else ():
            wanted |= {("gtm", id)} if id else set()
    named = {platform for platform, _ in wanted}
    for destination in project.destinations:
        found = project.platform(destination.platform)
        if found is not None and found.key not in named:
            wanted.add((found.key, ""))
    return tuple(covered(project, platform, asset) for platform, asset in sorted(wanted))


def covered(project: Project, platform: str, asset: str) -> Covered:
    """How well the best of the lists covers an asset."""
    label = platform_name(project, platform)
    lists = [people for people in project.live.access if speaks_of(project, people, platform, asset)]
    states = [state_of(project, people) for people in lists]
    order = {"reviewed": 0, "in part": 1, "not reviewed": 2}
    best = min(zip(states, lists, strict=True), key=lambda pair: order[pair[0][0]], default=None)
    if best is None:
        return Covered(label, asset, "not reviewed", "no list of it was given")
    (state, why), people = best
    return Covered(label, asset, state, why, people.file, day_of_list(project, people))


def speaks_of(project: Project, people: AccessList, platform: str, asset: str) -> bool:
    """Whether a list is about an asset, as far as names tell."""
    if platform not in platforms_of(project, people) or not people.entries:
        return False
    known = register(project)
    here = [e for e in people.entries if not e.platform or known.platform_key(e.platform) == platform]
    return any(known.may_be_same_asset(asset, entry.asset) for entry in here)


def state_of(project: Project, people: AccessList) -> tuple[Reviewed, str]:
    """What a list is worth as evidence, and why."""
    day = day_of_list(project, people)
    if day and day < oldest_good(project):
        return "not reviewed", f"the list was taken on {day}"
    if people.more is not None:
        return "in part", people.more.message if people.more.place.span else "the list says that another page follows"
    if not people.is_list or people.doubt:
        return "in part", people.doubt or "the answer is about one user"
    known = listing(project, people)
    if not people.platform and (known is None or known.rows is None):
        return "in part", "a table does not prove that it is whole: say how many rows there were in access.lists"
    return (
        "reviewed",
        f"attested by {known.by}" if known is not None and known.by else "the list proves that it is whole",
    )
