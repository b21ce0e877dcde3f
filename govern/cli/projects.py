"""Several projects, one after the other or at a time: each gets a part of the report with its name, its sum and its verdict."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from govern.cli.emit import note
from govern.cli.printing import STDIN, moved, relocated
from govern.cli.progress import progress

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from govern.core.errors import GovernError
    from govern.core.report import Part, Report

Call = Callable[[], "Report"]
"""What is to be done in a project; it goes to another process, so it is a `partial` of a function of a module."""

FEW = 4
"""Fewer projects are not worth starting other processes for."""


def over(calls: Mapping[str, Call] | Mapping[str | None, Call], jobs: int | None = None) -> Report:
    """One report of what is done in some projects, with paths as seen from the current folder.

    Of one project it is its own report, and what keeps the work from being done is raised. Of several it is a part of each: one that
    cannot be looked at does not keep the others from it.
    """
    from govern.core.report import Report, together

    with progress(len(calls)) as work:
        if len(calls) < 2:
            return next((from_here(call, root) for root, call in calls.items()), Report())
        return together(tuple(work.counted(parts(calls, jobs or fitting(len(calls))))))


def fitting(count: int) -> int:
    """How many projects are looked at at a time when nobody says so."""
    return min(os.cpu_count() or 1, count) if count >= FEW else 1


def parts(calls: Mapping[str, Call] | Mapping[str | None, Call], jobs: int) -> Iterator[Part]:
    """What was found in each project, in their order."""
    if jobs < 2:
        yield from (part(root, call) for root, call in calls.items())
        return
    pool = started(jobs)
    try:
        yield from pool.map(part, calls.keys(), calls.values())
    finally:
        pool.shutdown(cancel_futures=True)


def started(jobs: int) -> ProcessPoolExecutor:
    """The processes that do the work. A copy of this one where that is safe: it has everything imported already."""
    import multiprocessing
    import signal
    import sys
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))


def from_here(call: Call, root: str | None) -> Report:
    """What is found in a project, with paths as seen from the current folder; so is the place of what keeps us from looking."""
    from govern.core.errors import GovernError

    try:
        return relocated(call(), root)
    except GovernError as error:
        place, message = error.place, error.message
        if place is None or not place.file or place.file == STDIN:
            raise
        here = os.getcwd()
        seen = moved(place.file, os.path.abspath(root or here), here)
        if message.startswith(f"{place.file} "):
            message = seen + message.removeprefix(place.file)
        raise GovernError(message, place.replace(file=seen), error.help) from None


def part(root: str | None, call: Call) -> Part:
    """What is found in one project of several, or why it could not be looked at."""
    from govern.core.errors import GovernError
    from govern.core.report import Part, Report

    name = name_of(root)
    try:
        return Part(name, from_here(call, root))
    except GovernError as error:
        return Part(name, Report(), refused(error))


def by_project(report: Report) -> Report:
    """A report whose files may lie in several projects, in parts; what is in no project comes by itself. Remarks about
    all of it go to standard error."""
    from govern.core.report import Part, together
    from govern.source.files import root_above

    @cache
    def root_of(folder: str) -> str | None:
        return root_above(folder)

    def root(file: str) -> str | None:
        return root_of(os.path.dirname(os.path.abspath(file)))

    found, made = [root(f.place.file) for f in report.findings], [root(a.path) for a in report.artifacts]
    roots = sorted({*found, *made}, key=lambda one: one or "")
    if len(roots) < 2:
        return report
    parts = tuple(
        Part(
            name_of(one) if one else "in no project",
            relocated(
                report.replace(
                    findings=tuple(f for f, where in zip(report.findings, found, strict=True) if where == one),
                    artifacts=tuple(a for a, where in zip(report.artifacts, made, strict=True) if where == one),
                    notes=(),
                ),
                None,
            ),
        )
        for one in roots
    )
    for text in report.notes:
        note(text)
    return together(parts)


def tell_shared(report: Report) -> None:
    """Say on standard error which container several of the projects make: importing one takes away what the others made."""
    makers: dict[str, list[str]] = {}
    for part in report.parts:
        for artifact in part.report.artifacts:
            folder, _, file = artifact.path.rpartition("/")
            if folder.endswith("/gtm") and file.endswith(".json"):
                makers.setdefault(file.removesuffix(".json"), []).append(part.project)
    for container, projects in makers.items():
        if len(projects) > 1:
            note(
                f"{container} is made by {' and '.join(projects)}: whichever is imported last takes the other's tags away"
            )


def name_of(root: str | None) -> str:
    """What a project is called in a report of several: its folder, from here."""
    return moved(root or os.getcwd(), "", os.getcwd())


def refused(error: GovernError) -> str:
    """Why the work could not be done in a project, with the place and the way out."""
    from govern.cli import located

    help = "".join(f"\n  → {line}" for line in error.help.split("\n") if line)
    return f"{located(error)}{error.message}{help}"


def specs_named(paths: tuple[str, ...], directory: str, staged: bool) -> dict[str, tuple[str, ...]]:
    """The projects whose specs are named, each with the paths that are; with `--staged` those that the next commit is about."""
    from govern.project.roots import extending, scopes_of

    found = {root: named for root, named in scopes_of(paths, directory, extending).items() if root is not None}
    if staged:
        from govern.project.staged import concerned

        return {root: found[root] for root in concerned(tuple(found))}
    return found
