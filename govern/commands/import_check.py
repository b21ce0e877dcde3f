"""Proving that exports come through the specs without loss: written as specs, read, rendered, read again, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govern.commands.refused import BROKEN, refused
from govern.core.errors import GovernError
from govern.core.report import Change, Finding, Place, Report
from govern.gtm import read as gtm
from govern.gtm.container import Container
from govern.gtm.desired import desired
from govern.gtm.specs import spec_files
from govern.plan import plan
from govern.project.config import Config
from govern.project.exports import Exports, content_of, found, read_export, shown_as
from govern.project.load import documents_of, inputs_of, project_of
from govern.render.targets.gtm import render


def prove(paths: Iterable[str]) -> Report:
    """One line for each container that comes through whole; what is refused, and what would differ, as in any report.

    Nothing is written. A file that is refused does not keep the others from being looked at.
    """
    notes: list[str] = []
    findings: list[Finding] = []
    changes: list[Change] = []
    for path in paths:
        for file in found(path):
            name = shown_as(file, "")
            try:
                live = read_export(content_of(file, path), name)
                if said := refused(live):
                    findings.extend(said)
                    notes.append(f"refused  {name}")
                    continue
                for container in live.containers:
                    lost = tuple(differences(container))
                    changes.extend(lost)
                    notes.append(f"{'lossy' if lost else 'whole'}    {name}  {container.id}")
            except GovernError as error:
                place = error.place if error.place is not None and error.place.file else Place(name)
                findings.append(Finding(BROKEN, "error", error.message, place, help=error.help.split("\n")[0]))
                notes.append(f"refused  {name}")
    return Report(tuple(findings), tuple(changes), notes=tuple(notes))


def differences(container: Container) -> Iterator[Change]:
    """What a container would lose or change on its way through specs and rendering."""
    specs = [("specs", path, raw) for path, raw in spec_files(container).items()]
    inputs = inputs_of("", Config(), specs)
    project = project_of(inputs, documents_of(inputs), "2000-01-01", Exports())
    for wished in desired(project).containers:
        yield from plan(gtm.read(render(wished).encode(), container.file), [container])
