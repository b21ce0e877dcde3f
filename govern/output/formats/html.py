"""The report as one HTML page that needs nothing else: no script, no address, light and dark, on paper and on a phone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from govern.output import words
from govern.output.figures import heading, is_number, written
from govern.output.gathered import as_one, gathered, housekept
from govern.output.markup import in_tag_manager, text
from govern.output.safe import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Artifact, Change, FieldChange, Figures, Finding, Related, Report

POSITION = 90

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2126; --soft: #59636e; --line: #d5dae0; --paper: #fff; --code: #f3f5f7;
  --error: #b3261e; --warning: #8a5a00; --note: #0b63a5; --add: #1a7037; --remove: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #9aa4ae; --line: #3a424b; --paper: #14181c;
  --code: #1e242a; --error: #ff8a80; --warning: #f0b849; --note: #7cc0f5; --add: #72d08f; --remove: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 60rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h2.project { font-size: 1.25rem; margin: 2.5rem 0 0; border-top: 2px solid var(--line); padding-top: .5rem; }
ul { list-style: none; margin: 0; padding: 0; }
li.entry { border-top: 1px solid var(--line); padding: .6rem 0; }
p { margin: 0; } .soft { color: var(--soft); font-size: .9rem; }
code, pre { font: .875rem/1.45 ui-monospace, monospace; }
pre { margin: .4rem 0; padding: .5rem .6rem; background: var(--code); border-radius: 4px; white-space: pre-wrap; }
mark { color: inherit; background: none; text-decoration: underline 2px; text-underline-offset: .35em; text-decoration-skip-ink: none; }
.level { font-weight: 600; } .error { color: var(--error); } .warning { color: var(--warning); }
.note { color: var(--note); } .add, ins { color: var(--add); } .remove, del { color: var(--remove); }
del, ins { text-decoration: none; } dl { margin: .3rem 0 0; } dt { font-weight: 600; } dd { margin: 0 0 .3rem 1rem; white-space: pre-wrap; }
h3 { font-size: .95rem; margin: 1rem 0 .25rem; } ol { margin: .25rem 0; padding-left: 1.5rem; } ol li { margin-bottom: .4rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; } section.overview ul { padding-left: 1rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line);
  overflow-wrap: normal; } tbody th { overflow-wrap: anywhere; min-width: 6.5rem; max-width: 16rem; } thead th { border-top: 0; color: var(--soft); }
table.figures { font-variant-numeric: tabular-nums; } table.figures th, table.figures td { white-space: nowrap; }
th.end, td.end { text-align: right; } summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) { .wide thead { display: none; } .wide :is(table, tbody, tr, th, td) { display: block; }
  .wide tr { border-top: 1px solid var(--line); padding: .3rem 0; } .wide :is(th, td) { border: 0; padding: 0; max-width: none; }
  .wide table td { overflow-wrap: anywhere; white-space: normal; text-align: left; } .wide td::before { content: attr(data-label) ": "; color: var(--soft); }
  .wide td:empty { display: none; } }
@media print { details::details-content { content-visibility: visible; height: auto; } summary::marker { content: ""; }
  .rules { display: none; } body { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; } .wide { overflow: visible; } table { font-size: .7rem; } li.entry { break-inside: avoid; }
  a::after { content: " " attr(href); } }
"""
_END = ' class="end"'
_NAMED = 3
"""So many projects a heading names."""

_LINES = 200
"""So many lines of a text are shown of each side of a field."""

_RELATED_SHOWN = 8
"""Further places are behind a click, and all of housekeeping."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the page: what was found by project and file, plans, figures; no script, nothing loaded from elsewhere."""
    summary = text(words.summary(report, look.clean))
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>govern: {summary}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{text(_title(look))}</h1>\n<p class="soft">{summary}</p>\n'
    )
    for line in _about(report, look):
        stream.write(f"{line}\n")
    for line in _sections(report):
        stream.write(f"{line}\n")
    stream.write("</main>\n</body>\n</html>\n")


