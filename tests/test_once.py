"""A command asks each rule once, and every part of it goes by the same answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from cli_helpers import DAY

from govern.cli import run
from govern.project import Project
from govern.rules import Rule
from govern.rules import run as running


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each rule is asked."""
    found: Counter[str] = Counter()
    ask = running.ask

    def counted(project: Project, rules: Iterable[Rule]) -> Iterator[running.Said]:
        rules = tuple(rules)
        found.update(rule.id for rule in rules)
        return ask(project, rules)

    monkeypatch.setattr(running, "ask", counted)
    return found


@pytest.mark.parametrize("command", ["check", "lint", "render", "diff", "audit", "audit --report out"])
def test_every_rule_is_asked_once(command: str, adopted: Path, asked: Counter[str]) -> None:
    assert run([*command.split(), *DAY]) in (0, 1)
    assert "spec/duplicate-name" in asked
    assert ("containers/event-id-missing" in asked) == command.startswith(("check", "audit"))
    assert {rule: count for rule, count in asked.items() if count > 1} == {}
