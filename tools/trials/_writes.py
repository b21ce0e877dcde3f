"""Commands that write, run in a child that dies or meets an error at one of its steps, and what is on the disk then."""

from __future__ import annotations

import atexit
import builtins
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

from tools.trials._outcome import Said, files, leave, said, settled
from tools.trials._scenes import SCENES, Scene, laid

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


class Stage:
    """A scene before and after its command, and how many steps of writing the command takes."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.verdicts: dict[bytes, str] = {}
        base = Path(tempfile.mkdtemp(prefix="govern-campaign-"))
        atexit.register(shutil.rmtree, base, ignore_errors=True)
        (base / "scene").mkdir()
        self.folder = laid(scene, base / "scene")
        self.old = tree(self.folder)
        peace = Path(shutil.copytree(self.folder, base / "peace"))
        self.again(peace)  # everything is imported then, once for all children
        self.new, self.second = tree(peace), self.again(peace)
        shutil.rmtree(peace)
        shutil.copytree(self.folder, peace)
        self.steps = self.child(peace, killed.Steps(0))[0]
        assert self.steps, f"govern {scene.name} writes nothing, so that nothing is tried"
        shutil.rmtree(peace)

    def again(self, place: Path) -> Said:
        """What the command says, undisturbed."""
        before = os.getcwd()
        os.chdir(place / "shop")
        with pytest.MonkeyPatch.context() as patch:
            for key, value in self.environment(place).items():
                patch.setenv(key, value)
            try:
                return said(*self.scene.args)
            finally:
                os.chdir(before)

    def environment(self, place: Path) -> dict[str, str]:
        """Where caches, locks and configuration lie."""
        settled()
        home = place / "home"
        cached = "on" if self.scene.cached else "off"
        return {"GOVERN_CACHE": cached, "GOVERN_CACHE_DIR": f"{home}/cache", "XDG_CONFIG_HOME": f"{home}/config"}

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
        os.environ.update(self.environment(place))
        disturbed(steps)
        os.chdir(place / "shop")
        steps.count = 0
        outcome = said(*self.scene.args)
        steps.fatal = 0
        os.write(pipe, f"{steps.count}\n{outcome.err[-20000:]}".encode("utf-8", "replace")[:60000])
        return outcome.code


def tree(place: Path) -> scenes.Tree:
    """What matters of a folder: every file of the project, and the user's configuration, wherever they lie."""
    found = {f"shop/{path}": raw for path, raw in scenes.tree(place / "shop").items()}
    kept = {f"home/{path}": raw for path, raw in scenes.tree(place / "home" / "config").items()}
    return {path: raw.replace(os.fsencode(place), b"PLACE") for path, raw in (found | kept).items()}


def disturbed(steps: killed.Steps) -> None:
    """Make this process notice its own steps."""
    killed.Halting.steps = steps
    usual = open

    def fdopen(handle: int, mode: str = "r", *args: Any, **named: Any) -> Any:
        return killed.Halting(handle, mode) if "w" in mode else usual(handle, mode, *args, **named)

    def opened(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        return killed.Halting(file, "w") if mode == "wb" else usual(file, mode, *args, **named)

    vars(os)["fdopen"], vars(builtins)["open"] = fdopen, opened
    sys.addaudithook(steps.heard)


@cache
def stage(scene: Scene) -> Stage:
    """The stage of a scene, made once a process and for those that it starts."""
    return Stage(scene)


@cache
def steps() -> dict[str, int]:
    """How many steps of writing each command takes."""
    return {scene.name: stage(scene).steps for scene in SCENES}


def chosen(luck: Random) -> tuple[Stage, int]:
    """A command and one of its steps."""
    found = stage(luck.choice(SCENES))
    return found, luck.randint(1, found.steps)


def in_turn(number: int) -> tuple[Stage, int]:
    """The command and the step that have a number, each step of each command in turn."""
    left = number % sum(steps().values())
    for scene in SCENES:
        found = stage(scene)
        if left < found.steps:
            break
        left -= found.steps
    return found, left + 1


def judged(of: Stage, place: Path, *, whole: bool) -> str:
    """What is wrong with what is on the disk: files that are neither old nor new, or a next run that does not repair it.

    What the next run makes of a folder is asked once: a folder with the same files, folders and rights is judged alike.
    """
    found = tree(place)
    torn = sorted({path for path, _ in found.items() - (of.old.items() | of.new.items())}.difference(of.scene.tells))
    if torn:
        return f"neither the old files nor the new ones: {torn}"
    if lost := sorted(of.old.keys() - found.keys() - (of.old.keys() - of.new.keys())):
        return f"files are gone: {lost}"
    if whole and found != of.new:
        return "ended well, and not everything is written"
    state = state_of(place)
    if state not in of.verdicts:
        of.verdicts[state] = repaired(of, place, is_made=found == of.new)
    return of.verdicts[state]


def repaired(of: Stage, place: Path, *, is_made: bool) -> str:
    """What is wrong with what the next run makes of a folder; where all is made, it may refuse to make it again."""
    outcome = of.again(place)
    if outcome.code not in ((0, 1, of.second.code) if is_made else (0, 1)):
        return f"the next run ends with {outcome.code}"
    if of.scene.cached and outcome != of.second:
        return f"the next run says something else: {outcome.everything[-1000:]}"
    after = tree(place)
    as_import = scenes.in_any_order
    if (as_import(after) != as_import(of.new)) if of.scene.args[0] == "import" else after != of.new:
        return f"the next run does not repair it: {sorted(path for path, _ in after.items() ^ of.new.items())}"
    left = [path for part in ("shop", "home/config") for path in scenes.rests(place / part)]
    return f"leaves {left}" if left else ""


def state_of(place: Path) -> bytes:
    """A digest of a folder: names, rights and content. What a killed run left goes by the name without its process, and what
    is named after where the folder is by one name."""
    state = sha256()
    for path in sorted(place.rglob("*")):
        name = OF_PLACE.sub("PLACE", OF_PROCESS.sub(".new", path.relative_to(place).as_posix()))
        content = path.read_bytes() if path.is_file() and path.suffix != ".holder" else b""
        state.update(f"{name}\0{path.lstat().st_mode}\0{len(content)}\0".encode() + content)
    return state.digest()


OF_PROCESS = re.compile(r"\.[0-9]+\.[0-9]+\.new$")
OF_PLACE = re.compile(r"\b[0-9a-f]{32}\b")


def kept(place: Path, what: str) -> bytes:
    """What a failure leaves behind: how it came about, and the names of the files."""
    return "\n".join([what, *files(place)]).encode("utf-8", "replace")
