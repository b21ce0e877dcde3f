"""Projects in memory, for tests that are about rules, plans and renderers rather than about reading folders."""

from __future__ import annotations

from collections.abc import Mapping

from govern.core.report import Finding
from govern.project import Project, load
from govern.project.config import Config
from govern.project.exports import Exports
from govern.rules import Over
from govern.rules.catalogue import asked_with, load_rule, rule_ids
from govern.rules.examples import VERSION
from govern.rules.run import BROKEN, run, run_one

TODAY = "2026-11-23"
"""The day on which tests happen unless they say another."""

SPEC = "specs/spec.yaml"
"""Where the text of a one-file project stands."""


def project(
    text: str = "",
    *,
    files: Mapping[str, str] | None = None,
    side_files: Mapping[str, str | bytes] | None = None,
    today: str = TODAY,
    config: Config | None = None,
    live: Exports | None = None,
    own: Mapping[str, str] | None = None,
) -> Project:
    """The project of one spec text, or of several `files` by path; a text without `version` gets `version: 1`.

    `own` are the files of the project's own platforms and rules. `side_files` are the other files below the specs folder, by their path from the project's folder.
    """
    found = {SPEC: versioned(text).encode()} if files is None else {file: t.encode() for file, t in files.items()}
    for path, content in (side_files or {}).items():
        found[path] = content if isinstance(content, bytes) else content.encode()
    own_bytes = {path: content.encode() for path, content in (own or {}).items()}
    inputs = load.Inputs("project", config or Config(), dict(sorted(found.items())), dict.fromkeys(found, 0), own_bytes)
    return load.project_of(inputs, load.documents_of(inputs), today, live or Exports())


def versioned(text: str) -> str:
    """The text with a version; it is added below, so lines keep their numbers."""
    return text if VERSION.search(text) else f"{text}\nversion: 1\n"


def findings(subject: Project, rule: str = "", *, over: Over = "specs") -> tuple[Finding, ...]:
    """What the rules find, or what one rule finds, which is asked alone where it is ours and depends on no other."""
    if rule in rule_ids() and rule != BROKEN and asked_with(rule) == over:
        return run_one(subject, load_rule(rule))
    return tuple(finding for finding in run(subject, over) if not rule or finding.rule == rule)


def lines(found: tuple[Finding, ...]) -> list[tuple[int, str]]:
    """Findings as (line, rule), in order: what most tests are about."""
    return [(finding.place.span.line if finding.place.span else 0, finding.rule) for finding in found]
