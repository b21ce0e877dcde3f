"""Clumsy command lines, a closed output and Ctrl-C anywhere end with a code and a line that says why: never a traceback.

The lines are made of the commands, options and choices that there are, and of what people type instead of them.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import click

from govern.cli import run
from govern.cli.group import govern
from tools.trials import IN_TURN, Failure, chance
from tools.trials._outcome import DAY, Said, folder, leave, said, settled
from tools.trials._texts import hostile

GOAL = 2_000
SECONDS = 0.3
HAZEL = Path(__file__).resolve().parent.parent.parent / "tests" / "exports" / "hazel"
WORDS = (
    "", "-", "--", ".", "..", "specs", "specs/events.yaml", "exports", "exports/web.json", "nowhere", "nowhere.json", DAY,
    "2026-02-30", "yesterday", "2026q4", "0", "-1", "99999999999999999999", "1e9", "purchase", "GTM-ABC1234", "meta", "json",
    "events/snake-case-name", "no/such-rule", "ana@acme.example", "https://shop.example/x", "é", "\x1b[31m", "*", "~", "a=b", "a,b",
    "/dev/null", "govern.yaml", "--help", "-h", "--version", "-q", "-C", "--format", "text", "--no-such-option", "-x",
)  # fmt: skip
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NEVER = ("watch", "completion")
"""Commands that wait, or print a script for shells."""

STOPPED = (("lint",), ("audit", "--report", "out", "--today", DAY), ("render",), ("check", "--today", DAY))
POINTS = 50
"""Of each of these, at so many points spread evenly over all that it does, somebody presses Ctrl-C."""


@cache
def tree() -> tuple[tuple[tuple[str, ...], click.Command], ...]:
    """Every command with the words that lead to it."""
    found: list[tuple[tuple[str, ...], click.Command]] = []
    waiting: list[tuple[tuple[str, ...], click.Command]] = [((), govern)]
    while waiting:
        words, command = waiting.pop()
        found.append((words, command))
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                if below is not None and name not in NEVER:
                    waiting.append(((*words, name), below))
    return tuple(found)


def line(luck: Random) -> list[str]:
    """A command with options and arguments, most of them wrong."""
    words, command = luck.choice(tree())
    args = list(words)
    options: list[Any] = [one for one in command.params if isinstance(one, click.Option) and "--watch" not in one.opts]
    for _ in range(luck.choice((0, 1, 1, 2, 3))):
        if options and luck.random() < 0.8:
            option = luck.choice(options)
            args.append(luck.choice([*option.opts, *option.secondary_opts]))
            if not option.is_flag or luck.random() < 0.05:
                args.append(value(option, luck))
        else:
            args.append(word(luck))
    args += [word(luck) for _ in range(luck.choice((0, 0, 1, 2)))]
    if luck.random() < 0.1 and args:
        at = luck.randrange(len(args))
        args[at] = args[at][: luck.randrange(len(args[at]) + 1)] + luck.choice(("", "x", "-", "="))
    return [one for one in args if one not in ("--watch", "-w")]


def word(luck: Random) -> str:
    """What somebody types."""
    return (
        luck.choice(WORDS)
        if luck.random() < 0.9
        else hostile(luck, 2).replace("\0", "").encode("utf-8", "replace").decode()
    )


def value(option: click.Option, luck: Random) -> str:
    """A value of an option: one of its choices now and then."""
    if isinstance(option.type, click.Choice) and luck.random() < 0.6:
        return str(luck.choice(list(option.type.choices)))
    return word(luck)


def attempt(seed: int, number: int) -> Failure | None:
    """One command line, as it is, with a closed output, or interrupted."""
    if seed == IN_TURN:
        return stopped(number)
    luck = chance("commands", seed, number)
    args = line(luck)
    how = luck.choice(("", "", "", "closed", "interrupted")) if hasattr(os, "fork") else ""
    at = luck.randrange(1, 400)
    with folder() as place:
        shop(place)
        outcome = (
            disturbed(args, how, at) if how else said(*args, stdin=luck.choice((b"", b"{}", b"\xff", b"version: 1\n")))
        )
        if "always" in args:  # colours were asked for
            outcome = outcome.replace(out=COLOUR.sub("", outcome.out), err=COLOUR.sub("", outcome.err))
        wrong = outcome.wrong((0, 1, 2, 130) if how == "interrupted" else (0, 1, 2))
        if outcome.code == 2 and not outcome.err.strip():
            wrong = wrong or "ends with 2 and says nothing"
    told = f"govern {args} {how}{f' at event {at}' if how == 'interrupted' else ''}"
    return Failure(f"{told}: {wrong}", told.encode("utf-8", "surrogatepass")) if wrong else None


def parts() -> dict[str, int]:
    """The points at which commands are interrupted."""
    return {f"{' '.join(args)}, Ctrl-C": POINTS for args in STOPPED} if hasattr(os, "fork") else {}


@cache
def length(args: tuple[str, ...]) -> int:
    """How many of the events that Python tells of there are while a command runs."""
    with folder() as place:
        shop(place)
        assert said(*args).code in (0, 1)  # what is imported by it is imported now
    with folder() as place:
        shop(place)
        disturbed(list(args), "counted", 0)
        return int(Path("events.txt").read_text())


def stopped(number: int) -> Failure | None:
    """Ctrl-C at one point of one command, which ends with the code of it, and leaves what the next run finishes."""
    which, point = divmod(number % (len(STOPPED) * POINTS), POINTS)
    args = STOPPED[which]
    at = 1 + point * length(args) // POINTS
    with folder() as place:
        shop(place)
        outcome = disturbed(list(args), "interrupted", at)
        wrong = outcome.wrong((130,)) or ("says nothing" if not outcome.err.strip() else "")
        wrong = wrong or said(*args).wrong((0, 1))
    told = f"govern {args} interrupted at event {at} of {length(args)}"
    return Failure(f"{told}: {wrong}", told.encode()) if wrong else None


def shop(place: Path) -> None:
    """A small project in the folder."""
    (place / "specs").mkdir()
    (place / "exports").mkdir()
    (place / "govern.yaml").write_text("version: 1\n")
    (place / "specs" / "events.yaml").write_text(
        "version: 1\nevents: [{name: Purchase, owner: shop, description: Somebody paid.}]\n"
    )
    shutil.copy(HAZEL / "web.json", place / "exports" / "web.json")


def disturbed(args: list[str], how: str, at: int) -> Said:
    """Run a command in a child whose output nobody reads, or that is interrupted at one of the things it does."""
    settled()
    errors = Path("errors.txt").absolute()
    child = os.fork()
    if child == 0:
        leave(partial(alone, args, how, at, errors))
    _, status = os.waitpid(child, 0)
    err = errors.read_text("utf-8", "replace") if errors.is_file() else ""
    return Said(os.waitstatus_to_exitcode(status), "", err)


def alone(args: list[str], how: str, at: int, errors: Path) -> int:
    """What the child does: its exit code."""
    out = os.open(os.devnull, os.O_WRONLY)
    if how == "closed":
        read, out = os.pipe()
        os.close(read)
    for number, handle in enumerate((os.open(os.devnull, os.O_RDONLY), out, os.open(errors, os.O_WRONLY | os.O_CREAT))):
        os.dup2(handle, number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") for number in (1, 2))
    sys.stdin = os.fdopen(0, encoding="utf-8")
    events = interrupt(at) if how in ("interrupted", "counted") else lambda: 0
    code = run(args)
    sys.stderr.flush()
    if how == "counted":
        count = events()
        Path("events.txt").write_text(str(count))
    return code


def interrupt(at: int) -> Callable[[], int]:
    """Raise what Ctrl-C raises, at one of the events that Python tells of; asks how many there were so far."""
    count = 0

    def heard(event: str, _args: tuple[Any, ...]) -> None:
        nonlocal count
        if event in ("open", "os.listdir", "os.scandir", "import", "compile", "exec", "os.rename", "os.mkdir"):
            count += 1
            if count == at:
                raise KeyboardInterrupt

    sys.addaudithook(heard)
    return lambda: count
