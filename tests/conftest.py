"""What holds for every test (a cache that is not the user's, no traces of the machine), and small projects on disk."""

from __future__ import annotations

import functools
import gc
import socket
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import BAD, GOOD, SERVER, WEB, Says
from for_each import ONLY
from hypothesis import settings

from govern.cli import run
from govern.core import cache, clock

TOUCHY = (
    "GITHUB_ACTIONS",
    "NO_COLOR",
    "FORCE_COLOR",
    "GOVERN_CACHE",
    "GOVERN_PROJECT_RULES",
    "GOVERN_ROOT",
    "COLUMNS",
)
"""Variables that change what commands print; a CI runner sets some of them."""

settings.register_profile("govern", deadline=None, max_examples=40)
"""No deadline, since how long an example takes says how busy the machine is; `tools/` have what tries more."""

settings.load_profile("govern")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files; the diff is the review")
    parser.addoption(
        "--case", action="append", default=[], help="of tests over many cases, run those with this in their name"
    )


def pytest_configure(config: pytest.Config) -> None:
    ONLY.extend(config.getoption("--case"))
    connect = socket.socket.connect

    def stay_here(self: socket.socket, address: Any) -> None:
        """No command opens a connection: only servers that a test starts itself are talked to."""
        assert not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost"), f"asks {address}"
        connect(self, address)

    socket.socket.connect = stay_here  # type: ignore[method-assign, assignment]


def pytest_collection_finish() -> None:
    """What the tests are made of stays: looking through it again and again for garbage is a tenth of all work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    """Run a command: its exit code, and all that it printed."""

    def call(*args: str) -> tuple[int, str]:
        code = run(list(args))
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for caches of this session: never the user's own."""
    return tmp_path_factory.mktemp("cache")


code_stamp = functools.cache(cache.code_stamp)
"""The code does not change while its tests run, and looking at every file of it takes longer than many a test."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> None:
    """Commands behave as on a machine that has set nothing."""
    monkeypatch.setattr(cache, "code_stamp", code_stamp)
    monkeypatch.setenv("GOVERN_CACHE_DIR", str(cache_folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(cache_folder / "config"))
    for name in TOUCHY:
        monkeypatch.delenv(name, raising=False)


TODAY = "2026-11-23"
"""The day on which tests happen that ask for one."""


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the machine what day it is: one that needs a day says `--today`, or takes the fixture `day`."""

    def asked(zone: tzinfo) -> datetime:
        raise AssertionError("this test asks the clock: give it a day, by the fixture `day` or by --today")

    monkeypatch.setattr(clock, "now", asked)


@pytest.fixture
def day(stopped_clock: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """A day that stands still: for commands that are called without one."""
    moment = datetime.fromisoformat(f"{TODAY}T12:00:00+00:00")
    monkeypatch.setattr(clock, "now", moment.astimezone)
    return TODAY


@pytest.fixture
def shop(day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, which is the current folder."""
    root = tmp_path / "shop"
    (root / "specs" / "events").mkdir(parents=True)
    (root / "govern.yaml").write_text("version: 1\n")
    (root / "specs" / "events" / "purchase.yaml").write_text(GOOD)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def bad(shop: Path) -> Path:
    """The small project with a mistake in it."""
    (shop / "specs" / "events" / "purchase.yaml").write_text(BAD)
    return shop


@pytest.fixture
def adopted(day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project made from a web and a server container, which is the current folder."""
    root = tmp_path / "adopted"
    assert run(["init", str(root), "--from", WEB, "--from", SERVER]) == 0
    monkeypatch.chdir(root)
    capsys.readouterr()
    return root
