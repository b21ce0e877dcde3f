"""Google's evaluator of policies, run by Node: what it finds in policies, and whether we say it as well."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from live_helpers import export
from node import node

from govern.project.load import bare
from govern.rules.run import run

MODULES = os.environ.get("GOVERN_NODE_MODULES", "")
PACKAGE = Path(MODULES, "csp_evaluator", "dist")
IS_HERE = bool(MODULES) and PACKAGE.is_dir()
LOUD = ("HIGH", "MEDIUM", "SYNTAX")
SCRIPT = """
const {CspEvaluator} = require(process.argv[2] + '/evaluator.js'), {CspParser} = require(process.argv[2] + '/parser.js');
const {Severity} = require(process.argv[2] + '/finding.js'), {Version} = require(process.argv[2] + '/csp.js');
const policies = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(policies.map((policy) => new CspEvaluator(new CspParser(policy).csp, Version.CSP3).evaluate()
  .map((one) => ({severity: Severity[one.severity], directive: one.directive, value: one.value || ''})))));
"""


def theirs(folder: Path, policies: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What the evaluator finds in each policy."""
    (folder / "evaluate.cjs").write_text(SCRIPT, encoding="utf-8")
    found: list[list[dict[str, Any]]] = json.loads(
        node(folder / "evaluate.cjs", json.dumps(policies), str(PACKAGE.resolve()))
    )
    return found


def ours(policy: str) -> list[str]:
    """Our messages, notes left out."""
    live = export(f"Content-Security-Policy: {policy}")
    found = run(bare("2026-11-30", live), "live")
    return [f"{one.message} {one.help}".lower() for one in found if one.level != "note"]


def is_said(finding: dict[str, Any], messages: list[str]) -> bool:
    """Whether a message names what the finding names. What stands in a directive that browsers do not know counts for
    nothing as a whole, which we say once."""
    if any(f'"{finding["directive"]}" is not a directive' in message for message in messages):
        return True
    name = (finding["value"] or finding["directive"].rstrip(":")).lower()
    return any(name in message or (name.startswith("'nonce-") and "nonce" in message) for message in messages)
