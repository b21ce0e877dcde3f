"""A company on ten platforms: as it should be nothing is found, and what is planted is found, all of it and nothing else."""

from __future__ import annotations

import json

import pytest
from helpers import findings, project
from settings_company import PLANTS, SPECS, Answers, answers

from govern.core.report import Finding
from govern.project.exports import Exports, joined, read_export

pytestmark = pytest.mark.usefixtures("day")


TEN = {"ga4", "google_ads", "meta", "tiktok", "linkedin", "pinterest", "snapchat", "x", "microsoft_ads", "reddit"}


def exported(found: Answers) -> Exports:
    """The answers as if each were a file."""
    live = Exports()
    for name, answer in found.items():
        live = joined(live, read_export(json.dumps(answer).encode(), f"exports/{name}.json"))
    return live


def audited(live: Exports) -> tuple[Finding, ...]:
    """What the rules about settings find."""
    every = findings(project(SPECS, live=live), over="live")
    return tuple(finding for finding in every if finding.rule.startswith("settings/"))


def test_nothing_is_found_where_everything_is_as_declared() -> None:
    assert [(finding.rule, finding.message) for finding in audited(exported(answers()))] == []


def test_what_is_planted_is_found_and_nothing_else() -> None:
    found = answers()
    for _, _, plant in PLANTS:
        plant(found)
    live = exported(found)
    left, missing, spoken = list(audited(live)), [], set()
    for rule, part, _ in PLANTS:
        known = next((one for one in left if one.rule == rule and part in f"{one.message} {one.place.entity}"), None)
        if known is None:
            missing.append((rule, part))
        else:
            left.remove(known)
            spoken.add(known.place.file)
    assert missing == []
    assert [(finding.rule, finding.message) for finding in left] == []
    assert len(PLANTS) > 60
    assert {one.platform for one in live.settings if one.file in spoken} >= TEN
