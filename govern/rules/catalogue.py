"""Every rule there is, by its file."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import import_module

from govern.core.registry import modules, rooms
from govern.rules import CAPTURED, Over, Rule


@functools.cache
def rule_ids() -> tuple[str, ...]:
    """Every rule's id, from the file names alone."""
    return tuple(sorted((*found_in("rules"), *found_in(LIVE))))


@functools.cache
def found_in(room: str) -> dict[str, str]:
    """The rules of a folder with groups, each by its id with its module."""
    return {
        f"{group}/{name}".replace("_", "-"): ".".join(("govern", *room.split("/"), group, name))
        for group in rooms(room)
        if group != "live"
        for name in modules(f"{room}/{group}")
    }


LIVE = "rules/live"
"""What `audit` asks stands there, under the same groups."""


@functools.cache
def load_rule(rule_id: str) -> Rule:
    """The rule with an id; its module is imported."""
    loaded: Rule = import_module(module_of(rule_id)).check
    return loaded


def module_of(rule_id: str) -> str:
    """The module of a rule."""
    return found_in("rules").get(rule_id) or found_in(LIVE)[rule_id]


@functools.cache
def sections_of(rule_id: str) -> tuple[str, ...] | None:
    """The sections of specs, or kinds of exports, that a rule is about, which its group says; nothing where it is about all."""
    group, _, name = module_of(rule_id).rpartition(".")
    module = import_module(group)
    about: tuple[str, ...] | None = getattr(module, "ABOUT", None)
    return getattr(module, "ABOUT_OF", {}).get(name, about)


def is_live(rule_id: str) -> bool:
    """Whether a rule is over live state, from its folder: importing the rules that will not be asked takes longer."""
    return rule_id not in found_in("rules")


@functools.cache
def ids_over(over: Over) -> tuple[str, ...]:
    """The rules that are asked together, by their folders alone. Those about any file are asked by `secrets` itself."""
    return tuple(
        sorted(rule_id for rule_id in found_in(LIVE if over == "live" else "rules") if asked_with(rule_id) == over)
    )


def asked_with(rule_id: str) -> Over:
    """What a rule is asked together with: other rules over specs, unless its folder says another thing."""
    return OF_GROUPS.get(rule_id.partition("/")[0]) or ("live" if is_live(rule_id) else "specs")


OF_GROUPS: dict[str, Over] = {"secrets": "files", "ignores": "ignores", CAPTURED: "captures"}
"""The groups whose rules are asked by themselves, and what they look at."""


def all_rules() -> Iterator[Rule]:
    """Every rule, imported, in the order of their ids."""
    return (load_rule(rule_id) for rule_id in rule_ids())
