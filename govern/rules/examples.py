"""Rules on their examples: the good one must be silent, the bad one found. `explain` and `rules --test` ask this."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from govern.access.kept import BEGINS, ENDING, Kept, kept
from govern.core.regex import regex
from govern.core.report import Finding
from govern.counts.reading import read_counts
from govern.counts.sources import Delivery, declared, delivered
from govern.gtm.container import Container
from govern.gtm.entries import containers_of
from govern.project import Project, load, trust
from govern.project.config import Config
from govern.project.exports import Exports, joined, one_of, read_export
from govern.rules import Problem, Rule
from govern.rules.own import python_of, standing_of, team_of
from govern.rules.run import BROKEN, run, run_one
from govern.source import yaml
from govern.spec.read import read_sections

SPEC = "specs/example.yaml"
DAY = "2026-11-23"
"""The day on which examples happen."""

VERSION = regex(r'^\{?"?version"?:', re.MULTILINE)
"""What a spec text begins with that says its version; one that does not gets one."""

LIVE = {
    "access": "exports/access.json",
    "people": "exports/people.json",
    "apps": "exports/apps.json",
    "csp": "exports/headers.txt",
    "secrets": "exports/secrets.json",
    "settings": "exports/settings.json",
}
"""The exports of an example, by the key under which one stands, and what their files are called; `settings` lists several."""

OwnFiles = dict[str, bytes]


def example(rule: Rule, text: str, own: OwnFiles | None = None) -> Project:
    """The project that an example stands for; `own` are the platforms and rules of the project that asks."""
    if rule.over == "live":
        return live_example(text, own)
    if rule.over == "captures":
        return captured_example(text, own)
    if rule.over == "settings":
        return in_memory("", own, config=load.parse_config(text.encode()))
    if rule.over == "team":
        folder = "rules" if "rules:" in text else "platforms"
        return in_memory("", {**(own or {}), f"{folder}/example.yaml": text.encode()})
    return in_memory(text, own)


def in_memory(
    text: str, own: OwnFiles | None = None, *, config: Config | None = None, live: Exports | None = None
) -> Project:
    """The project of one spec text."""
    whole = text if VERSION.search(text) else f"{text}\nversion: 1\n"
    inputs = load.Inputs("", config or Config(), {SPEC: whole.encode()}, {SPEC: 0}, own)
    return load.project_of(inputs, load.documents_of(inputs), DAY, live or Exports())


def live_example(example: str, own: OwnFiles | None = None) -> Project:
    """The project of a live rule's example: YAML with any of `containers`, `exports` (container versions as Tag Manager
    writes them), `files` (texts by name, as in a folder), `counts` (tables by name) with an `incident` (first day, last
    day, day of the fix), `reviews` (kept ones by period), those of `LIVE`,
    and `specs`."""
    data: dict[str, Any] = yaml.read(example).data
    live = Exports(containers=containers(data.get("containers", [])))
    for version in data.get("exports", []):
        raw = json.dumps({"exportFormatVersion": 2, "containerVersion": version})
        live = joined(live, read_export(raw.encode(), "exports/export.json"))
    for name, text in data.get("files", {}).items():
        live = joined(live, one_of(f"exports/{name}", text.encode))
    for key, file in LIVE.items():
        for number, value in enumerate(data[key] if key == "settings" else [data[key]]) if key in data else ():
            raw = value if isinstance(value, str) else json.dumps(value)
            live = joined(live, one_of(file.replace(".", f"-{number + 1}.") if number else file, raw.encode))
    live = live.replace(reviews=tuple(reviews(data.get("reviews", {}))))
    subject = in_memory(json.dumps({"version": 1, **data.get("specs", {})}), own, live=live)
    if "counts" not in data:
        return subject
    live = live.replace(counts=counts(subject, data["counts"]), incident=tuple(data.get("incident", ())))
    return in_memory(subject.documents[SPEC].text, own, live=live)


def reviews(entries: dict[str, dict[str, Any]]) -> Iterator[Kept]:
    """Kept reviews by period, each with its `day`, else the last one of the period, and by whom it is `signed`."""
    for period, entry in entries.items():
        found = kept(f"reviews/{BEGINS}{period}{ENDING}", period, "", tuple(entry.get("signed", ())))
        yield found.replace(day=entry.get("day", found.last))


def counts(project: Project, tables: dict[str, str]) -> tuple[Delivery, ...]:
    """Tables of counts by the names of their files, with the entries that name them."""
    return tuple(
        delivery
        for file, text in tables.items()
        for delivery in delivered(declared(project), file, read_counts(text.encode(), file))
    )


def captured_example(example: str, own: OwnFiles | None = None) -> Project:
    """The project of an example of captured traffic: YAML with `capture`, a list of requests (a text is a line as it
    stands), or `files` (texts by name, as in a folder), and `specs`."""
    from govern.captures.read import in_folder

    data: dict[str, Any] = yaml.read(example).data
    lines = "".join(f"{entry if isinstance(entry, str) else json.dumps(entry)}\n" for entry in data.get("capture", []))
    files = data.get("files", {"capture.ndjson": lines})
    live = Exports(captures=tuple(in_folder(text, file) for file, text in files.items()))
    return in_memory(json.dumps({"version": 1, **data.get("specs", {})}), own, live=live)


def containers(entries: list[dict[str, Any]]) -> tuple[Container, ...]:
    """Live containers, written as the specs write them."""
    read = read_sections({"version": 1, "containers": entries}, "exports/containers.json")
    decoded = containers_of(read.entities["containers"], {}) if entries else []
    return tuple(
        found.container.replace(file=f"exports/{found.container.id}.json", absent=unlisted(found.container))
        for found in decoded
    )


def unlisted(container: Container) -> frozenset[str]:
    """An example that says nothing of built-in variables is not about them."""
    return frozenset({"builtInVariable"} - container.entities.keys())


def tried(rule: Rule, text: str, own: OwnFiles | None = None) -> tuple[Finding, ...]:
    """What a rule says about an example, and whether it broke over it."""
    subject = example(rule, text, own)
    if not rule.text and rule.over != "ignores":
        return run_one(subject, rule)
    return tuple(
        finding
        for finding in run(subject, rule.over if rule.over in ("live", "captures") else "specs")
        if finding.rule == rule.id or (finding.rule == BROKEN and f'"{rule.id}"' in finding.message)
    )


def has_fix(rule: Rule, own: OwnFiles | None = None) -> bool:
    """Whether `lint --fix` can mend what the bad example shows."""
    return rule.verb == "lint" and any(finding.fix for finding in tried(rule, rule.bad, own))


def own_files(project: Project) -> OwnFiles:
    """The platforms and rules of a project, for examples; those in Python only where they are trusted."""
    inputs = load.read_inputs(project.root, project.config)
    python = frozenset() if standing_of(project) == trust.TRUSTED else python_of(project).keys()
    return {file: raw for file, raw in inputs.own.items() if file not in python}


def failures(project: Project, rule: Rule, own: OwnFiles) -> Iterator[Problem]:
    """Which examples of a rule do not show what they should."""
    place = team_of(project).places[rule.id]
    for name, text, wanted in (("good", rule.good, False), ("bad", rule.bad, True)):
        found = tried(rule, text, own)
        broken = [finding for finding in found if finding.rule == BROKEN]
        subject = f"{rule.id}\n{name}"
        if broken:
            yield Problem(broken[0].place, broken[0].message, subject=subject)
        elif found and not wanted:
            said = found[0].message
            yield Problem(place, f'the rule "{rule.id}" speaks on its good example: {said}', subject=subject)
        elif wanted and not found:
            yield Problem(place, f'the rule "{rule.id}" is silent on its bad example', subject=subject)


LONGEST, HEAD, TAIL = 500, 300, 100
"""From how many characters a line of an example is cut, and what of its beginning and end stays."""


def shown(example: str) -> str:
    """An example as people see it: a line that is long only so that the rule has something to say is cut in the middle."""
    return "\n".join(map(cut, example.strip().split("\n")))


def cut(line: str) -> str:
    """A line that can be read at one glance, saying by how much it was cut."""
    if len(line) <= LONGEST:
        return line
    return f"{line[:HEAD]} … {len(line) - HEAD - TAIL:,} more characters … {line[-TAIL:]}"