def _title(look: Look) -> str:
    """What the report is of: the command, and the projects as far as a heading has room for them."""
    if look.about is None:
        return "govern"
    named = (look.about.name,) if look.about.name else look.about.projects
    few = ", ".join(named) if len(named) <= _NAMED else words.count(len(named), "project")
    return f"govern {look.about.command}{': ' if few else ''}{few}"


def _about(report: Report, look: Look) -> Iterator[str]:
    """The day of the report, and how often each rule speaks."""
    if look.about is not None and look.about.day:
        yield f'<p class="soft">Judged as of {text(look.about.day)}</p>'
    counts = Counter(finding.rule for finding in report.findings)
    if len(counts) > 1:
        yield f'<details class="soft rules"><summary>Findings by rule ({len(counts):,})</summary>\n<ul>'
        for rule, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield f"<li>{number:,} &#215; <code>{text(rule)}</code></li>"
        yield "</ul></details>"


def _sections(report: Report) -> Iterator[str]:
    """Its sections; those of each project of several under its name."""
    for part in report.parts:
        sums = text(part.refused.partition("\n")[0] or words.summary(part.report, "nothing to look at"))
        yield f'<h2 class="project">{text(part.project)}</h2>\n<p class="soft">{sums}</p>'
        yield from _own_sections(part.report)
    if not report.parts:
        yield from _own_sections(report)


def _own_sections(report: Report) -> Iterator[str]:
    """The figures, what was found, and what is to be pasted."""
    yield from (line for figures in report.figures for line in _table(figures))
    yield from _found_sections(report)
    if report.block:
        lines = "\n".join(map(text, report.block.split("\n")))
        yield f"<section>\n<h2>To paste</h2>\n<pre>{lines}</pre>\n</section>"


def _found_sections(report: Report) -> Iterator[str]:
    yield from _first_pages(report)
    files: dict[str, list[Finding]] = {}
    for finding in gathered(housekept(report.findings, as_one)):
        files.setdefault(finding.place.file, []).append(finding)
    for file, findings in files.items():
        yield from _section(file or "(project)", (line for finding in findings for line in _finding(finding)))
    if report.fixed:
        yield from _section("Fixed", map(_fixed, report.fixed))
    owners: dict[str, list[Change]] = {}
    for change in report.changes:
        owners.setdefault(change.owner, []).append(change)
    for owner, changes in owners.items():
        yield from _section(owner or "(project)", (line for change in changes for line in _change(change)))
    if report.waiting:
        shown = (change.replace(fields=()) for change in report.waiting)
        yield from _section("Waits for deployment", (line for change in shown for line in _change(change)))
    if report.artifacts:
        yield from _section("Files", map(_file, report.artifacts))
    if report.notes:
        yield from _section("Notes", (f'<li class="entry">{text(note)}</li>' for note in report.notes))


def _table(figures: Figures) -> Iterator[str]:
    """A table of figures; what is wide is moved sideways by itself, and on a phone a row is a list of its cells."""
    yield f"<section>\n<h2>{text(figures.title)}</h2>\n"
    yield '<div class="wide" tabindex="0"><table class="figures" role="table">\n<thead role="rowgroup"><tr role="row">'
    right = [is_number(figures, at) for at in range(len(figures.columns))]
    for column, end in zip(figures.columns, right, strict=True):
        yield f'<th role="columnheader" scope="col"{_END * end}>{text(heading(column))}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    for row in figures.rows:
        cells = zip(row, figures.columns, right, strict=True)
        told = (
            f'<td role="cell" data-label="{text(heading(name))}"{_END * end}>{text(written(cell, name))}</td>'
            for cell, name, end in cells
        )
        yield f'<tr role="row">{"".join(told)}</tr>'
    yield "</tbody></table></div>"
    yield from (f'<p class="soft">{text(remark)}</p>' for remark in figures.remarks)
    yield "</section>"


def _first_pages(report: Report) -> Iterator[str]:
    """The containers that were read, in one look each."""
    if report.overviews:
        from govern.output.overview import html_lines

        for overview in report.overviews:
            yield from html_lines(overview)


def _section(title: str, entries: Iterator[str]) -> Iterator[str]:
    yield f"<section>\n<h2>{text(title)}</h2>\n<ul>"
    yield from entries
    yield "</ul>\n</section>"


