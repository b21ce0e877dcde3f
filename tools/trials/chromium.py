"""Random policies with a request of every kind, some 600 pairs an attempt, are judged by Chromium as by us."""

from __future__ import annotations

import shutil

from browser import CHROMIUM
from csp_browser import held_against
from csp_random import jobs

from tools.trials import Failure, chance

GOAL = 40
SECONDS = 12.0
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
    if judged < 20 * PAGES or silent > judged / 10:
        return Failure(f"only {judged} pairs were judged, {silent} were not", f"{page}".encode())
    return None
