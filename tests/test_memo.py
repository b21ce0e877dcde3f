"""Answers are remembered by whom they are about, and by nobody else."""

from __future__ import annotations

import ast
import gc
import weakref
from pathlib import Path

from helpers import project

from govern.core.memo import memo
from govern.core.record import Record
from govern.project import Project

PACKAGE = Path(__file__).parent.parent / "govern"

asked: list[tuple[str, str]] = []


@memo
def events_at(subject: Project, destination: str) -> tuple[str, ...]:
    """The events that go to a destination."""
    asked.append(("events", destination))
    return tuple(mapping.event for mapping in subject.mappings if mapping.destination == destination)


@memo
def mappings_at(subject: Project, destination: str) -> int:
    """How many mappings there are to a destination."""
    asked.append(("mappings", destination))
    return len(events_at(subject, destination))


class Weighed(Record):
    """A record that questions are asked about."""

    grams: int


@memo
def pounds(subject: Weighed) -> float:
    """The same weight in another unit."""
    asked.append(("pounds", str(subject.grams)))
    return subject.grams / 453.6


def test_each_question_is_answered_once_for_each_project_and_value() -> None:
    asked.clear()
    text = "events: [{name: lead}]\nmappings: [{event: lead, destination: meta, as: Lead}]"
    one, other = project(text), project("events: [{name: lead}]")
    for _ in range(3):
        assert events_at(one, "meta") == ("lead",)
        assert events_at(one, "ga4") == ()
        assert events_at(other, "meta") == ()
        assert mappings_at(one, "meta") == 1
    assert asked == [("events", "meta"), ("events", "ga4"), ("events", "meta"), ("mappings", "meta")]


def test_answers_go_when_the_project_goes() -> None:
    subject = project("events: [{name: lead}]")
    events_at(subject, "meta")
    seen = weakref.ref(subject)
    del subject
    gc.collect()
    assert seen() is None


def test_a_changed_copy_of_a_record_is_asked_anew_and_memory_is_no_part_of_the_value() -> None:
    asked.clear()
    one = Weighed(907)
    assert round(pounds(one)) == 2
    assert round(pounds(one.replace(grams=1361))) == 3
    assert one == Weighed(907)
    assert repr(one) == "Weighed(grams=907)"
    assert asked == [("pounds", "907"), ("pounds", "1361")]


def caches_of_projects(path: Path) -> list[str]:
    """The functions of a module that keep answers about a project in the module."""
    text = path.read_text(encoding="utf-8")
    return [
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for node in (ast.walk(ast.parse(text)) if "cache" in text else ())
        if isinstance(node, ast.FunctionDef)
        and any(
            "cache" in ast.unparse(one) and "cached_property" not in ast.unparse(one) for one in node.decorator_list
        )
        and any(one.annotation is not None and "Project" in ast.unparse(one.annotation) for one in node.args.args)
    ]


def test_no_module_keeps_answers_about_projects() -> None:
    assert [said for path in sorted(PACKAGE.rglob("*.py")) for said in caches_of_projects(path)] == []
