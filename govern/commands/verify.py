"""`verify`: captured traffic, held against what is known of the platforms and, in a project, against its specs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from govern.core.errors import GovernError
from govern.core.report import Artifact, Report, by_cost

if TYPE_CHECKING:
    from govern.captures.coverage import Total
    from govern.captures.earlier import Earlier
    from govern.captures.read import Counting
    from govern.project import Project
    from govern.render.verify import Page
    from govern.rules.run import Together

LISTED = 1_000
"""So many findings of a rule are listed, and so many places of one cause; the rest is counted."""


def verify(
    root: str | None, paths: tuple[str, ...], *, today: str | None = None, report_dir: str | None = None,
    counted: Counting = iter,
) -> Report:  # fmt: skip
    """What is wrong in captures, and what they held; on request a page with each payload beside its contract. A capture of any
    size is judged, portion by portion."""
    from govern.rules.run import sort

    specs = specs_of(root, today)
    page = new_page() if report_dir is not None else None
    total, said, earlier = judged(specs, paths, page=page, counted=counted)
    if not any(read.requests or read.damaged for read in total.files.values()):
        raise nothing((file, read.remark) for file, read in total.files.items())
    report = report_of(specs, total, said)
    pages: tuple[Artifact, ...] = ()
    if page is not None and report_dir is not None:
        pages = placed(page.render(specs, sort(said.findings()), total), report_dir)
    return report.replace(artifacts=pages, notes=(*report.notes, *in_pieces(total, earlier)))


def judged(
    specs: Project, paths: tuple[str, ...], *, page: Page | None = None, shown_from: str = "", counted: Counting = iter
) -> tuple[Total, Together, Earlier]:
    """What was counted of captures, what the rules say of them, and what was remembered from portion to portion; a page takes each."""
    from govern.captures.coverage import Total
    from govern.captures.earlier import Earlier
    from govern.rules.run import Together, ask, rules_over

    total, said, earlier = Total(), Together(LISTED), Earlier()
    for project in portions(specs, paths, earlier, counted, shown_from):
        said.take(ask(project, rules_over(project, "captures")))
        if page is not None:
            page.take(project)
        total.add(project)
        del project
    return total, said, earlier


def portions(
    specs: Project, paths: tuple[str, ...], earlier: Earlier, counted: Counting = iter, shown_from: str = ""
) -> Iterator[Project]:
    """The project with each portion of what was captured in turn, and with what `earlier` ones said of the same orders. Whoever asks lets
    go of one before taking the next: that is all the memory there is."""
    from govern.captures.read import in_portions

    for captures in in_portions(paths, sys.stdin.buffer, counted, shown_from):
        again = earlier.again(hit for capture in captures for hit in capture.hits)
        project = specs.beside(specs.live.replace(captures=captures, earlier=again))
        yield project
        if any(capture.has_more for capture in captures):
            earlier.take(project)
            del captures, project
            gc.collect()  # what is asked of a project holds the project: nothing else sets a portion free


def new_page() -> Page:
    """The page of `verify`, with nothing on it; where nobody asks for it, what draws it is not loaded."""
    from govern.render.verify import Page

    return Page()


def placed(pages: Iterable[Artifact], report_dir: str) -> tuple[Artifact, ...]:
    """Write the page of `verify` into its folder, by way of files that are whole or not there."""
    from govern.project.folders import project_around
    from govern.render.deliver import deliver

    folder = os.path.abspath(report_dir)
    below = (artifact.replace(path=os.path.join(folder, artifact.path)) for artifact in pages)
    return deliver("", below, within=project_around(folder))


def report_of(specs: Project, total: Total, said: Together) -> Report:
    """What was counted and said."""
    from govern.rules.run import sort

    notes = list(total.lines(specs))
    if specs.root:
        name = specs.config.name or os.path.basename(specs.root)
        notes.append(f'held against the specs of the project "{name}"')
    if not total.hits and total.is_refused:
        notes.append("no hit was seen, and the visitor had refused")
    notes.extend(not_listed(said))
    read = f"{total.hits:,} hit{'s' * (total.hits != 1)}"
    findings = by_cost(sort(said.findings()))
    return Report(findings, notes=tuple(notes), today=specs.held_day, read=read, captures=total.heard)


def not_listed(said: Together) -> Iterator[str]:
    """How many findings of a rule are counted and not listed."""
    return (f"{count:,} more of {rule} are not listed" for rule, count in sorted(said.beyond.items()))


def in_pieces(total: Total, earlier: Earlier) -> Iterator[str]:
    """What was not held against each other, since there was too much to hold at once."""
    if total.portions > 1:
        yield (
            f"judged in {total.portions:,} portions: of hits in different portions only orders and the IDs of purchases were held "
            "against each other, govern logs counts duplicates and unmatched legs over all of them"
        )
    if earlier.forgotten:
        yield f"{earlier.forgotten:,} orders and purchases lay too far back to be remembered"


def specs_of(root: str | None, today: str | None) -> Project:
    """The project, or an empty one, with nothing that was captured yet."""
    from govern.project.exports import Exports
    from govern.project.load import bare, load

    return load(root, today=today, live=Exports()) if root is not None else bare(today, Exports())


def compared(paths: tuple[str, ...], counted: Counting = iter) -> Report:
    """What a good capture has that a bad one has not, field by field."""
    from govern.captures.compare import by_kind, changes
    from govern.captures.read import in_portions

    sides = []
    for path in paths:
        read: dict[str, str] = {}
        firsts, hits = by_kind(()), 0
        for captures in in_portions([path], sys.stdin.buffer, counted):
            read.update((capture.file, capture.remark) for capture in captures)
            hits += sum(len(capture.hits) for capture in captures)
            for kind, hit in by_kind(captures).items():
                firsts.setdefault(kind, hit)
            del captures
        if not hits:
            raise nothing(read.items())
        sides.append(firsts)
    return Report(changes=tuple(changes(*sides)))


def learned(paths: tuple[str, ...], *, today: str | None = None, counted: Counting = iter) -> str:
    """First specs from captures, as YAML."""
    from govern.captures.hit import Capture
    from govern.captures.learn import Shapes, specs
    from govern.captures.read import in_portions
    from govern.project.exports import Exports

    read, shapes, is_empty = dict[str, str](), Shapes(), True
    for captures in in_portions(paths, sys.stdin.buffer, counted):
        for capture in captures:
            read[capture.file] = capture.remark
            is_empty = is_empty and not (capture.requests or capture.damaged)
            shapes.take(capture.hits)
        del captures, capture
    if is_empty:
        raise nothing(read.items())
    firsts = Capture(", ".join(read), "", hits=tuple(shapes.firsts.values()))
    return shapes.note + specs(specs_of(None, today).beside(Exports(captures=(firsts,))))


def nothing(files: Iterable[tuple[str, str]]) -> GovernError:
    """Why nothing can be verified: files, each with what is to be said of it."""
    from govern.captures.read import EXPECTED

    told = "; ".join(
        f"{file}: {remark or 'no hit of a platform that govern knows was seen'}" for file, remark in islice(files, 5)
    )
    return GovernError(f"there is nothing to verify: {told or 'the folder is empty'}", help=EXPECTED)
