"""What a date brings: rotations and ends of tokens, ends of grants, people, apps and exceptions, and ends of API versions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.access.houseroles import held_roles
from govern.access.kept import is_of, kept_in, name_of, period_of_today
from govern.access.policy import wished
from govern.core.record import Record
from govern.core.report import Place, Span
from govern.tokens import rotations

if TYPE_CHECKING:
    from govern.project import Project


class Dated(Record):
    """Something that a day brings: its kind, what it is about, who answers for it, and where it is written."""

    day: str
    kind: str
    what: str
    owner: str
    place: Place


def dates(project: Project) -> tuple[Dated, ...]:
    """Everything with a day, by day."""
    found = [
        *of_tokens(project),
        *of_access(project),
        *of_people(project),
        *of_review(project),
        *of_comments(project),
        *of_versions(project),
        *of_baseline(project),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind, one.what)))


def of_tokens(project: Project) -> Iterator[Dated]:
    """The next rotation of each token, and its end."""
    for rotation in rotations.rotations(project):
        token = rotation.token
        yield Dated(
            rotations.shown(rotation.due),
            "rotation",
            f'token "{token.name}" is to be rotated',
            token.owner or "",
            rotation.place,
        )
    for token, place in project.token_items():
        if token.expires is not None:
            yield Dated(token.expires, "expiry", f'token "{token.name}" expires', token.owner or "", place)


def of_access(project: Project) -> Iterator[Dated]:
    """The ends of grants and of roles."""
    for grant, place in project.grants():
        if grant.until is not None:
            where = f"{grant.platform} {grant.asset or ''}".strip()
            yield Dated(
                grant.until, "grant", f'"{grant.role}" of "{grant.who}" at {where} ends', grant.approved_by or "", place
            )
    for held in held_roles(project):
        if held.role.until is not None:
            yield Dated(
                held.role.until,
                "grant",
                f'the role "{held.name}" of "{held.person.name}" ends',
                held.role.approved_by or "",
                held.place,
            )


def of_review(project: Project) -> Iterator[Dated]:
    """The last day on which the review of this period can be made, unless it is kept already."""
    if wished(project, "review") is None:
        return
    first, last = period_of_today(project)
    folder = project.config.reviews
    if project.root and any(
        is_of(one, first, last) for one in kept_in(os.path.join(project.root, folder), project.root, folder)
    ):
        return
    access = next(access for access in project.access if access.policy is not None and access.policy.given("review"))
    what = f"the review of access of {name_of(first, last)} is to be made by"
    yield Dated(last, "review", what, "", access.place("policy", "review"))


def of_people(project: Project) -> Iterator[Dated]:
    """The last days of people, services and apps."""
    for person, place in project.people():
        if person.until is not None:
            yield Dated(person.until, "person", f'"{person.name}" leaves', person.team or "", place)
    for service, place in project.services():
        if service.until is not None:
            yield Dated(service.until, "service", f'service "{service.name}" ends', service.owner or "", place)
    for app, place in project.apps():
        if app.until is not None:
            yield Dated(app.until, "app", f'app "{app.name}" ends', app.owner or "", place)


def of_comments(project: Project) -> Iterator[Dated]:
    """The ends of comments that silence rules."""
    for file, document in sorted(project.documents.items()):
        for ignore in document.ignores:
            if ignore.until:
                span = Span(ignore.line, ignore.column, ignore.line, ignore.column + 1)
                yield Dated(
                    ignore.until,
                    "exception",
                    f"the exception from {', '.join(ignore.rules)} ends",
                    "",
                    Place(file, (), span),
                )


def of_versions(project: Project) -> Iterator[Dated]:
    """The ends of API versions that servers send by, as far as they are known for sure."""
    from govern.signals.api_versions import asked, is_formed, last_day, month

    for one in asked(project):
        if not one.platform.api.version_ends.verified or not is_formed(one):
            continue
        day, said = last_day(one), month(one)
        if day or said:
            ends = "ends" if day else "may from then on end"
            message = f'{one.platform.name} {ends} version "{one.version}", by which {one.by} sends'
            yield Dated(day or f"{said}-01", "version", message, "", one.place)


def of_baseline(project: Project) -> Iterator[Dated]:
    """The ends of exceptions that the baseline accepts."""
    from govern.project import baseline

    for entry in baseline.entries(project.root) if project.root else ():
        if entry.get("until"):
            what = f"the exception from {entry['rule']} ends: {entry.get('message', '')}".rstrip(": ")
            yield Dated(entry["until"], "exception", what, entry.get("by", ""), Place(baseline.FILE))
