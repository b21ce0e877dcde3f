"""The grade of a page's policies: the worst that is left open decides, and every reason is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from for_each import for_each
from live_helpers import served

from govern.cli import run
from govern.csp.grade import grade
from govern.csp.pages import gathered

pytestmark = pytest.mark.usefixtures("day")

CLOSED = "default-src 'none'; form-action 'self'; frame-ancestors 'none'"
STRICT = f"{CLOSED}; base-uri 'none'; script-src 'nonce-r4nd0m12345' 'strict-dynamic' 'unsafe-inline' https:"


def letters(text: str) -> str:
    """The grade, and the letters of its reasons."""
    (page,) = gathered(served(text))
    graded = grade(page)
    return graded.letter + "".join(why.letter for why in graded.reasons)


@for_each(
    ("policy", "expected"),
    [
        (STRICT, "A"),
        (CLOSED, "A"),
        (f"{STRICT}; connect-src https:", "BB"),
        (f"{CLOSED}; script-src 'self' 'unsafe-eval'", "BB"),
        (f"{CLOSED}; script-src 'self' https://accounts.google.com", "CC"),
        (STRICT.replace("base-uri 'none'; ", ""), "DD"),
        (f"{CLOSED}; script-src 'self'; object-src *", "DD"),
        (f"{CLOSED}; script-src 'self' 'unsafe-inline'", "EEE"),
        ("script-src data:; default-src 'self'; form-action 'self'; frame-ancestors 'none'", "EE"),
    ],
)
def test_the_worst_that_is_open_decides(policy: str, expected: str) -> None:
    assert letters(policy) == expected


def test_what_only_reports_is_no_policy_and_all_policies_of_a_page_count_together() -> None:
    head = "HTTP/2 200\ncontent-type: text/html\n"
    assert letters(f"{head}content-security-policy-report-only: {STRICT}\n") == "FF"
    assert letters(head) == "FF"
    open_one = "script-src 'self' 'unsafe-inline'"
    assert letters(f"{head}content-security-policy: {open_one}\ncontent-security-policy: {CLOSED}\n") == "A"


def test_the_command_says_the_letter_and_the_reasons(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "headers.txt"
    file.write_text(f"HTTP/2 200\ncontent-security-policy: {CLOSED}; img-src *\n", encoding="utf-8")
    assert run(["csp", "grade", str(file), "-C", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("B  ")
    assert "     B  what a script reads can be sent anywhere, by images (img-src)\n" in said
