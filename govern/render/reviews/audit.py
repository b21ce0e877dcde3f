"""The quarterly report: who can do what, what is wrong, what is due, what changed, and a place to sign.

Several files say the same: HTML to read and print, Markdown to keep beside the specs, the grants as CSV and as a workbook in
which reviewers decide, what is to be changed at each platform as a checklist, JSON for programs, OSCAL for assessors, and
a PDF for who asks for one. The same specs, exports and day make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from govern import __version__
from govern.access.coverage import Covered
from govern.core.record import Record
from govern.core.report import LEVELS, Artifact, Change, Finding
from govern.project import Project
from govern.project.baseline import Accepted
from govern.project.exports import Source, Unread
from govern.render import templates
from govern.render.reviews import decisions, grants, oscal, paper, removals, review, summary
from govern.render.reviews.data import document
from govern.render.reviews.exceptions import Exempt, exceptions
from govern.render.reviews.first import first as first_of
from govern.render.reviews.matrix import matrices
from govern.render.reviews.method import method
from govern.render.reviews.shortened import shortened
from govern.render.reviews.shown import Shown
from govern.render.reviews.since import Followed, since
from govern.render.reviews.since import followed as followed_up

NOUNS = {
    "access list": "entry", "container": "container", "list of settings": "setting", "list of people": "entry",
    "list of connected apps": "entry", "list of secrets": "secret",
}  # fmt: skip
"""What the inputs of each kind hold."""


class Input(Record):
    """A file that the report was made from, or one beside these that was `not read`, which has no digest and says why."""

    file: str
    kind: str
    count: str
    sha256: str


class Given(Record):
    """What a report is made from besides the project: `accepted` findings, what reviewers have `decided` in the table that is
    written anew, and the rows `before` of the review before this one. `period` is what somebody asked for, `pdf` whether one is wished."""

    accepted: tuple[Accepted, ...] = ()
    decided: Mapping[decisions.Subject, decisions.Decided] = MappingProxyType({})
    before: tuple[dict[str, str], ...] = ()
    period: str = ""
    pdf: bool = False


NOTHING = Given()


def render(
    project: Project,
    findings: Iterable[Finding],
    changes: Iterable[Change],
    inputs: Iterable[Source],
    given: Given = NOTHING,
) -> Iterator[Artifact]:
    """The report's files, named after the period, each made when it is asked for: of a hundred thousand roles they are 150 MB, and
    nothing of one is kept for the next. What is accepted stands in it as well, with the reason."""
    found = tuple(findings)
    values = values_of(project, found, tuple(changes), tuple(inputs), given)
    stem = stem_of(project, given.period)
    printed = {**shortened(values), "whole": f"{stem}.json", "facts": in_words(values["facts"])}
    yield Artifact(f"{stem}.html", templates.render("audit/report.html", "html", printed, project.root))
    yield Artifact(f"{stem}.md", templates.render("audit/report.md", "markdown", printed, project.root))
    if given.pdf:
        yield of_bytes(f"{stem}.pdf", paper.pdf(printed, project.today))
    shown = Shown()
    lines = list(grants.lines(values["held"], shown, given.decided))
    yield of_bytes(table_of(project, given.period), grants.table(lines))
    if raw := grants.book(lines):
        yield of_bytes(book_of(project, given.period), raw)
    del printed, lines, raw
    chapters = removals.plan(project, found, (one for one in values["followed"] if one.is_open))
    yield Artifact(f"{stem}-plan.md", removals.text(project, chapters, len(given.accepted)))
    del chapters
    yield of_bytes(f"{stem}.json", document(values, shown))
    values = {name: values[name] for name in oscal.ASKED}
    yield of_bytes(f"{stem}.oscal.json", oscal.document(values, found, given.accepted, shown))
    if project.live.settings:
        from govern.render.targets.attribution import pages

        yield from pages(project, f"{stem}-attribution", f"{stem}-attribution")


def of_bytes(path: str, raw: bytes) -> Artifact:
    """A file of the report that is made as bytes."""
    return Artifact(path, "", sha256=sha256(raw).hexdigest(), raw=raw)


def stem_of(project: Project, period: str = "") -> str:
    """How the files of a report are called, after the quarter or the month."""
    return f"audit-{review.period_of(project, period).stem}"


def table_of(project: Project, period: str = "") -> str:
    """The file in which reviewers decide."""
    return f"{stem_of(project, period)}-grants.csv"


def book_of(project: Project, period: str = "") -> str:
    """The workbook in which reviewers decide."""
    return f"{stem_of(project, period)}-grants.xlsx"


def values_of(
    project: Project,
    findings: tuple[Finding, ...],
    changes: tuple[Change, ...],
    inputs: tuple[Source, ...],
    given: Given = NOTHING,
) -> dict[str, Any]:
    """What the templates print: the review itself, and around it whose it is and what it was made from."""
    return {
        **reviewed(project, findings, changes, given),
        "project": project.config.name or "",
        "today": project.today,
        "timezone": project.config.timezone,
        "plan": f"{stem_of(project, given.period)}-plan.md",
        "footer": in_css(f"{project.config.name or 'Audit'}, {review.period_of(project, given.period).name}"),
        "has_specs": bool(project.documents),
        "has_before": bool(given.before),
        "version": __version__,
        "compared": bool(project.container_entries or project.mappings) and bool(project.live.containers),
        "inputs": [
            *map(input_of, inputs),
            *specs_of(project),
            *map(not_read, project.live.unread + project.live.skipped),
        ],
    }


def reviewed(
    project: Project, findings: tuple[Finding, ...], changes: tuple[Change, ...], given: Given
) -> dict[str, Any]:
    """What was found, who can do what, and what is to be decided."""
    quarter = review.period_of(project, given.period)
    rows = grants.with_decisions(
        review.held(project, (*findings, *(one.finding for one in given.accepted))), given.decided
    )
    excepted = list(exceptions(project, given.accepted))
    tokens = review.tokens(project, quarter)
    scope = summary.scope_of(project)
    done = followed(project, rows, scope, given)
    first = first_of(findings, rows, scope, tokens, (one for one in done if one.is_open), project.today)
    return {
        "quarter": quarter,
        "held": rows,
        "absent": review.absent(project),
        "levels": [(level, by_rule(finding for finding in findings if finding.level == level)) for level in LEVELS],
        "platforms": (overview := summary.platforms(project, rows)),
        "lead": summary.lead(overview, len(first)),
        "scope": scope,
        "first": first,
        "matrices": matrices(rows, ((row.platform, row.asset) for row in scope if row.state == "not reviewed")),
        "since": since(given.before, rows),
        "followed": done,
        "method": method(project, rows),
        "exceptions": excepted,
        "tokens": tokens,
        "changes": list(review.differences(changes)),
        "signatures": signatures(rows),
        "facts": facts(rows, findings, tokens, changes, excepted),
    }


def in_css(text: str) -> str:
    """A text as a string of a style sheet, letter by letter: nothing in it can end the string, the style or the page."""
    return "".join(f"\\{ord(char):06x}" for char in str(templates.visible(text))[:FOOTER])


FOOTER = 120
"""The foot of a page has room for so many characters."""


def followed(project: Project, rows: list[review.GrantRow], scope: Iterable[Covered], given: Given) -> list[Followed]:
    """What became of the decisions of this review and of the one before; those of this one count where both speak."""
    decided = {**{decisions.subject(row): row for row in given.before if row.get("Decision", "").strip()},
               **{key: one.row for key, one in given.decided.items()}}  # fmt: skip
    states: dict[str, set[str]] = {}
    for covered in scope:
        states.setdefault(covered.platform, set()).add(covered.state)
    whole = frozenset(platform for platform, found in states.items() if found == {"reviewed"})
    return followed_up(decided.values(), rows, whole, project.today)


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


def signatures(rows: Iterable[review.GrantRow]) -> list[tuple[str, int]]:
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


def not_read(file: Unread) -> Input:
    """A file of the exports that was not read, and why."""
    return Input(file.place.file, "not read", file.message, "")


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
    rows: list[review.GrantRow],
    findings: tuple[Finding, ...],
    tokens: list[review.Due],
    changes: tuple[Change, ...],
    excepted: list[Exempt],
) -> list[tuple[str, int, str]]:
    """The numbers on top: what is counted, how many, and whether it asks for attention."""
    levels = [finding.level for finding in findings]
    undeclared = sum(row.declared == "no" or row.declared.startswith("as ") for row in rows)
    due = sum(token.state in ("overdue", "due now") for token in tokens)
    counted = [
        ("principals", len({row.principal.lower() for row in rows}), ""),
        ("administrators", review.administrators(rows), ""),
        ("undeclared roles", undeclared, "bad"),
        ("errors", levels.count("error"), "bad"),
        ("warnings", levels.count("warning"), "warn"),
        ("exceptions", len(excepted), ""),
        ("tokens overdue or due now", due, "warn"),
        ("differences", len(changes), "warn"),
    ]
    return [(label, count, tone if count else "") for label, count, tone in counted]


def in_words(counted: Iterable[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """The numbers as people read them, "1 principal"; programs know each by the one label that it always has."""
    return [
        (label.replace("tokens ", "token ").removesuffix("s") if count == 1 else label, count, tone)
        for label, count, tone in counted
    ]
