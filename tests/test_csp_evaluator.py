"""Google's evaluator of policies as an outside oracle: what it calls high, medium or a mistake of syntax, we say as well.

Of policies of our own making, each with several weaknesses as they occur together. It and we differ by intent on policies
that restrict nothing which is loaded, on Flash, and on a base-uri where no script has a nonce.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from csp_evaluator import IS_HERE, LOUD, is_said, ours, theirs
from csp_shop import derived, shop
from node import needs_node

from govern.csp.policy import serialise

pytestmark = [
    pytest.mark.slow,
    needs_node,
    pytest.mark.skipif(not IS_HERE, reason="csp_evaluator is not installed by npm"),
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
