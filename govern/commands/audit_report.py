"""`audit --report`: the files of a review, with what reviewers have decided so far and what the review before said."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from govern.commands.audit_verify import earlier
from govern.commands.diff import differences
from govern.commands.render import is_unread
from govern.core.report import Artifact, Report
from govern.source import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from govern.core.report import Finding
    from govern.project import Project
    from govern.project.baseline import Accepted
    from govern.render.reviews.audit import Given
    from govern.render.reviews.decisions import Decided, Subject
    from govern.render.reviews.manifest import Entry
    from govern.render.reviews.review import GrantRow


def written(
    project: Project,
    report: Report,
    accepted: tuple[Accepted, ...],
    report_dir: str,
    period: str = "",
    *,
    pdf: bool = False,
) -> Report:
    """The report with the files that were written. Decisions that cannot be read are never written over."""
    from govern.project.folders import project_around
    from govern.render.deliver import deliver
    from govern.render.reviews import audit as renderer
    from govern.render.reviews.decisions import merged

    whole = bool(project.root) and not any(map(is_unread, report.findings))
    changes = differences(project).changes if whole else ()
    folder = os.path.abspath(report_dir)
    table, book = renderer.table_of(project, period), renderer.book_of(project, period)
    written_down = decisions_of(project, renderer.stem_of(project, period).removeprefix("audit-"))
    in_tables = decisions_in(os.path.join(folder, table), os.path.join(folder, book))
    decided = merged(in_tables, written_down)
    declared, declared_accepted = of_declared(project)
    given = renderer.Given((*accepted, *declared_accepted), decided, rows_before(folder, table), period, pdf)
    others = (
        *earlier(folder, report_dir, renderer.stem_of(project, period)),
        *doubtful(project, in_tables.values(), f"{report_dir}/{table}"),
        *of_others(project, given.before),
    )
    before = table_before(folder, table)
    undone = tuple(undone_decisions(project, report, given, f"{report_dir}/{before}")) if before else ()
    artifacts = renderer.render(project, (*report.findings, *others, *declared), changes, project.live.sources, given)
    if project.root:
        artifacts = with_manifest(project, folder, period, artifacts)

    def placed(artifact: Artifact) -> Artifact:
        return artifact.replace(path=os.path.join(folder, artifact.path))

    delivered = deliver("", map(placed, artifacts), within=project_around(folder))
    return report.replace(artifacts=delivered, findings=(*undone, *others, *report.findings))


IN_THE_CALENDAR = ("tokens/rotation-overdue", "tokens/rotation-due-soon")
"""What the report's list of tokens says by itself."""


TOLD_OF_LISTS = "access/grant-past-until"
"""What `access/departed-person` says of whoever still has the role."""

OF_REVIEW = ("tokens/", "access/")
"""The rules over specs whose findings a review reads: who approved what, whose tokens are, where they lie, how long they live."""


def of_declared(project: Project) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
    """What `lint` finds about declared access and tokens, whose review is the same one; and what of it the baseline accepts."""
    from govern.commands.audited import of_specs
    from govern.project import baseline

    found = of_specs(project) if project.root else ()
    said = tuple(one for one in found if one.rule.startswith(OF_REVIEW) and one.rule not in IN_THE_CALENDAR)
    if not said:
        return (), ()
    groups = (baseline.SPECS,)
    accepted = baseline.accepted_now(project.root, said, groups, project.today)
    new = baseline.new_findings(project.root, said, groups, whole=False, today=project.today)[0]
    return tuple(one for one in new if one.rule != TOLD_OF_LISTS), accepted


