"""The report on paper: printed by a browser, read by a reader of PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from browser import CHROMIUM, FLAGS, needs_browser

from govern.cli import run

pytestmark = [
    pytest.mark.slow,
    needs_browser,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed, so no PDF can be read"),
    pytest.mark.usefixtures("day"),
]

PEOPLE = 24
SPECS = """version: 1
access:
  policy: {review: quarterly, mfa: required, admins: {min: 1, max: 2}}
  people: [{name: Gone, email: p05@acme.example, team: web, until: 2026-09-30}]
  grants: [{who: p00@acme.example, platform: gtm, role: admin, approved_by: p01@acme.example, reason: releases}]
"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The pages of a report on 25 people with hostile names, as a reader of PDF sees them."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "exports").mkdir()
    (tmp_path / "govern.yaml").write_text("version: 1\nname: Norde shop\n")
    (tmp_path / "specs" / "access.yaml").write_text(SPECS)
    users = [
        {"accountId": "9", "emailAddress": f"p{n:02}@acme.example", "accountAccess": {"permission": "admin"},
         "containerAccess": [{"containerId": str(number), "permission": "publish"} for number in range(1, 6)]} for n in range(PEOPLE)
    ]  # fmt: skip
    users.append(
        {"accountId": "9", "emailAddress": '"; } } <script>@acme.example', "accountAccess": {"permission": "admin"}}
    )
    (tmp_path / "exports" / "users.json").write_text(json.dumps({"userPermission": users}))
    monkeypatch.chdir(tmp_path)
    assert run(["audit", "--report", "reviews", "--today", "2026-11-30"]) == 1
    capsys.readouterr()
    printed = [
        CHROMIUM or "",
        *FLAGS,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer",
        "--print-to-pdf=a.pdf",
    ]
    subprocess.run([*printed, "reviews/audit-2026-Q4.html"], capture_output=True, timeout=120, check=True)
    told = subprocess.run(
        ["pdftotext", "-layout", "a.pdf", "-"], capture_output=True, text=True, timeout=60, check=True
    )
    return told.stdout.split("\f")[:-1]


def test_every_page_says_whose_it_is_and_no_row_is_torn(pages: list[str]) -> None:
    count = len(pages)
    assert 5 < count < 40
    for number, page in enumerate(pages, 1):
        foot = " ".join(page.split()[-8:])
        assert foot.endswith(f"Norde shop, Q4 2026 {number} of {count}"), foot
    whole = " ".join("\n".join(pages).split())
    for part in ("Tracking and access audit, Q4 2026", "Decide first", "Who can do what, at a glance", "Sign-off"):
        assert part in whole, part
    tables = [page for page in pages if "\u2610 keep" in page and "Sign-off" not in page]
    assert len(tables) > 3
    for page in tables:
        assert "Principal" in page, "the heads stand on every page"
        assert page.count("\u2610 reduce") == page.count("\u2610 exception") > 0
    matrix = next(page for page in pages if "at a glance" in page)
    assert "p00@acme.example" in matrix, "an address is not broken"
    assert "<script>@acme.example" in whole
