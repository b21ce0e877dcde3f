"""Taking exports into the specs of a project: what `govern import` writes, or would write."""

from __future__ import annotations

import os

from govern.commands.import_people import people_of
from govern.commands.init import credentials_in, modeline
from govern.commands.refused import not_judged, refused
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.core.report import Artifact, Report
from govern.gtm.container import Container
from govern.gtm.desired import desired
from govern.gtm.entries import containers_of
from govern.gtm.specs import import_container
from govern.project import Project
from govern.project.exports import Exports, passed_over
from govern.project.live import exports_of
from govern.project.load import config_of, day_of, documents_of, project_of, read_inputs
from govern.project.roots import held_day


class Taken(Record):
    """The files to write, by path from the project, and what was read of them; what the specs said otherwise; side files
    nobody needs now."""

    files: dict[str, bytes]
    before: dict[str, bytes | None]
    changed: tuple[str, ...]
    orphans: tuple[str, ...]


def take(root: str, live: Exports, today: str | None) -> Taken:
    """What has to be written so that the specs say what the exports say.

    Entities that are derived from events stay derived: an export holds them because they were rendered once.
    """
    config = config_of(root)
    inputs = read_inputs(root, config)
    project = project_of(inputs, documents_of(inputs), day_of(config, today), Exports())
    existing, new = dict(inputs.found), {}
    changed: list[str] = []
    orphans: list[str] = []
    for container in live.containers:
        header = modeline(config.specs.strip("/.").count("/") + 3)
        imported = import_container(without_derived(project, container), existing, config.specs, header)
        new.update(imported.files)
        existing.update(imported.files)
        changed.extend(f"{container.id}: {what}" if what != container.id else what for what in imported.changed)
        orphans.extend(imported.orphans)
    people = people_of(inputs, live, project.today, modeline(config.specs.strip("/.").count("/") + 1))
    new.update(people.files)
    existing.update(people.files)
    changed.extend(people.told)
    if live.settings:
        from govern.settings.taken import take as take_settings

        beside = project.beside(live)
        taken = take_settings(beside, existing, config.specs, modeline(config.specs.strip("/.").count("/") + 2))
        new.update(taken.files)
        changed.extend(taken.changed)
    return Taken(new, {path: inputs.found.get(path) for path in new}, tuple(changed), tuple(orphans))


def without_derived(project: Project, container: Container) -> Container:
    """A live container without the entities that the specs derive from events."""
    wished = desired(project).container(container.id)
    if wished is None:
        return container
    raw = next(
        (
            d.container
            for d in containers_of(project.container_entries, project.side_files)
            if d.container.id == container.id
        ),
        None,
    )
    entities = {
        kind: {
            name: body
            for name, body in bodies.items()
            if name not in wished.bodies(kind) or (raw is not None and name in raw.bodies(kind))
        }
        for kind, bodies in container.entities.items()
    }
    return container.replace(entities=entities)


def import_exports(
    root: str | None, paths: tuple[str, ...], *, check: bool = False, today: str | None = None
) -> Report:
    """What exports hold, into the specs; with `check` only what would be written, outside a project what would be lost."""
    from govern.render.deliver import state_of
    from govern.source.writing import write_all

    if root is None:
        from govern.commands.import_check import prove

        return prove(paths)
    live = exports_of(root, paths)
    if not live.containers and not live.access and not live.settings:
        message = "there is no Tag Manager container, no list of who has access and no answer about settings in what was given"
        raise GovernError(
            message, help="export a container under Admin, Export; docs/access.md and docs/settings.md say what is read"
        )
    taken = take(root, live, today)
    targets = {os.path.join(root, path): raw for path, raw in taken.files.items()}
    states = [state_of(target, raw) for target, raw in targets.items()]
    if not check:
        write_all(targets, {os.path.join(root, path): raw for path, raw in taken.before.items()}, root)
    artifacts = tuple(
        Artifact(path, "", state if check or state == "unchanged" else "written")
        for path, state in zip(taken.files, states, strict=True)
    )
    notes = (
        *taken.changed,
        *(f"{path} is not needed any more" for path in taken.orphans),
        *credentials_in(live),
        *not_judged(live),
        *passed_over(live),
    )
    return Report(refused(live), artifacts=artifacts, notes=notes, today=held_day(root, today))
