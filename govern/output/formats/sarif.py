"""SARIF 2.1.0, for code scanning: results with the manual of each rule, other places and fingerprints.

Code scanning refuses a whole file when one result lacks a file (https://github.com/github/codeql-action/issues/1738,
2026-11-26), so what is about the project names its `govern.yaml`. A result in an export has a file and the name of the
entity, but no line; it brings the fingerprint that GitHub would make from the line. Columns count characters.

A viewer may take `[text](target)` in a message for a link, so a bracket and a parenthesis never touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from govern import __version__
from govern.output import words
from govern.output.plain import SafeEncoder
from govern.output.safe import Look, Spelling, shorten
from govern.output.told import PROJECT, TITLES, details, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govern.core.report import Artifact, Finding, Place, Related, Report, Span

POSITION = 40
WHOLE = True

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROLES = {"written": "modified", "unchanged": "unmodified", "stale": "modified", "missing": "added"}
_SPELL = Spelling()


def write(report: Report, stream: TextIO, look: Look) -> None:
    """Write the log, one rule, result and file a line."""
    encode = SafeEncoder(stream)
    findings = tuple(told(report))
    numbers = {rule: number for number, rule in enumerate(sorted({finding.rule for finding in findings}))}
    rules = (encode(_rule(rule, look)) for rule in numbers)
    asked = look.patches if any(finding.fix for finding in findings) else None
    patches = asked(findings) if asked is not None else [[] for _ in findings]
    results = (encode(_result(f, numbers[f.rule], patch)) for f, patch in zip(findings, patches, strict=True))
    files = dict.fromkeys(encode(_file(artifact)) for artifact in report.artifacts)  # the schema wants each once
    driver = {"name": "govern", "semanticVersion": __version__, "version": __version__}
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if report.notes:
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": _message(n)} for n in report.notes]
    stream.write(f'{{\n"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{{\n"columnKind": "unicodeCodePoints",\n')
    stream.write(f'"tool": {{"driver": {encode(driver)[:-1]}, "rules": {_list(rules)}}}}},\n')
    stream.write(f'"invocations": [{encode(invocation)}],\n')
    stream.write(f'"artifacts": {_list(files)},\n"results": {_list(results)}\n}}]\n}}\n')


def _list(items: Iterable[str]) -> str:
    rows = ",\n  ".join(items)
    return f"[\n  {rows}\n]" if rows else "[]"


def _message(*lines: str) -> dict[str, str]:
    text = "\n".join(_SPELL(shorten(line)) for line in lines)
    return {"text": text.replace("](", "] (") or "(no message)"}


def _rule(rule: str, look: Look) -> dict[str, Any]:
    """The rule with its manual: the first line is what is right."""
    manual = look.manual_of(rule)
    text = manual.text if manual else TITLES.get(rule, "")
    lines = text.split("\n")
    described: dict[str, Any] = {"id": _SPELL(shorten(rule)), "properties": {"tags": [rule.partition("/")[0]]}}
    if text:
        about = "\n".join(lines[1:]).partition("Remedy:")[0].split() or lines[0].split()
        described["shortDescription"] = _message(lines[0])
        described["fullDescription"] = _message(shorten(" ".join(about), 900))
        described["help"] = _message(*lines)
    if manual and look.page_of(rule):
        described["helpUri"] = look.page_of(rule)
    if manual:
        described["defaultConfiguration"] = {"level": manual.level}
    return described


def _result(finding: Finding, number: int, patches: list[tuple[str, Span, str]]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": _SPELL(shorten(finding.rule)),
        "ruleIndex": number,
        "level": finding.level,
        "message": _message(finding.message, *(line for line in details(finding) if line.startswith("help: "))),
        "locations": [_location(finding.place, finding.source)],
    }
    if finding.related:
        result["relatedLocations"] = [_related(at, related) for at, related in enumerate(finding.related, 1)]
    if patches:
        files = dict.fromkeys(file for file, _, _ in patches)
        changes = [_change(file, [(span, text) for other, span, text in patches if other == file]) for file in files]
        result["fixes"] = [{"description": _message(finding.help or "fix"), "artifactChanges": changes}]
    if finding.fingerprint:
        prints = {"govern/v1": finding.fingerprint}
        if finding.place.span is None:
            prints["primaryLocationLineHash"] = f"{finding.fingerprint}:1"
        result["partialFingerprints"] = {name: _SPELL(shorten(value)) for name, value in prints.items()}
    return result


def _change(file: str, parts: list[tuple[Span, str]]) -> dict[str, Any]:
    """The replacements in a file. Their text is what the file will have, so nothing in it is spelled otherwise."""
    replacements = [
        {"deletedRegion": _region(span), **({"insertedContent": {"text": text}} if text else {})}
        for span, text in parts
    ]
    return {"artifactLocation": {"uri": uri(file)}, "replacements": replacements}


def _related(number: int, related: Related) -> dict[str, Any]:
    return {"id": number, "message": _message(related.message), **_location(related.place)}


def _location(place: Place, source: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file or PROJECT)}}
    if place.span is not None:
        physical["region"] = _region(place.span)
        if source.strip():
            snippet = {"text": _SPELL(shorten(source.rstrip()))}
            if place.span.end_line == place.span.line:
                physical["contextRegion"] = {"startLine": place.span.line, "snippet": snippet}
    location: dict[str, Any] = {"physicalLocation": physical}
    route = words.route(place.route)
    if place.entity:
        name = _SPELL(shorten(place.entity))
        full = {"fullyQualifiedName": _SPELL(shorten(f"{place.entity} {route}"))} if route else {}
        location["logicalLocations"] = [{"name": name, **full}]
    elif route:
        location["logicalLocations"] = [{"fullyQualifiedName": _SPELL(shorten(route))}]
    return location


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _file(artifact: Artifact) -> dict[str, Any]:
    described: dict[str, Any] = {"location": {"uri": uri(artifact.path)}, "roles": [_ROLES[artifact.state]]}
    if artifact.sha256:
        described["hashes"] = {"sha-256": _SPELL(artifact.sha256)}
    return described


def uri(path: str) -> str:
    """A path as a URI: a relative one as a reference from where the report was made, an absolute one with its scheme."""
    from urllib.parse import quote

    path = path.replace("\\", "/") if path[1:3] == ":\\" else path
    quoted = quote(path.removeprefix("./").encode("utf-8", "surrogatepass")) or "."
    if path[1:3] == ":/":
        return f"file:///{path[0]}:{quoted[4:]}"
    return f"file://{quoted}" if path.startswith("/") else quoted
