"""What the tests of the commands share: small projects, and what a command prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govern.cli import run

ROOT = Path(__file__).parent.parent
HAZEL = Path(__file__).parent / "exports" / "hazel"
WEB, SERVER = str(HAZEL / "web.json"), str(HAZEL / "server.json")
DAY = ["--today", "2026-11-23"]

GOOD = "version: 1\nevents:\n  - {name: purchase, owner: shop, description: Somebody paid.}\n"
BAD = "version: 1\nevents:\n  - {name: purchase, ownr: shop, description: Somebody paid.}\n"
"""An unknown key on line 3, column 22."""

Captured = pytest.CaptureFixture[str]
Says = Callable[..., tuple[int, str]]
"""The fixture `says`: runs a command; its exit code, and all that it printed."""


def edit(path: Path, before: str, after: str) -> None:
    """Exchange a text that is there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def printed(capsys: Captured, *args: str, code: int = 0) -> str:
    """What a command prints on standard output; it exits with the code and says nothing of a bug."""
    assert run(list(args)) == code
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return shown.out


def refused(capsys: Captured, *args: str) -> str:
    """What a command that cannot work says on standard error; it prints nothing."""
    assert run(list(args)) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    return shown.err
