"""Every rule there is, by its file."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from importlib import import_module

from govern.rules import Rule
from govern.source import files


@functools.cache
def rule_ids() -> tuple[str, ...]:
    """Every rule's id, from the file names alone."""
    folder = os.path.dirname(__file__)
    found: list[str] = []
    for group in sorted(os.listdir(folder)):
        path = os.path.join(folder, group)
        if os.path.isdir(path) and not group.startswith("_"):
            names = (name[:-3] for name in os.listdir(path) if name.endswith(".py") and not name.startswith("_"))
            found.extend(f"{group}/{name}".replace("_", "-") for name in names)
    return tuple(sorted(found))


def load_rule(rule_id: str) -> Rule:
    """The rule with an id; its module is imported."""
    group, name = rule_id.replace("-", "_").split("/")
    module = import_module(f"govern.rules.{group}.{name}")
    loaded: Rule = module.check
    return loaded


@functools.cache
def is_live(rule_id: str) -> bool:
    """Whether a rule is over live state, from its text: importing the rules that will not be asked takes longer."""
    path = os.path.join(os.path.dirname(__file__), rule_id.replace("-", "_") + ".py")
    return b'over="live"' in files.read(path)


def all_rules() -> Iterator[Rule]:
    """Every rule, imported, in the order of their ids."""
    return (load_rule(rule_id) for rule_id in rule_ids())
