"""Violation reports as a busy site gets them: one tag that is broken, add-ons, code in the page, a new nonce in each."""

from __future__ import annotations

import json
import os
from random import Random

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-%s' https://www.googletagmanager.com https://connect.facebook.net; "
    "img-src 'self' https://www.facebook.com https://*.google-analytics.com; connect-src 'self'; "
    "report-uri https://csp.shop.example/r"
)


def write_reports(path: str, count: int, seed: int = 1) -> None:
    """Write so many reports, one a line."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    chance = Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(report(chance, number, 1 + number * 28 // count)) + "\n")


def report(chance: Random, number: int, day: int) -> dict[str, object]:
    """One report as a collector keeps it."""
    blocked = chance.choice(
        (
            f"https://region1.google-analytics.com/g/collect?v=2&cid={number}",
            "inline",
            f"https://cdn{number % 500}.addon.example/x.js",
            f"chrome-extension://{number % 40}abc/",
        )
    )
    body = {
        "document-uri": f"https://www.shop.example/product/{chance.randrange(10**6)}?q={number}",
        "referrer": "",
        "violated-directive": "connect-src",
        "effective-directive": "connect-src",
        "original-policy": POLICY % chance.randrange(10**12),
        "disposition": "enforce",
        "blocked-uri": blocked,
        "line-number": 12,
        "source-file": "https://www.googletagmanager.com/gtm.js",
        "status-code": 200,
        "script-sample": "",
    }
    agent = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{100 + number % 40}.0.0.0 Safari/537.36"
    return {"timestamp": f"2026-11-{day:02}T10:00:00Z", "user_agent": agent, "csp-report": body}
