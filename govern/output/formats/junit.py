"""The report as test results, for CI systems that show JUnit's XML: a suite for each file, a failed test for a finding.

Errors and warnings fail, notes pass and say so in their output. Changes fail in a suite of their owner, files that are
out of date in a suite of files. When there is nothing to report, one test passes: an empty file is an error to many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from govern.output import words
from govern.output.markup import text
from govern.output.safe import Look
from govern.output.told import details, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govern.core.report import Finding, Report

POSITION = 50
WHOLE = True

_FILES = "rendered files"


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the test report: a suite for each file and for what was rendered, a case for each finding."""
    suites: dict[str, list[str]] = {}
    failures: dict[str, int] = {}
    for finding in told(report):
        suite = _suite(finding)
        suites.setdefault(suite, []).append("\n".join(_case(finding)))
        failures[suite] = failures.get(suite, 0) + (finding.level != "note")
    passed = [artifact.path for artifact in report.artifacts if artifact.state in ("written", "unchanged")]
    if passed:
        suites.setdefault(_FILES, []).extend(_passed("output/current", path) for path in passed)
    if not suites:
        suites["govern"] = [_passed("govern", look.clean)]
    tests, failed = sum(map(len, suites.values())), sum(failures.values())
    stream.write(f'<?xml version="1.0"?>\n<testsuites name="govern" {_counts(tests, failed)}>\n')
    if report.today:
        stream.write(f'  <properties><property name="today" value="{text(report.today)}"/></properties>\n')
    for name, cases in suites.items():
        stream.write(f'  <testsuite name="{text(name)}" {_counts(len(cases), failures.get(name, 0))}>\n')
        stream.writelines(f"{case}\n" for case in cases)
        stream.write("  </testsuite>\n")
    stream.write("</testsuites>\n")


def _suite(finding: Finding) -> str:
    """The suite of a finding: its file, or the owner of what has drifted."""
    if finding.rule.startswith("output/"):
        return _FILES
    return finding.place.file or finding.place.entity.partition(", ")[0] or "project"


def _counts(tests: int, failures: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="0"'


def _passed(kind: str, name: str) -> str:
    return f'    <testcase classname="{text(kind)}" name="{text(name)}"/>'


def _case(finding: Finding) -> Iterator[str]:
    where = finding.place
    file = f' file="{text(where.file)}"' if where.file else ""
    line = f' line="{where.span.line}"' if where.span else ""
    yield f'    <testcase classname="{text(finding.rule)}" name="{text(finding.message)}"{file}{line}>'
    body = "\n".join(_body(finding))
    if finding.level == "note":
        yield f"      <system-out>{body}</system-out>"
    else:
        yield f'      <failure type="{finding.level}" message="{text(finding.message)}">{body}</failure>'
    yield "    </testcase>"


def _body(finding: Finding) -> Iterator[str]:
    """What the person reads who opens the test. No line begins with text of a file."""
    place = finding.place
    yield text(f"{words.place(place)}: {finding.level} {finding.rule}")
    if place.entity and (part := words.part(place)):
        yield text(f"in: {part}")
    if finding.source.strip():
        yield text(f"source: {finding.source.strip()}")
    yield from map(text, details(finding))
