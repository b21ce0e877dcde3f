"""Everything a verb returns: findings, changes, artifacts, and the places they point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, get_args

from govern.core.record import Record

Cost = Literal["numbers", "privacy", "security", "broken", "tidy"]
COSTS: tuple[Cost, ...] = get_args(Cost)
"""What a finding costs, the most expensive first: wrong numbers, consent and personal data, security, what cannot work,
and housekeeping."""

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
Route = tuple[str | int, ...]
"""The way to a node: keys and list indexes from the root of its document, or from its entity in an export."""

Action = Literal["add", "change", "remove", "rename"]
EditAction = Literal["replace", "rename", "insert", "remove", "uncomment"]
State = Literal["written", "unchanged", "stale", "missing"]


class Span(Record):
    """Where a node stands in its text. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(Record):
    """A file and the node in it. In an export the node is named by its entity: `tag "Meta - Purchase"`; `part` is what people
    call the part of it that the route leads to: `parameter.html`."""

    file: str
    route: Route = ()
    span: Span | None = None
    entity: str = ""
    part: str = ""


class Related(Record):
    """A second place that a finding is about, and what it has to do with it."""

    message: str
    place: Place


class Edit(Record):
    """A change to one place of a spec file, by the route of its place. Of a fix, a file's edits are made all or none.

    `replace` the value there with `value`; `rename` the key there to `value`; `insert` the last step of the route as a
    new key with `value`; `remove` the key or list entry there; `uncomment`: take away the comment at the span.
    """

    action: EditAction
    place: Place
    value: Any = None


class Finding(Record):
    """Something a rule has to say about a place.

    `source` is the text of the line the place points to, empty for exports. `fingerprint` is made of the rule and its
    subject, never of the message, so a baseline survives better wording. `fix` is there when one answer is right.
    `cost` is there where the rule says what its findings cost. `by_date`: a day that passed brought it, and no change.
    `link` is the entity's address in Tag Manager, where it is known.
    """

    rule: str
    level: Level
    message: str
    place: Place
    related: tuple[Related, ...] = ()
    help: str = ""
    source: str = ""
    fingerprint: str = ""
    fix: tuple[Edit, ...] = ()
    cost: Cost | None = None
    link: str = ""
    by_date: bool = False


