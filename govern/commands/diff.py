"""`diff`: the specs against live exports, or one export, or access list, against an older one."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

from govern.commands.refused import unread
from govern.commands.render import stopping
from govern.core.errors import GovernError
from govern.core.report import Change, Report
from govern.project.exports import passed_over
from govern.project.live import exports_of

if TYPE_CHECKING:
    from govern.gtm.container import Container
    from govern.project import Project
    from govern.project.exports import Exports


def diff(root: str, paths: tuple[str, ...] = (), *, today: str | None = None, of_several: bool = False) -> Report:
    """The specs against live exports. A project `of_several` may have none."""
    from govern.project.load import load
    from govern.rules.run import run

    live = exports_of(root, paths)
    if not live.sources and of_several:
        return Report(notes=("there are no exports to compare with",))
    if not live.sources:
        raise GovernError(
            f"{', '.join(paths)} holds no export to compare with" if paths else "there is no export to compare with",
            help="name one, or put it into the exports folder of the project",
        )
    project = load(root, today=today, live=live)
    errors = stopping(project, run(project, "specs"))
    if errors:
        return Report(errors, notes=("nothing was compared, because the specs have errors",), today=project.held_day)
    found = differences(project)
    if waiting := ours(project, found.changes):
        number = f"{len(waiting):,} of these wait{'s' * (len(waiting) == 1)}"
        note = (
            f"{number} for deployment: live is as it was rendered before, and govern check tells them apart from drift"
        )
        found = found.replace(notes=(*found.notes, note))
    if paths:  # of a whole folder, audit says the same as findings
        found = found.replace(changes=(*found.changes, *access_changes(project)))
    if not is_comparable(project, named=bool(paths)):
        found = found.replace(notes=(*found.notes, NOT_COMPARED))
    return found.replace(findings=unread(live))


NOT_COMPARED = (
    "diff compares containers, declared policies and settings, and lists of access and secrets that are named: none was "
    "exported, see govern audit"
)


def outcome(report: Report) -> str:
    """What a comparison without differences comes to."""
    return "nothing was compared" if NOT_COMPARED in report.notes else "no difference"


def is_comparable(project: Project, *, named: bool = False) -> bool:
    """Whether anything that is live is declared as well. Lists of access and of secrets are compared where they are `named`."""
    from govern.access.houseroles import every_grant
    from govern.csp.pages import declared_for, pages

    if project.live.settings or project.live.containers:
        return True
    people = project.live.access and any(True for _ in every_grant(project))
    if named and (people or (project.live.secrets and project.tokens)):
        return True
    return any(declared_for(project, page) is not None for page in pages(project))


def ours(project: Project, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The differences that wait for deployment: the specs went ahead, and live is as something that was rendered here."""
    from govern.render import policy_states
    from govern.render.entities import waiting
    from govern.render.rendered import states

    known = states(project.root)
    live = {container.id: container for container in project.live.containers}
    return (*waiting(changes, known, live), *policy_states.waiting(project, changes, known))


def differences(project: Project) -> Report:
    """`diff` of a loaded project with its exports: containers of which there is an export, and what is not governed."""
    from govern.csp.difference import served_against_declared
    from govern.gtm.desired import desired
    from govern.plan import plan
    from govern.plan.meaning import ranked

    wished = desired(project).containers
    exported = {container.id for container in project.live.containers}
    changes = ranked(plan([container for container in wished if container.id in exported], project.live.containers))
    changes = (*changes, *served_against_declared(project), *settings_changes(project))
    absent = [container.id for container in wished if container.id not in exported]
    notes = (f"no export of {', '.join(absent)} to compare with",) if absent and exported else ()
    return Report(changes=changes, notes=(*notes, *passed_over(project.live)), today=project.held_day)


def access_changes(project: Project) -> tuple[Change, ...]:
    """What would have to happen to people's roles and in secret stores; `check` and reports say the same as findings."""
    if not project.live.access and not project.live.secrets:
        return ()
    from govern.access.difference import access_against_specs
    from govern.tokens.difference import secrets_against_specs

    return (*access_against_specs(project), *secrets_against_specs(project))


def settings_changes(project: Project) -> tuple[Change, ...]:
    """What would have to be set otherwise at the platforms whose settings were exported."""
    if not project.live.settings:
        return ()
    from govern.settings.difference import settings_against_specs

    return settings_against_specs(project)