def undone_decisions(project: Project, report: Report, given: Given, table: str) -> Iterator[Finding]:
    """What reviewers decided in the table of the review before and nobody did by this one, as errors, so that the command says
    so. What was decided in the specs the rule itself finds."""
    from govern.core.problem import Problem
    from govern.core.report import Place
    from govern.render.reviews import audit as renderer
    from govern.render.reviews import review
    from govern.rules.findings import Maker

    if not given.before:
        return
    rows = review.held(project, (*report.findings, *(one.finding for one in given.accepted)))
    known = {(finding.place.entity, finding.place.file) for finding in report.findings if finding.rule == NOT_DONE}
    live = {(row.platform, row.principal): row for row in rows}
    maker = Maker(project)
    for one in renderer.followed(project, rows, (), given.replace(decided={})):
        row = live.get((one.where.partition(",")[0], one.principal))
        if not one.is_open or one.decision not in ("remove", "reduce", "exception") or row is None:
            continue
        if any(one.principal in entity and row.source == file for entity, file in known):
            continue
        message = f'"{one.principal}" has the role "{one.role}" at {one.where}: "{one.decision}" was decided by {one.reviewer} on {one.day}'
        message += f", {one.state}" if one.decision == "exception" else ""
        key = "\n".join((one.where, one.principal, one.role))
        said = Problem(Place(table), message, help="do what was decided, or decide again", subject=key)
        yield maker.finding(NOT_DONE, "error", said, "security")


NOT_DONE = "access/decided-and-not-done"


def doubtful(project: Project, decided: Iterable[Decided], table: str) -> Iterator[Finding]:
    """What is wrong with the reviewers of a table, as `access/own-review` and `access/reviewer-unknown` say it of the specs."""
    from govern.access.reviewers import is_own, stranger
    from govern.core.problem import Problem
    from govern.core.report import Place
    from govern.rules.findings import Maker

    maker, said = Maker(project), set()
    for one in decided:
        who, role, platform = (one.row.get(name, "") for name in ("Principal", "Role", "Platform"))
        if is_own(project, who, one.reviewer):
            message = f'"{one.reviewer}" decided about the own role "{role}" at {platform}'
            key = "\n".join((who, platform, one.row.get("Asset", ""), role))
            found = Problem(Place(table), message, help="have somebody else decide", subject=key)
            yield maker.finding("access/own-review", "warning", found, "security")
        why = stranger(project, one.reviewer, one.day)
        if why and (one.reviewer, why) not in said:
            said.add((one.reviewer, why))
            found = Problem(Place(table), f'"{one.reviewer}" decided about access and {why}', subject=one.reviewer)
            yield maker.finding("access/reviewer-unknown", "warning", found, "security")


