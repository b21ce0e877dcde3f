"""Our verdicts are those of Chromium: random policies, each with a request of every kind, asked of both.

The full set is a command, three minutes for 20,000 pairs: `python tests/csp_browser.py 600 SEED`.
"""

from __future__ import annotations

import shutil

import pytest
from browser import needs_browser
from csp_browser import held_against
from csp_random import jobs
from pytest_socket import socket_allow_hosts

pytestmark = [pytest.mark.slow, needs_browser]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed, so no page has a certificate")
def test_chromium_and_the_model_agree(socket_enabled: None) -> None:
    socket_allow_hosts(["127.0.0.1"])
    judged, silent, differ = held_against(jobs(40, 20261130))
    assert not differ, "\n".join(differ)
    assert judged > 1000
    assert silent < judged / 10
