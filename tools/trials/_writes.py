"""Commands that write, run in a child that dies or meets an error at one of its steps, and what is on the disk then."""

from __future__ import annotations

import atexit
import errno
import os
import re
import shutil
import sys
import tempfile
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import killed
import pytest
import scenes

from tools.trials._outcome import DAY, files, leave, said, settled

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("init", ".", "--from", "exports/server.json"), ("import", "exports/web.json"), ("render", "csp"), ("render",),
    ("lint", "--write-baseline", "--reason", "later", "--today", DAY), ("audit", "--report", "report", "--today", DAY),
    ("schema", "-o", "schema.json"), ("fmt",), ("demo", "demo"), ("secrets", "--write-baseline", "--reason", "later"),
    ("lint", "--fix", "--today", DAY), ("audit", "--write-baseline", "--reason", "later", "--today", DAY),
)  # fmt: skip
FLAWED = "version: 1\nevents:   [{name:   purchase, descripton: Paid.}]\n# token EAAB" + "aB3dE5gH7j" * 15 + "\n"
"""A spec that `fmt` lays out anew, `lint --fix` mends, and that holds a credential."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EMFILE)


class Faults(killed.Steps):
    """Counts steps of writing, and raises an error at one of them."""

    def __init__(self, fatal: int, number: int) -> None:
        super().__init__(fatal)
        self.number = number

    def step(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            raise OSError(self.number, os.strerror(self.number))


class Scene:
    """A folder before and after a command, and how many steps of writing the command takes."""

    def __init__(self, args: tuple[str, ...]) -> None:
        self.args = args
        self.verdicts: dict[bytes, str] = {}
        base = Path(tempfile.mkdtemp(prefix="govern-campaign-"))
        atexit.register(shutil.rmtree, base, ignore_errors=True)
        self.folder = made(args[0], base / "scene")
        self.old = scenes.tree(self.folder)
        copy = Path(shutil.copytree(self.folder, base / "peace" / "shop"))
        self.again(copy)  # everything is imported then, once for all children
        self.new = scenes.tree(copy)
        shutil.rmtree(copy)
        shutil.copytree(self.folder, copy)
        self.steps = self.child(copy, killed.Steps(0))[0]
        assert self.steps, f"govern {' '.join(args)} writes nothing, so that nothing is tried"
        shutil.rmtree(base / "peace")

    def again(self, place: Path) -> int:
        """The exit code of the command, undisturbed."""
        before = os.getcwd()
        os.chdir(place)
        try:
            return said(*self.args).code
        finally:
            os.chdir(before)

    def child(self, place: Path, steps: killed.Steps) -> tuple[int, int, str]:
        """Run the command in a child; how many steps there were, how it ended, and what it said."""
        ends = os.pipe()
        child = os.fork()
        if child == 0:
            leave(partial(self.disturbed, place, steps, ends[1]))
        os.close(ends[1])
        with os.fdopen(ends[0], "rb") as pipe:
            text = pipe.read().decode("utf-8", "replace")
        _, status = os.waitpid(child, 0)
        count, _, err = text.partition("\n")
        return int(count or 0), os.waitstatus_to_exitcode(status), err

    def disturbed(self, place: Path, steps: killed.Steps, pipe: int) -> int:
        """What the child does: its exit code."""
        disturbed(steps)
        os.chdir(place)
        steps.count = 0
        outcome = said(*self.args)
        steps.fatal = 0
        os.write(pipe, f"{steps.count}\n{outcome.err[-20000:]}".encode("utf-8", "replace")[:60000])
        return outcome.code


def disturbed(steps: killed.Steps) -> None:
    """Make this process notice its own steps."""
    killed.Halting.steps = steps

    def fdopen(handle: int, mode: str = "r", *args: Any, **named: Any) -> Any:
        return killed.Halting(handle, mode) if "w" in mode else open(handle, mode, *args, **named)

    vars(os)["fdopen"] = fdopen
    sys.addaudithook(steps.heard)


def made(command: str, folder: Path) -> Path:
    """The folder that a command writes into."""
    settled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenes, "run", lambda args: said(*args).code)
        scene = scenes.scene_of("lint" if command in ("fmt", "secrets") else command, folder)
    events = scene / "specs" / "events.yaml"
    if command in ("lint", "audit", "fmt", "secrets"):  # render writes nothing of what has errors
        events.write_text(FLAWED)
    return scene


@cache
def scene(args: tuple[str, ...]) -> Scene:
    """The scene of a command, made once a process."""
    return Scene(args)


def chosen(number: int, luck: Random) -> tuple[Scene, int]:
    """A command and one of its steps: each in turn first, then by chance."""
    args = COMMANDS[number % len(COMMANDS)]
    found = scene(args)
    step = number // len(COMMANDS) + 1
    return found, step if step <= found.steps else luck.randint(1, max(1, found.steps))


def judged(of: Scene, place: Path, *, whole: bool) -> str:
    """What is wrong with what is on the disk: files that are neither old nor new, or a next run that does not repair it.

    What the next run makes of a folder is asked once: a folder with the same files, folders and rights is judged alike.
    """
    found = scenes.tree(place)
    torn = sorted(path for path, _ in found.items() - (of.old.items() | of.new.items()))
    if torn:
        return f"neither the old files nor the new ones: {torn}"
    if lost := sorted(of.old.keys() - found.keys() - (of.old.keys() - of.new.keys())):
        return f"files are gone: {lost}"
    if whole and found != of.new:
        return "ended well, and not everything is written"
    state = state_of(place)
    if state not in of.verdicts:
        of.verdicts[state] = repaired(of, place, is_made=of.args[0] == "init" and found == of.new)
    return of.verdicts[state]


def repaired(of: Scene, place: Path, *, is_made: bool) -> str:
    """What is wrong with what the next run makes of a folder."""
    code = of.again(place)
    if code not in ((2,) if is_made else (0, 1)):
        return f"the next run ends with {code}"
    after = scenes.tree(place)
    as_import = scenes.in_any_order
    if (as_import(after) != as_import(of.new)) if of.args[0] == "import" else after != of.new:
        return f"the next run does not repair it: {sorted(path for path, _ in after.items() ^ of.new.items())}"
    return f"leaves {scenes.rests(place)}" if scenes.rests(place) else ""


def state_of(place: Path) -> bytes:
    """A digest of a folder: names, rights and content. What a killed run left goes by the name without its process."""
    state = sha256()
    for path in sorted(place.rglob("*")):
        name = OF_PROCESS.sub(".new", path.relative_to(place).as_posix())
        content = path.read_bytes() if path.is_file() else b""
        state.update(f"{name}\0{path.lstat().st_mode}\0{len(content)}\0".encode() + content)
    return state.digest()


OF_PROCESS = re.compile(r"\.[0-9]+\.[0-9]+\.new$")


def kept(place: Path, what: str) -> bytes:
    """What a failure leaves behind: how it came about, and the names of the files."""
    return "\n".join([what, *files(place)]).encode("utf-8", "replace")
