"""What holds for every test: a cache that is not the user's, and no traces of the machine it runs on."""

from __future__ import annotations

from pathlib import Path

import pytest

TOUCHY = ("GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR", "GOVERN_CACHE", "COLUMNS")
"""Variables that change what commands print; a CI runner sets some of them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files; the diff is the review")


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for caches of this session: never the user's own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> None:
    """Commands behave as on a machine that has set nothing."""
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(cache_folder))
    for name in TOUCHY:
        monkeypatch.delenv(name, raising=False)
