"""A real browser for tests: Chromium without a window, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed, so no page can be opened")

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update")  # fmt: skip


def opened(page: Path | str, folder: Path, *flags: str) -> str:
    """The document of a page after its scripts ran; `folder` holds the browser's profile."""
    url = page.as_uri() if isinstance(page, Path) else page
    command = [CHROMIUM or "", *FLAGS, f"--user-data-dir={folder}", *flags, "--dump-dom", url]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
