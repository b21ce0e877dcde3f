"""Flaws planted one by one in a container without any: the rule that finds each, and that the container itself is silent."""

from __future__ import annotations

import json

import pytest
from for_each import for_each
from live_helpers import example
from planted_flaws import PLANTED, SILENT
from planted_forms import FORMS, TWINS
from planted_kit import Plant, clean
from planted_more import BROKEN, CODE, MEASURING, PRIVACY, TIDY

from govern.core.report import Cost
from govern.rules.run import run

pytestmark = pytest.mark.usefixtures("day")

FLAWS: dict[str, tuple[str, Plant]] = {**PLANTED, **MEASURING, **PRIVACY, **CODE, **BROKEN, **TIDY, **FORMS}

Said = dict[str, dict[str, Cost | None]]
"""By the name of a flaw: the rules that find something in the container that has it, and what they say it costs."""


def said(plants: dict[str, Plant]) -> Said:
    """What is found in containers with one flaw each, all of them read at once."""
    containers = {}
    for number, (name, plant) in enumerate(plants.items()):
        container = {**clean(), "id": f"GTM-PLANT{number:03}"}
        plant(container)
        containers[name] = container
    found: Said = {name: {} for name in plants}
    by_file = {f"exports/{container['id']}.json": name for name, container in containers.items()}
    for finding in run(example(json.dumps({"containers": list(containers.values())})), "live"):
        found[by_file[finding.place.file]][finding.rule] = finding.cost
    return found


@pytest.fixture(scope="module")
def flawed() -> Said:
    return said({name: plant for name, (_, plant) in FLAWS.items()})


@pytest.fixture(scope="module")
def sound() -> Said:
    return said({"the clean one": lambda _: None, **SILENT, **TWINS})


def loud(found: dict[str, Cost | None]) -> set[str]:
    """The rules that find something, those about housekeeping aside, and that code tells what a template could."""
    return {rule for rule, cost in found.items() if cost != "tidy" and rule != "code/template-instead"}


def test_the_container_without_a_flaw_is_silent(sound: Said) -> None:
    assert sound["the clean one"] == {}


@for_each(("name", "rule"), [(name, rule) for name, (rule, _) in FLAWS.items()], ids=list(FLAWS))
def test_a_planted_flaw_is_found_by_the_rule_for_it_and_by_no_other(flawed: Said, name: str, rule: str) -> None:
    rule = rule if "/" in rule else f"containers/{rule}"
    assert rule in flawed[name]
    assert loud(flawed[name]) <= {rule}, "and nothing else"


@for_each("name", [*SILENT, *TWINS])
def test_what_looks_like_a_flaw_and_is_not_one(sound: Said, name: str) -> None:
    assert loud(sound[name]) == set()