def _finding(finding: Finding) -> Iterator[str]:
    place = finding.place
    where = f"{place.span.line}:{place.span.column}" if place.span and not place.entity else text(place.entity)
    where += f", line {place.span.line}" if place.span and place.entity else ""
    level = f'<span class="level {finding.level}">{finding.level}</span>'
    yield f'<li class="entry"><p>{level} {text(finding.message)}</p>'
    part = words.part(place) if place.entity else ""
    route = f", {text(part)}" if part else ""
    yield f'<p class="soft">{where}{route} <code>{text(finding.rule)}</code></p>'
    yield from _excerpt(finding)
    if finding.link:
        yield f'<p class="soft">{in_tag_manager(finding.link)}</p>'
    if finding.help:
        yield f'<p><span class="level">help</span> {text(finding.help)}</p>'
    also = [_also(one, place.file) for one in finding.related]
    shown = 0 if finding.cost == "tidy" else _RELATED_SHOWN
    yield from also[:shown]
    if rest := also[shown:]:
        yield f'<details class="soft"><summary>{words.count(len(rest), "more place")}</summary>'
        yield from rest
        yield "</details>"
    yield "</li>"


def _also(related: Related, file: str) -> str:
    """Another place; of an entity in the same file the name is enough."""
    here = related.place.entity if related.place.file == file and related.place.entity else words.place(related.place)
    shown = f"<code>{text(here)}</code> {text(words.about(related, here))}"
    return f'<p class="soft"><span class="level">also</span> {shown}</p>'


def _fixed(finding: Finding) -> str:
    place, rule = f"<code>{text(words.place(finding.place))}</code>", f"<code>{text(finding.rule)}</code>"
    return f'<li class="entry">{place} {text(words.fixed(finding))} {rule}</li>'


def _excerpt(finding: Finding) -> Iterator[str]:
    """The line with the place marked."""
    head, focus, tail = words.excerpt(finding)
    if head or focus or tail:
        yield f"<pre>{text(head)}<mark>{text(focus)}</mark>{text(tail)}</pre>"


def _change(change: Change) -> Iterator[str]:
    css = change.action if change.action in ("add", "remove") else "note"
    action = f'<span class="level {css}">{change.action}</span>'
    means = f" <strong>{text(change.meaning)}</strong>" if change.meaning else ""
    yield f'<li class="entry"><p>{action} {text(words.change(change, "→"))}{means}</p>'
    if change.fields:
        whole = change.action in ("add", "remove")
        yield f"<details><summary>{words.count(len(change.fields), 'field')}</summary>" if whole else ""
        yield "<dl>"
        for field in change.fields:
            yield from _field(field)
        yield f"</dl>{'</details>' if whole else ''}"
    for also in change.also:
        yield f"<p>also: {text(also)}</p>"
    yield "</li>"


def _field(field: FieldChange) -> Iterator[str]:
    yield f"<dt><code>{text(words.route(field.route) or '(value)')}</code></dt>"
    sides = zip(("del", "ins"), "-+", (field.before, field.after), _sides(field), strict=True)
    for tag, sign, value, told in sides:
        if value is not None:
            more = [f"and {len(told) - _LINES:,} more lines"] if len(told) > _LINES else []
            shown = "\n".join(text(f"{sign} {line}", 1000) for line in (*told[:_LINES], *more))
            yield f"<dd><{tag}><code>{shown}</code></{tag}></dd>"


def _sides(field: FieldChange) -> tuple[list[str], list[str]]:
    """What is shown of both sides of a field, line by line; of two texts of several lines the lines that are not in both."""
    from govern.output import difference

    sides = field.before, field.after
    texts = [side if isinstance(side, str) and "\n" in side.rstrip("\n") else "" for side in sides]
    if all(texts):
        return difference.changed(*texts)
    before, after = (
        words.lines(marked) if marked else words.items(side) for marked, side in zip(texts, sides, strict=True)
    )
    return before, after


def _file(artifact: Artifact) -> str:
    css = "warning" if artifact.state in ("stale", "missing") else "soft"
    return f'<li class="entry"><span class="{css}">{artifact.state}</span> <code>{text(artifact.path)}</code></li>'
