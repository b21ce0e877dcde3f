"""A command that is killed: `python killed.py SCENE FOLDER EVERY govern-arguments...`

Copies SCENE to FOLDER/1/shop, FOLDER/2/shop, ... and runs the command in each, killed at its first step of writing and
EVERY steps later each time, until it comes through. The steps are all of the operating system's file operations that change something, and
the middle of every write. Prints how many copies there are; the last one is that of the undisturbed run.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = frozenset(
    {"os.rename", "os.mkdir", "os.chmod", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
)


class Steps:
    """Counts steps of writing and kills the process at one of them."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        """An audit event, which Python raises before it asks the operating system."""
        is_file = event == "open" and not isinstance(
            args[0], int
        )  # a number is a handle that is open, such as a pipe's
        if event in CHANGES or (is_file and isinstance(args[2], int) and args[2] & WRITING):
            self.step()


class Halting(io.FileIO):
    """A file that is written in two halves, with a step in the middle and one behind."""

    steps: Steps

    def write(self, content: Any) -> int:
        raw = bytes(content)
        half = len(raw) // 2
        super().write(raw[:half])
        self.steps.step()
        super().write(raw[half:])
        self.steps.step()
        return len(raw)


def disturb(fatal: int) -> None:
    """Make this process die at one of its steps."""
    steps = Steps(fatal)
    Halting.steps = steps

    def fdopen(handle: int, mode: str = "r", *args: Any, **named: Any) -> Any:
        return Halting(handle, mode) if "w" in mode else io.open(handle, mode, *args, **named)  # noqa: UP020

    setattr(os, "fdopen", fdopen)
    sys.addaudithook(steps.heard)


def died(folder: str, args: list[str], fatal: int) -> bool:
    """Run the command in a process of its own; whether it was killed. Raises when it did not work at all."""
    child = os.fork()
    if child == 0:
        disturb(fatal)
        os._exit(quiet_run(folder, args))
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) > 1:
        raise RuntimeError(f"govern {' '.join(args)} exits with {os.WEXITSTATUS(status)} when nobody kills it")
    return os.WIFSIGNALED(status)


def quiet_run(folder: str, args: list[str]) -> int:
    """Run the command in a folder, without its output."""
    from govern.cli import run

    os.chdir(folder)
    with open(os.devnull, "w", encoding="utf-8") as nothing, redirect_stdout(nothing), redirect_stderr(nothing):
        return run(args)


def main(scene: str, folder: str, every: str, *args: str) -> int:
    """Kill the command at one step after another."""
    warm = os.path.join(folder, "warm", "shop")
    shutil.copytree(scene, warm)
    quiet_run(warm, list(args))  # so that everything is imported, once for all the processes
    count = 1
    while True:
        copy = os.path.join(folder, str(count), "shop")
        shutil.copytree(scene, copy)
        if not died(copy, list(args), 1 + (count - 1) * int(every)):
            break
        count += 1
    sys.stdout.write(f"{count}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
