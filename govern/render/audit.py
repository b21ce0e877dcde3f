"""The quarterly report: who can do what, what is wrong, what is due, what changed, and a place to sign.

Three files say the same: HTML to read and print, Markdown to keep beside the specs, and the grants as CSV to work
through in a spreadsheet. The same specs, exports and day make the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from govern import __version__
from govern.core.record import Record
from govern.core.report import LEVELS, Artifact, Change, Finding
from govern.project import Project
from govern.project.baseline import Accepted
from govern.project.exports import Source
from govern.render import _decisions, _exceptions, _review, _summary, templates

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet takes for a formula, the full-width forms included."""

HEADER = ("Platform", "Asset", "Principal", "Name", "Kind", "Role", "Rank", "Allows", "Declared", "Approved by", "Reason",
          "Until", "Last active", "Remarks", "Source", "Decision", "Reviewer", "Date")  # fmt: skip


NOUNS = {
    "access list": "entry", "container": "container", "list of settings": "setting", "list of people": "entry", "list of connected apps": "entry",
}  # fmt: skip
"""What the inputs of each kind hold."""


class Input(Record):
    """A file that the report was made from."""

    file: str
    kind: str
    count: str
    sha256: str


def render(
    project: Project,
    findings: Iterable[Finding],
    changes: Iterable[Change],
    inputs: Iterable[Source],
    accepted: Iterable[Accepted] = (),
    decided: Mapping[_decisions.Subject, _decisions.Decided] = MappingProxyType({}),
) -> Iterator[Artifact]:
    """The report's files, named after the quarter. What is `accepted` stands in it as well, with the reason, and so does what
    reviewers have `decided` in the table that is written anew."""
    found = tuple(findings)
    values = values_of(project, found, tuple(changes), tuple(inputs), tuple(accepted))
    stem = stem_of(project)
    yield Artifact(f"{stem}.html", templates.render("audit/report.html", "html", values, project.root))
    yield Artifact(f"{stem}.md", templates.render("audit/report.md", "markdown", values, project.root))
    yield Artifact(table_of(project), table(values["held"], decided))
    if project.live.settings:
        from govern.render.attribution import pages

        yield from pages(project, f"{stem}-attribution", f"{stem}-attribution")


def stem_of(project: Project) -> str:
    """How the files of a report are called, after the quarter."""
    return "audit-" + "-".join(reversed(_review.quarter_of(project.today).name.split()))


def table_of(project: Project) -> str:
    """The file in which reviewers decide."""
    return f"{stem_of(project)}-grants.csv"


def values_of(
    project: Project,
    findings: tuple[Finding, ...],
    changes: tuple[Change, ...],
    inputs: tuple[Source, ...],
    accepted: tuple[Accepted, ...] = (),
) -> dict[str, Any]:
    """What the templates print."""
    quarter = _review.quarter_of(project.today)
    rows = _review.held(project, (*findings, *(one.finding for one in accepted)))
    excepted = list(_exceptions.exceptions(project, accepted))
    tokens = _review.tokens(project, quarter)
    return {
        "project": project.config.name or "",
        "quarter": quarter,
        "today": project.today,
        "timezone": project.config.timezone,
        "held": rows,
        "has_specs": bool(project.documents),
        "absent": _review.absent(project),
        "levels": [(level, by_rule(finding for finding in findings if finding.level == level)) for level in LEVELS],
        "platforms": (overview := _summary.platforms(project, rows)),
        "lead": _summary.lead(overview, findings),
        "scope": _summary.scope_of(project),
        "version": __version__,
        "exceptions": excepted,
        "tokens": tokens,
        "changes": list(_review.differences(changes)),
        "compared": bool(project.container_entries or project.mappings) and bool(project.live.containers),
        "signatures": signatures(rows),
        "inputs": [*map(input_of, inputs), *specs_of(project)],
        "facts": facts(rows, findings, tokens, changes, excepted),
    }


def by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Findings by rule, each with its message, its place in words, and what to do."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append((finding.message, place_of(finding), finding.help))
    return sorted(groups.items())


