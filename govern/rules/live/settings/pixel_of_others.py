"""A pixel belongs to the house that uses it.

A pixel that is shared from elsewhere goes with whoever owns it: with its history, its audiences, and the right to say who else sees the data.
At the end of a contract with an agency that is a new beginning without any of it.

Remedy: let the owner transfer it, or make one of your own and tell both for a while.

Source: `asset_ownership` in TikTok's answer to pixel/list, as captured on 2026-09-10.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.live import in_use, label, problem

PIXEL = """
settings:
  - {code: 0, data: {pixels: [{pixel_code: C0DE0000000000000001, pixel_name: Shop, pixel_id: "9", asset_ownership: {ownership_status: %s}}]}}
"""


@rule(good=PIXEL % "true", bad=PIXEL % "false", level="note", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for setting in in_use(project, "pixel"):
        if setting.says("owner") == "shared":
            yield problem(
                setting, f"{label(setting)} belongs to somebody else, who shares it", help="let the owner transfer it"
            )
