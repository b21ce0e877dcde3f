"""Which commit brought a grant with its approval into the specs."""

from __future__ import annotations

from pathlib import Path

import pytest
from reviewed_shop import lay

from govern.access import approvals
from govern.access.houseroles import every_grant
from govern.project.load import load
from govern.source.history import Version

ANA, BO = "ana@acme.example", "bo@acme.example"
TAKEN_IN = f"""version: 1
access:
  grants: [{{who: {ANA}, platform: gtm, role: publish}}, {{who: {ANA}, platform: meta, role: ADMIN}}]
"""
APPROVED = f"""version: 1
access:
  roles: {{lead: {{meta: ADMIN}}}}
  people: [{{name: Ana, email: {ANA}, team: web, roles: [{{role: lead, approved_by: {BO}, reason: runs the shop}}]}}]
  grants: [{{who: {ANA}, platform: gtm, role: publish, approved_by: {BO}}}]
"""


def test_an_approval_that_is_written_down_later_is_of_the_later_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, APPROVED)
    history = [
        Version(number * 40, day, author, "", "specs/access.yaml", text.encode())
        for number, day, author, text in (("1", "2026-09-01", "Ana", TAKEN_IN), ("2", "2026-10-02", "Bo", APPROVED))
    ]
    monkeypatch.setattr(approvals, "versions", lambda *_: iter(history))
    project = load(str(tmp_path), today="2026-11-23")
    found = {grant.platform: approvals.entered_by(project, grant, place) for grant, place in every_grant(project)}
    assert {key: (one.day, one.author) for key, one in found.items() if one} == {
        "gtm": ("2026-10-02", "Bo"),
        "meta": ("2026-10-02", "Bo"),  # follows from a role since, whatever the single grant was before
    }