def of_others(project: Project, before: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    """Platforms at which everybody is another than in the review before, as `access/other-business` says it of the specs."""
    from govern.access.strangers import exchanged
    from govern.core.problem import Problem
    from govern.rules.findings import Maker

    maker = Maker(project)
    for platform, were, here in exchanged(project, before):
        message = f"none of the {were} who had a role at {platform} in the review before has one now: is this the list of another business?"
        found = Problem(
            here[0].place, message, help="look at the account that the list names", subject=f"before\n{platform}"
        )
        yield maker.finding("access/other-business", "note", found, "security")


def with_manifest(project: Project, folder: str, period: str, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """The files of a review as they are made, and after them the manifest that binds them together."""
    from govern.render.reviews.manifest import entry_of

    made = []

    def noted(artifact: Artifact) -> Artifact:
        made.append(entry_of(artifact))
        return artifact

    yield from map(noted, artifacts)
    yield manifest_of(project, folder, period, made)


def manifest_of(project: Project, folder: str, period: str, made: list[Entry]) -> Artifact:
    """The manifest that binds the files `made` for a review together, and to the review before."""
    from govern.access.kept import ENDING
    from govern.project.baseline import FILE
    from govern.render.reviews import manifest
    from govern.render.reviews.audit import stem_of
    from govern.source import git

    name = stem_of(project, period) + ENDING
    found = os.listdir(folder) if os.path.isdir(folder) else []
    earlier = [other for other in found if other.endswith(ENDING) and len(other) == len(name) and other < name]
    previous = (max(earlier), files.read_below(os.path.join(folder, max(earlier)), folder)) if earlier else None
    beside = {part: files.read_below(path, project.root) for part in (FILE, "allowed_signers")
              if os.path.isfile(path := os.path.join(project.root, part))}  # fmt: skip
    it = git.checkout(project.root)
    revision = (git.ask(it, "rev-parse", "HEAD") or b"").decode("ascii", "replace").strip() if it is not None else ""
    text = manifest.manifest(
        project,
        stem_of(project, period).removeprefix("audit-"),
        made,
        project.live.sources,
        previous,
        revision,
        beside,
    )
    return Artifact(name, text)


def decisions_in(table: str, book: str) -> dict[Subject, Decided]:
    """What reviewers have decided in the table and the workbook of an earlier run, which are about to be written anew."""
    from govern.render.reviews.decisions import merged, read, read_workbook

    found = read(files.read(table), os.path.basename(table)) if os.path.exists(table) else {}
    return merged(found, read_workbook(files.read(book), os.path.basename(book))) if os.path.exists(book) else found


def decisions_of(project: Project, period: str) -> dict[Subject, Decided]:
    """What reviewers have decided in the specs, under `access: {reviews: [...]}`, for a period."""
    from govern.access.register import platform_name
    from govern.render.reviews.decisions import decided_in

    reviews = [review for access in project.access for review in access.reviews]
    return decided_in(
        {"Platform": platform_name(project, review.platform), "Asset": review.asset or "", "Principal": review.who,
         "Role": review.role, "Decision": review.decision or "", "New role": review.new_role or "",
         "Exception until": review.until or "", "Reviewer": review.by or "", "Date": review.day or "", "Note": review.note or ""}
        for review in reviews if review.decision is not None and review.period in (None, period)
    )  # fmt: skip


def open_review(root: str, period: str = "", *, today: str | None = None) -> Report:
    """The rows that are left to decide as a spec file, which a pull request fills in: in a month those with remarks only."""
    from govern.commands.audited import judged
    from govern.core.errors import GovernError
    from govern.project.live import exports_of
    from govern.project.load import load
    from govern.render.deliver import deliver
    from govern.render.reviews import review
    from govern.render.reviews.audit import book_of, stem_of, table_of
    from govern.render.reviews.decisions import subject

    live = exports_of(root, ())
    project = load(root, today=today, live=live)
    report, accepted = judged(project)
    name = stem_of(project, period).removeprefix("audit-")
    path = f"{project.config.specs}/reviews/{name}.yaml"
    if os.path.lexists(os.path.join(root, path)):
        raise GovernError(f"{path} is there already", help="fill it in, or delete it and open the review again")
    table, book = (os.path.join(root, project.config.reviews, of(project, period)) for of in (table_of, book_of))
    in_tables = (about for about, one in decisions_in(table, book).items() if one.decision)
    known = {*in_tables, *decisions_of(project, name)}
    rows = review.held(project, (*report.findings, *(one.finding for one in accepted)))
    light = "Q" not in name
    left = [row for row in rows if (row.remarks or not light) and subject(
        {"Platform": row.platform, "Asset": row.asset, "Principal": row.principal, "Role": row.role}) not in known]  # fmt: skip
    text = review_text(left, name, path.count("/"))
    return Report(
        artifacts=deliver(root, [Artifact(path, text)], within=root),
        notes=(f"{len(left)} role{'s' * (len(left) != 1)} to decide in {path}",),
    )


def review_text(rows: list[GrantRow], name: str, depth: int) -> str:
    """The spec file: each role on a line, what was found about it above."""
    from govern.commands.init import modeline
    from govern.source import emit

    lines = [modeline(depth), "# Add to each: decision (keep, reduce, remove, exception), by (your address), day, and until for an exception.",
             "version: 1", "access:", "  reviews:" if rows else "  reviews: []"]  # fmt: skip
    for row in rows:
        remarks = ", ".join(row.remarks)
        lines += [f"    # {remarks}"] if remarks else []
        asset = {"asset": row.asset} if row.asset else {}
        entry = {"period": name, "who": row.principal, "platform": row.platform, **asset, "role": row.role}
        lines.append(f"    - {emit.flow(entry)}")
    return "\n".join(lines) + "\n"


def rows_before(folder: str, table: str) -> tuple[dict[str, str], ...]:
    """The rows of the newest table of an earlier review in the same folder."""
    from govern.render.reviews.decisions import all_rows

    before = table_before(folder, table)
    return tuple(all_rows(files.read(os.path.join(folder, before)), before)) if before else ()


def table_before(folder: str, table: str) -> str:
    """The newest table of an earlier review in a folder, of months or quarters alike; empty where there is none."""
    kind = len(table)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    earlier = (name for name in names if name.startswith("audit-") and name.endswith("-grants.csv"))
    return max((name for name in earlier if len(name) == kind and name < table), default="")
