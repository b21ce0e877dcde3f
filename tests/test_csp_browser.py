"""Our verdicts are those of Chromium: random policies, each with a request of every kind, asked of both.

The full set is a command, `python tools/chromium.py`. What vendors' scripts were recorded to ask is asked here as well.
"""

from __future__ import annotations

import shutil

import pytest
from browser import needs_browser
from csp_browser import held_against, policies_of, verdicts
from csp_random import jobs
from csp_recorded import PLANTED, captured, page_of, recorded
from live_helpers import corpus
from pytest_socket import socket_allow_hosts

pytestmark = [pytest.mark.slow, needs_browser]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed, so no page has a certificate")
def test_chromium_and_the_model_agree(socket_enabled: None) -> None:
    socket_allow_hosts(["127.0.0.1"])
    judged, silent, differ = held_against(jobs(25, 20261130))
    assert not differ, "\n".join(differ)
    assert judged > 600
    assert silent < judged / 10


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed, so no page has a certificate")
def test_what_vendors_asked_passes_the_derived_policy_in_the_browser(socket_enabled: None) -> None:
    """The requests of the corpus' recordings and of public captures of all ten platforms, and planted ones."""
    socket_allow_hosts(["127.0.0.1"])
    asked = sorted({one for file in corpus("har") for one in recorded(file)} | captured())
    job = page_of([*asked, *PLANTED])
    said = verdicts([job])
    policies = policies_of(job)
    assert len(asked) > 50
    for position, request in enumerate(job.requests):
        expected = position < len(asked)
        assert policies.as_chromium(request) == expected, request
        assert said.get(f"0.{position}") == expected, request