def compare_exports(before: str, paths: tuple[str, ...]) -> Report:
    """What happened from one export to others: the older one is what was, so an addition is a `+`."""
    from govern.csp.difference import between
    from govern.plan import plan
    from govern.plan.meaning import ranked
    from govern.tokens.changed import changed as secrets_changed

    if not paths:
        raise GovernError("--from needs a second export", help="govern diff --from OLD.json NEW.json")
    if len(paths) > 1 and (versions := chain(before, paths)):
        return steps(versions)
    newer, older = exports_of(None, paths), exports_of(None, (before,))
    people, notes = compare_people(older, newer)
    people = (*people, *secrets_changed(older.secrets, newer.secrets))
    changes = (*ranked(plan(newer.containers, older.containers)), *between(older.policies, newer.policies), *people)
    changes = (*changes, *compare_settings(older, newer))
    return Report((*unread(older), *unread(newer)), changes, notes=notes)


def chain(before: str, paths: tuple[str, ...]) -> tuple[tuple[str, Container], ...]:
    """The versions of one container, in the order in which their files are named; none where these are not that."""
    if not all(map(os.path.isfile, (before, *paths))):
        return ()
    found = [(path, exports_of(None, (path,)).containers) for path in (before, *paths)]
    if any(len(containers) != 1 for _, containers in found) or len({one[0].id for _, one in found}) != 1:
        return ()
    return tuple((path, containers[0]) for path, containers in found)


def steps(versions: tuple[tuple[str, Container], ...]) -> Report:
    """What happened from each version of a container to the next, and which step has the change that costs most."""
    from govern.plan import plan
    from govern.plan.meaning import MEANINGS, ranked

    names = names_apart(tuple(path for path, _ in versions))
    changes: list[Change] = []
    notes: list[str] = []
    worst: dict[str, str] = {}
    for at, ((_, older), (_, newer)) in enumerate(pairwise(versions)):
        step = f"{newer.id}, {names[at]} to {names[at + 1]}"
        found = ranked(plan([newer], [older]))
        changes.extend(change.replace(owner=step) for change in found)
        for change in found:
            worst.setdefault(change.meaning, f'{names[at]} to {names[at + 1]}: {change.kind} "{change.name}"')
        if not found:
            notes.append(f"{names[at]} to {names[at + 1]}: no difference")
    first = next((says for says in MEANINGS if says in worst), "")
    if first:
        notes.insert(0, f"what costs most of {len(versions) - 1} steps is in {worst[first]} ({first})")
    return Report(changes=tuple(changes), notes=tuple(notes))


def names_apart(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The names of files as short as they can be told apart."""
    short = tuple(os.path.basename(path) for path in paths)
    return short if len(set(short)) == len(short) else tuple(path.replace("\\", "/") for path in paths)


def compare_settings(older: Exports, newer: Exports) -> tuple[Change, ...]:
    """What happened to the settings of platforms."""
    if not older.settings and not newer.settings:
        return ()
    from govern.settings.difference import between

    if not older.settings or not newer.settings:
        kind = next((source.kind for source in (older if newer.settings else newer).sources), "file without settings")
        message = f"settings can only be compared with settings, not with a {kind}"
        raise GovernError(message, help="govern diff --from OLD.json NEW.json")
    return between(older.settings, newer.settings)


def compare_people(older: Exports, newer: Exports) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Who came, left, was raised or lowered between two lists of a kind (people with roles, people of a directory, connected
    apps), and how much the newer one proves."""
    kinds = ("access", "directories", "apps")
    both = [kind for kind in kinds if getattr(older, kind) and getattr(newer, kind)]
    alone = [kind for kind in kinds if bool(getattr(older, kind)) != bool(getattr(newer, kind))]
    if not both and not alone:
        return (), ()
    from govern.access.changed import changed, summed
    from govern.project.load import bare

    if not both:
        one = (older if getattr(older, alone[0]) else newer).sources[0].kind
        other = (newer if getattr(older, alone[0]) else older).sources
        kind = other[0].kind if other else "file without access"
        message = f"a list can only be compared with another one of its kind, not {article(one)} with {article(kind)}"
        raise GovernError(message, help="govern diff --from OLD.csv NEW.csv")
    project = bare(None, newer)
    changes = tuple(change for kind in both for change in changed(project, getattr(older, kind), getattr(newer, kind)))
    doubts = tuple(
        f"{people.file} may not have everybody in it, so who left may still have access"
        for people in newer.access
        if not people.is_whole
    )
    return changes, (f"from one list to the other: {summed(changes)}", *doubts)


def article(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