def by_cost(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, the expensive ones first; those of equal cost and level in their order."""

    def key(finding: Finding) -> tuple[int, int]:
        return COSTS.index(finding.cost or COSTS[0]), LEVELS.index(finding.level)

    return tuple(sorted(findings, key=key))


def by_level(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, errors first and of one level the expensive ones; others in their order."""
    return tuple(sorted(by_cost(findings), key=lambda finding: LEVELS.index(finding.level)))


class FieldChange(Record):
    """One field of a changed thing. `None` stands for absent on that side; values are plain JSON values. `meaning` is what
    this field alone means, as of a whole change."""

    route: Route
    before: Any = None
    after: Any = None
    meaning: str = ""


class Change(Record):
    """One difference between two states. `owner` is the container, policy or account it belongs to.

    A rename carries the old name in `before_name` and, when more than the name differs, the fields. `meaning` says in a
    few words what it costs, if it does; `also` what else hangs on the same thing in another system.
    """

    action: Action
    kind: str
    name: str
    owner: str
    fields: tuple[FieldChange, ...] = ()
    before_name: str = ""
    meaning: str = ""
    also: tuple[str, ...] = ()


class Artifact(Record):
    """A file that govern makes. `text` is its whole content, or `raw` where that is not text; `state` says what happened to it
    on disk."""

    path: str
    text: str
    state: State = "written"
    sha256: str = ""
    raw: bytes = b""


Cell = str | int | float | None


class Figures(Record):
    """A table of figures: what it is of, its columns, its rows, and remarks for people below it.

    A column whose name ends in `%` holds shares, which are shown with their sign; `None` is what is not told.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


class Sends(Record):
    """What one platform is told on one leg: to which accounts, which events by how many tags, and what these wait for."""

    platform: str
    leg: str
    accounts: tuple[str, ...] = ()
    events: tuple[tuple[str, int], ...] = ()
    tags: int = 0
    consent: tuple[str, ...] = ()


class Overview(Record):
    """A container in one look: its tags by kind, whom it tells what, the consent default, and what could not be read.

    A row of the `matrix` is an event and what it is called at each of the platforms of `sends`, empty where it is not told.
    `worst` are the findings that cost most, `link` leads to the container in Tag Manager where its ids are known.
    """

    container: str
    file: str
    context: str
    kinds: tuple[tuple[str, int], ...] = ()
    sends: tuple[Sends, ...] = ()
    matrix: tuple[tuple[str, tuple[str, ...]], ...] = ()
    default: str = ""
    unread: tuple[str, ...] = ()
    worst: tuple[Finding, ...] = ()
    link: str = ""


class Heard(Record):
    """A capture that was read: how many requests it has, what they told, and what of it was not understood or damaged."""

    file: str
    kind: str
    requests: int = 0
    hits: int = 0
    events: int = 0
    not_understood: int = 0
    damaged: int = 0
    told: dict[str, int] = {}


class Report(Record):
    """What a verb found, what differs, what it made, and remarks for people (`notes`, never parsed).

    `figures` are the numbers that were looked at, `block` lines of a spec file that somebody may paste.

    `fixed` are the findings that are gone because `--fix` made their edits. `today` is there when a project holds
    its day still: every format names it, so that nobody takes old dates for good ones. `read` says in words what live
    state was looked at, `overviews` are its containers in one look each. `captures` are those that were read; `waiting` are differences that are
    ours alone: the specs are ahead of live, which is nothing to look at. `unjudged` says why nothing was judged, in place of the words for
    a clean report. `parts` are there where it is of several projects: what it has is that of all of them then.
    """

    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    notes: tuple[str, ...] = ()
    fixed: tuple[Finding, ...] = ()
    today: str = ""
    read: str = ""
    figures: tuple[Figures, ...] = ()
    block: str = ""
    overviews: tuple[Overview, ...] = ()
    waiting: tuple[Change, ...] = ()
    captures: tuple[Heard, ...] = ()
    unjudged: str = ""
    parts: tuple[Part, ...] = ()

    def each(self, change: Callable[[Report], Report]) -> Report:
        """The report changed; where it is of several projects, the report of each."""
        if not self.parts:
            return change(self)
        return together(tuple(part.replace(report=change(part.report)) for part in self.parts))

    def summary(self) -> dict[str, int]:
        """Counts by level and by action, under the names the JSON output uses."""
        levels = [finding.level for finding in self.findings]
        actions = [change.action for change in self.changes]
        return {
            "errors": levels.count("error"),
            "warnings": levels.count("warning"),
            "notes": levels.count("note"),
            "add": actions.count("add"),
            "change": actions.count("change"),
            "remove": actions.count("remove"),
            "rename": actions.count("rename"),
        }


class Part(Record):
    """What was found in one project of several; `refused` is why the work could not be done there."""

    project: str
    report: Report
    refused: str = ""


def together(parts: tuple[Part, ...]) -> Report:
    """The report of several projects."""
    told = [(part.project, part.report) for part in parts]
    return Report(
        findings=tuple(finding for _, report in told for finding in report.findings),
        changes=tuple(c.replace(owner=f"{name}: {c.owner}") for name, report in told for c in report.changes),
        artifacts=tuple(artifact for _, report in told for artifact in report.artifacts),
        notes=tuple(f"{name}: {text}" for name, report in told for text in report.notes),
        fixed=tuple(finding for _, report in told for finding in report.fixed),
        today=", ".join(sorted({report.today for _, report in told if report.today})),
        read="; ".join(f"{name}: {report.read}" for name, report in told if report.read),
        waiting=tuple(c.replace(owner=f"{name}: {c.owner}") for name, report in told for c in report.waiting),
        parts=parts,
    )


def exit_code(report: Report, level: str = "warning") -> int:
    """1 when there is something to look at: a finding at the level or above, a difference, something out of date; 2 when
    the work could not be done in one of several projects."""
    if any(part.refused for part in report.parts):
        return 2
    loud = any(LEVELS.index(finding.level) <= LEVELS.index(level) for finding in report.findings)
    stale = any(artifact.state in ("stale", "missing") for artifact in report.artifacts)
    return 1 if loud or stale or report.changes else 0
