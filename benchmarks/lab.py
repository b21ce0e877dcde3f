"""A place to measure in: the wheel of this checkout in an environment of its own, other tools, and generated files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Command(NamedTuple):
    """A command line, the exit codes that are right for it, and what has to be done before each run."""

    line: Sequence[str]
    codes: tuple[int, ...] = (0,)
    before: Callable[[], None] | None = None


class Row(NamedTuple):
    """One figure: our commands, what they are measured against, and the ratio that is aimed at.

    Without other commands ours is one that measures both sides itself and prints their seconds (`inside.py`).
    """

    ours: Sequence[Command]
    other: Sequence[Command]
    against: str
    target: float


class Lab:
    """A folder with an environment that has the wheel, other tools, and generated files, made when they are needed."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name not in QUIET}
        self.environment["GOVERN_CACHE_DIR"] = self.path("cache")
        self.environment["GOVERN_CACHE"] = "on"

    def path(self, *parts: str) -> str:
        """A path in the folder."""
        return os.path.join(self.folder, *parts)

    def call(self, line: Sequence[str], codes: tuple[int, ...] = (0,), cwd: str | None = None) -> str:
        """Run a command outside the measuring; its standard output."""
        done = subprocess.run(
            line,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            cwd=cwd or self.folder,
            check=False,
        )
        if done.returncode not in codes:
            raise SystemExit(
                f"{' '.join(line)} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done.stdout

    def python(self, name: str, *packages: str) -> str:
        """The interpreter of an environment with some packages."""
        folder = self.path(name)
        scripts = os.path.join(folder, "Scripts" if os.name == "nt" else "bin")
        if not os.path.isdir(folder):
            self.call([sys.executable, "-m", "venv", folder])
            self.call([os.path.join(scripts, "python"), "-m", "pip", "install", "-q", "--compile", *packages])
        return os.path.join(scripts, "python")

    def beside(self, python: str, name: str) -> str:
        """A command of an environment."""
        return os.path.join(os.path.dirname(python), name)

    def install(self) -> tuple[str, str]:
        """Build the wheel and install it; the interpreter and the command."""
        dist = self.path("dist")
        if not os.path.isdir(dist):
            self.call([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", dist, CHECKOUT])
        wheel = next(os.path.join(dist, name) for name in os.listdir(dist) if name.endswith(".whl"))
        python = self.python("installed", wheel)
        return python, self.beside(python, "govern")

    def specs(self, count: int) -> str:
        """A generated project."""
        folder = self.path(f"specs-{count}")
        if not os.path.isdir(folder):
            self.generate("specs", folder, "--files", str(count))
        return folder

    def generate(self, *arguments: str) -> None:
        """Run the generator."""
        self.call([sys.executable, "-m", "benchmarks.generate", *arguments], cwd=CHECKOUT)

    def forget(self) -> None:
        """Remove what earlier runs of govern remember."""
        shutil.rmtree(self.path("cache"), ignore_errors=True)


QUIET = ("PYTHONDONTWRITEBYTECODE", "GITHUB_ACTIONS", "FORCE_COLOR", "COLUMNS")
"""Variables that would change what is measured."""