def place_of(finding: Finding) -> str:
    """Where a finding is, in words."""
    place = finding.place
    line = f", line {place.span.line}" if place.span is not None else ""
    return f"{place.file}{line}" + (f" › {place.entity}" if place.entity else "")


def signatures(rows: Iterable[_review.GrantRow]) -> list[tuple[str, int]]:
    """What is signed for: each platform with the number of roles at it, or the report as a whole."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.platform] = counts.get(row.platform, 0) + 1
    return sorted(counts.items()) or [("the report as a whole", 0)]


def input_of(source: Source) -> Input:
    """An export that was read."""
    plural = "" if source.count == 1 else "s"
    noun = NOUNS.get(source.kind, "policy")
    counted = noun.removesuffix("y") + ("ies" if plural else "y") if noun.endswith("y") else noun + plural
    return Input(source.file, source.kind, f"{source.count} {counted}", sha256(source.raw).hexdigest())


def specs_of(project: Project) -> Iterator[Input]:
    """The specs, as one input: the digest of their names and contents in a fixed order."""
    digest = sha256()
    for file in sorted(project.documents):
        text = project.documents[file].text
        digest.update(f"{file}\0{len(text)}\0{text}\0".encode("utf-8", "surrogatepass"))
    if project.documents:
        count = len(project.documents)
        yield Input(project.config.specs, "specs", f"{count} file{'' if count == 1 else 's'}", digest.hexdigest())


def facts(
    rows: list[_review.GrantRow],
    findings: tuple[Finding, ...],
    tokens: list[_review.Due],
    changes: tuple[Change, ...],
    excepted: list[_exceptions.Exempt],
) -> list[tuple[str, int, str]]:
    """The numbers on top: what is counted, how many, and whether it asks for attention."""
    levels = [finding.level for finding in findings]
    undeclared = sum(row.declared == "no" or row.declared.startswith("as ") for row in rows)
    due = sum(token.state in ("overdue", "due now") for token in tokens)
    counted = [
        ("principals", len({row.principal.lower() for row in rows}), ""),
        ("administrators", _review.administrators(rows), ""),
        ("undeclared roles", undeclared, "bad"),
        ("errors", levels.count("error"), "bad"),
        ("warnings", levels.count("warning"), "warn"),
        ("exceptions", len(excepted), ""),
        ("tokens overdue or due now", due, "warn"),
        ("differences", len(changes), "warn"),
    ]
    return [(label, count, tone if count else "") for label, count, tone in counted]


def table(
    rows: Iterable[_review.GrantRow], decided: Mapping[_decisions.Subject, _decisions.Decided] = MappingProxyType({})
) -> str:
    """The grants as CSV (RFC 4180, with a byte order mark for Excel), no cell of which a spreadsheet runs.

    What was decided stands beside the same role again; decisions about roles that are no longer live stand at the end.
    """
    left = dict(decided)
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    for row in rows:
        rank = "" if row.rank is None else str(row.rank)
        cells = (row.platform, row.asset, row.principal, row.name, row.kind, row.role, rank, row.power, row.declared,
                 row.approved_by, row.reason, row.until, row.last_active, " ".join(row.remarks), row.source)  # fmt: skip
        shown = [str(templates.visible(cell)) for cell in cells]
        kept = left.pop(_decisions.subject(dict(zip(HEADER, shown, strict=False))), None)
        writer.writerow([defused(cell) for cell in (*cells, *(kept.cells if kept is not None else ("", "", "")))])
    for kept in left.values():
        row_as_it_was = {**kept.row, "Remarks": _decisions.GONE}
        writer.writerow([defused(row_as_it_was.get(name, "")) for name in HEADER])
    return stream.getvalue()


def defused(cell: str) -> str:
    """A cell that stays text in every spreadsheet, with nothing hidden in it."""
    starts_formula = cell.lstrip(" \u00a0").startswith(FORMULA)
    text = str(templates.visible(cell))
    return f"'{text}" if starts_formula else text
