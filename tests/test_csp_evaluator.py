"""Google's evaluator of policies as an outside oracle: what it calls high, medium or a mistake of syntax, we say as well.

Of policies of our own making, each with several weaknesses as they occur together. It and we differ by intent on policies
that restrict nothing which is loaded, on Flash, and on a base-uri where no script has a nonce.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from csp_shop import derived, shop
from live_helpers import export
from node import needs_node, node

from govern.csp.policy import serialise
from govern.project.load import bare
from govern.rules.run import run

MODULES = os.environ.get("GOVERN_NODE_MODULES", "")
PACKAGE = Path(MODULES, "csp_evaluator", "dist")
pytestmark = [
    pytest.mark.slow,
    needs_node,
    pytest.mark.skipif(not (MODULES and PACKAGE.is_dir()), reason="csp_evaluator is not installed by npm"),
]

POLICIES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' https://www.google.com; object-src *",
    "script-src 'self' https: data:; img-src http://cdn.acme.example",
    "default-src *; script-src-elem 'self' https://cdnjs.cloudflare.com",
    "script-src 'nonce-abc' https://ajax.googleapis.com; report-uri http://csp.acme.example/r",
    "script-src 'self' unsafe-inline; object-src 'none'; scrpt-src https://a.example",
    "default-src 'none'; script-src https://googleads.g.doubleclick.net 'unsafe-eval' https://www.google-analytics.com",
    "script-src 'nonce-r4nd0m12345' 'unsafe-inline' https:; object-src 'none'",
    "img-src: 'self'; default-src https:",
    "script-src 'self' 'foo-bar' object-src 'none'; base-uri *",
    "default-src 'self' http:; script-src nonce-r4nd0m12345",
    "script-src * 'unsafe-inline'; style-src 'self'",
    "script-src 'self'; object-src data: https:; font-src http://fonts.acme.example",
    "script-src https://www.google.com https://www.gstatic.com 'unsafe-eval'; reflected-xss block; object-src 'none'",
    "script-src 'self' 127.0.0.1 http: 'slef'; foo-src nonce-abc; object-src 'none'; base-uri 'none'",
)
CLEAN = (
    "default-src 'none'; script-src 'nonce-r4nd0m12345' 'strict-dynamic' 'unsafe-inline' https:; base-uri 'none'",
    "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
)
LOUD = ("HIGH", "MEDIUM", "SYNTAX")
SCRIPT = """
const {CspEvaluator} = require(process.argv[2] + '/evaluator.js'), {CspParser} = require(process.argv[2] + '/parser.js');
const {Severity} = require(process.argv[2] + '/finding.js'), {Version} = require(process.argv[2] + '/csp.js');
const policies = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(policies.map((policy) => new CspEvaluator(new CspParser(policy).csp, Version.CSP3).evaluate()
  .map((one) => ({severity: Severity[one.severity], directive: one.directive, value: one.value || ''})))));
"""


def theirs(folder: Path, policies: tuple[str, ...]) -> list[list[dict[str, Any]]]:
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


def test_what_it_finds_we_find(tmp_path: Path) -> None:
    loud = [
        (policy, finding)
        for policy, findings in zip(POLICIES, theirs(tmp_path, POLICIES), strict=True)
        for finding in findings
        if finding["severity"] in LOUD
    ]
    missed = [(policy, finding) for policy, finding in loud if not is_said(finding, ours(policy))]
    assert len(loud) > 30
    assert len(missed) <= len(loud) / 20, missed


def test_of_what_it_calls_clean_nothing_is_said(tmp_path: Path) -> None:
    strict = derived(
        shop("inline: nonce, strict_dynamic: true, base: {default-src: [\"'self'\"], base-uri: [\"'none'\"]}")
    )
    (policy,) = strict.enforced
    for text, findings in zip((*CLEAN, serialise(policy)), theirs(tmp_path, (*CLEAN, serialise(policy))), strict=True):
        assert not [finding for finding in findings if finding["severity"] in LOUD]
        assert ours(text) == []
