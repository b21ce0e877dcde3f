"""Flaws planted one by one in a container without any: the rule that finds each, and that the container itself is silent."""

from __future__ import annotations

import json

import pytest
from live_helpers import example
from planted_flaws import PLANTED, SILENT
from planted_kit import Body, Plant, clean

from govern.rules.run import run

pytestmark = pytest.mark.usefixtures("day")


def said(container: Body) -> dict[str, str]:
    """The rules that find something, and what they say it costs."""
    return {finding.rule: finding.cost for finding in run(example(json.dumps({"containers": [container]})), "live")}


def loud(container: Body) -> set[str]:
    """The rules that find something, those about housekeeping aside."""
    return {rule for rule, cost in said(container).items() if cost != "tidy"}


def test_the_container_without_a_flaw_is_silent() -> None:
    assert said(clean()) == {}


@pytest.mark.parametrize(("rule", "plant"), PLANTED.values(), ids=PLANTED)
def test_a_planted_flaw_is_found_by_the_rule_for_it_and_by_no_other(rule: str, plant: Plant) -> None:
    container = clean()
    plant(container)
    rule = rule if "/" in rule else f"containers/{rule}"
    assert rule in said(container)
    assert loud(container) <= {rule}


@pytest.mark.parametrize("plant", SILENT.values(), ids=SILENT)
def test_what_looks_like_a_flaw_and_is_not_one(plant: Plant) -> None:
    container = clean()
    plant(container)
    assert loud(container) == set()
