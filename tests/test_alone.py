"""Rules that are `alone`: what they say in a file of events follows from that file and from those that are none."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from for_each import for_each
from helpers import project
from planted import planted

from govern.project import Project
from govern.rules import Rule
from govern.rules.catalogue import all_rules
from govern.rules.run import Said, ask
from govern.source import yaml

ALONE = [rule for rule in all_rules() if rule.alone]
CASES = sorted((Path(__file__).parent / "rules").rglob("*.yaml"))


def a_file_each(text: str) -> dict[str, str]:
    """A spec text as files: each event and each mapping in one of its own, all else in another."""
    data = dict(yaml.read(text).data)
    files = {
        f"specs/{section}/{number}.yaml": json.dumps({"version": 1, section: [entry]})
        for section in ("events", "mappings")
        for number, entry in enumerate(data.pop(section, None) or ())
    }
    return {**files, "specs/rest.yaml": json.dumps({**data, "version": 1})}


def said(subject: Project, rule: Rule) -> list[Said]:
    return sorted(ask(subject, [rule]), key=repr)


def elsewhere(everything: Iterable[Said], gone: set[str]) -> list[Said]:
    return [one for one in everything if one[0].place.file not in gone]


GROUPS = ("deduplication", "events", "mappings", "privacy", "tokens")
PATHS = {f"{path.parent.name}/{path.stem}": path for path in CASES if path.parent.name in GROUPS}


@functools.cache
def subjects() -> dict[str, Project]:
    """Projects with something to find, each of many files."""
    cases = {name: project(files=a_file_each(path.read_text("utf-8"))) for name, path in PATHS.items()}
    return {"sixty mistakes": project(files=planted()[0]), **cases}


def test_there_is_something_to_hold_them_to() -> None:
    assert len(ALONE) > 25
    silent = {rule.id for rule in ALONE if not any(said(subject, rule) for subject in subjects().values())}
    assert silent == {"tokens/secret-in-spec"}, "its cases are made in test_rules.py"


@pytest.mark.slow
@for_each("name", ["sixty mistakes", *PATHS])
def test_other_files_of_events_change_nothing(name: str) -> None:
    subject = subjects()[name]
    leaves = sorted(subject.leaves)
    parts = [{leaf} for leaf in leaves] if len(leaves) < 30 else []
    gone_each_time = [set(leaves[::2]), set(leaves[1::2]), *parts, *(set(leaves) - part for part in parts)]
    for rule in ALONE:
        everything = said(subject, rule)
        for gone in gone_each_time:
            assert said(subject.without(gone), rule) == elsewhere(everything, gone), rule.id


class Watched(Project):
    """A project that does not answer what an event or a mapping elsewhere may change."""

    @property
    def event_by_name(self) -> dict[str, object]:  # type: ignore[override]
        raise AssertionError("asks for events by name")

    @property
    def mappings_of_event(self) -> dict[str, object]:  # type: ignore[override]
        raise AssertionError("asks for the mappings of an event")


@for_each("rule", ALONE, ids=lambda rule: rule.id)
def test_none_asks_for_what_other_files_say(rule: Rule) -> None:
    for subject in subjects().values():
        watched = subject.without(())
        watched.__class__ = Watched
        list(rule.check(watched))
