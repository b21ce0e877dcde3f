"""The rules' own examples as good files: small, so that hundreds a second are damaged, and together about everything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from govern.core.record import Record
from govern.project import Project, load
from govern.project.config import Config
from govern.project.exports import Exports
from govern.rules.catalogue import all_rules
from govern.rules.examples import LIVE
from govern.source import yaml
from tools.damage.changes import Kind, Seed
from tools.damage.projects import TODAY

TURNS = 50
"""So many attempts in a row damage the same file: finding all single changes to it takes longer than an attempt."""

SPEC = "specs/example.yaml"
CAPTURE = "captures"
KINDS: dict[str, Kind] = {"csp": "policy", "settings": "settings", "exports": "container", "files": "policy"}
"""What an export is, by its key in an example; the others are lists."""


class Example(Record):
    """A file of an example, and the spec file that stands beside it."""

    seed: Seed
    specs: bytes = b""


@cache
def specs() -> tuple[Example, ...]:
    """The examples of rules over specs, each a spec file."""
    texts = ((rule.id, text) for rule in all_rules() if rule.over == "specs" for text in (rule.good, rule.bad))
    return tuple(Example(Seed("spec", name, SPEC, f"{text.rstrip()}\nversion: 1\n".encode())) for name, text in texts)


@cache
def exports() -> tuple[Example, ...]:
    """The exports, lists, headers, settings and captures in the examples of rules over live state and captures."""
    found = (
        (rule.id, text) for rule in all_rules() if rule.over in ("live", "captures") for text in (rule.good, rule.bad)
    )
    return tuple(example for name, text in found for example in files_of(name, yaml.read(text).data))


def files_of(name: str, data: dict[str, Any]) -> Iterator[Example]:
    """Each export that an example has; what is JSON is laid out, so that every value is found."""
    beside = json.dumps({"version": 1, **data.get("specs", {})}).encode()
    for key in (*LIVE, "exports", "files"):
        for value in values_of(key, data.get(key, [])):
            is_text = isinstance(value, str)
            raw = value if is_text else json.dumps(value, indent=1)
            seed = Seed(KINDS.get(key, "access"), name, f"{key}.{'txt' if is_text else 'json'}", raw.encode())
            yield Example(seed, beside)
    lines = [line if isinstance(line, str) else json.dumps(line) for line in data.get("capture", [])]
    if lines:
        yield Example(
            Seed("container", CAPTURE, f"{name.rpartition('/')[2]}.txt", "\n".join([*lines, ""]).encode()), beside
        )


def values_of(key: str, value: Any) -> Iterator[Any]:
    """The exports under one key: several of settings, of container versions and of named files, else one."""
    if key == "files":
        yield from dict(value).values()
    elif key == "exports":
        yield from ({"exportFormatVersion": 2, "containerVersion": version} for version in value)
    elif key == "settings" or value == []:
        yield from value
    else:
        yield value


def chosen(of: tuple[Example, ...], number: int) -> Example:
    """The example whose turn it is."""
    return of[number // TURNS % len(of)]


def project(raw: bytes, live: Exports | None = None, beside: Sequence[bytes] = ()) -> Project:
    """The project of one spec file, and of others beside it."""
    found = {SPEC: raw} | {f"specs/beside-{at}.yaml": other for at, other in enumerate(beside)}
    inputs = load.Inputs("", Config(), found, dict.fromkeys(found, 0))
    return load.project_of(inputs, load.documents_of(inputs), TODAY, live or Exports())
