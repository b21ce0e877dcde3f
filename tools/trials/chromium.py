"""Random policies with a request of every kind are judged by Chromium as by us: pairs of the two, some 600 in each browser."""

from __future__ import annotations

import shutil

from browser import CHROMIUM
from csp_browser import held_against
from csp_random import jobs

from tools.trials import Failure, chance

GOAL = 20_000
SECONDS = 12.0
EACH = 500
"""Pairs that are judged by each browser at the least, or the attempt fails."""
PAGES = 25
"""Pages that a browser is started for."""


def missing() -> str:
    """What this row needs."""
    return "" if CHROMIUM and shutil.which("openssl") else "Chromium or openssl is not installed"


def attempt(seed: int, number: int) -> Failure | None:
    """One browser."""
    page = chance("chromium", seed, number).randrange(1 << 30)
    judged, silent, differ = held_against(jobs(PAGES, page))
    if differ:
        return Failure("\n".join(differ[:5]), "\n".join(differ).encode())
    if judged < EACH or silent > judged / 10:
        return Failure(f"only {judged} pairs were judged, {silent} were not", f"{page}".encode())
    return None
