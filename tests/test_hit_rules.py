"""Rules over captured hits: every example, and what must stay silent."""

from __future__ import annotations

import pytest
from helpers import findings

from govern.rules import Rule
from govern.rules.catalogue import all_rules
from govern.rules.examples import example

pytestmark = pytest.mark.usefixtures("day")

RULES = [rule for rule in all_rules() if rule.over == "captures"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_good_example_is_silent_and_a_bad_one_is_found(rule: Rule) -> None:
    assert not findings(example(rule, rule.good), rule.id, over="captures")
    found = findings(example(rule, rule.bad), rule.id, over="captures")
    assert found
    assert all(finding.place.file and finding.place.entity for finding in found)
