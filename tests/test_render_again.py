"""Rendering is a function of the specs: same bytes on any machine and day, nothing to do when it is deployed."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from govern.cli import run
from govern.commands import demo as example

pytestmark = pytest.mark.usefixtures("day")

PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
]


def rendered(folder: Path, place: dict[str, str], today: str) -> dict[str, str]:
    """The digests of what a process of its own renders, somewhere in the world."""
    example.copy(str(folder))
    line = [sys.executable, "-m", "govern", "render", "gtm", "csp", "payloads", "types", "schemas", "--today", today]
    root = str(Path(__file__).parent.parent)
    environment = {**os.environ, **place, "PYTHONPATH": root, "GOVERN_CACHE": "off"}
    subprocess.run([*line, "-C", str(folder)], env=environment, check=True, capture_output=True)
    files = sorted(path for path in (folder / "build").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_machines_render_the_same_bytes(tmp_path: Path) -> None:
    first = rendered(tmp_path / "here", PLACES[0], "2026-11-23")
    second = rendered(tmp_path / "elsewhere" / "deep", PLACES[1], "2026-11-24")
    assert first == second and any(name.endswith(".json") for name in first)


def test_what_is_deployed_as_it_was_rendered_does_not_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    example.copy(str(folder))
    assert run(["render", "gtm", "-C", str(folder)]) == 0
    containers = sorted((folder / "build" / "gtm").glob("*.json"))
    assert containers
    assert run(["diff", *map(str, containers), "-C", str(folder)]) == 0, capsys.readouterr().out
