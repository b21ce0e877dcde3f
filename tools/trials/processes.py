"""Two to thirty-two processes that accept findings of one project at once: all of them are accepted, and no file is torn."""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path

from govern.project import baseline
from tools.trials import IN_TURN, Failure, chance
from tools.trials._outcome import DAY, folder, leave, said

GOAL = 31
SECONDS = 3.0
HOLDS, WAITED = " is being written to by ", 75
"""How a child ends here that was told who holds the lock, after having waited as long as govern waits."""
COUNTS, FINDINGS = range(2, 33), (5, 20, 45)
"""How many processes there are, and how many findings one of the commands accepts."""

COMMANDS = tuple((name, "--write-baseline", "--reason", "a test") for name in ("lint", "audit", "secrets"))


def missing() -> str:
    """What this row needs."""
    return "" if hasattr(os, "fork") else "the system cannot fork"


def shop(place: Path, count: int) -> None:
    """A project with so many findings."""
    (place / "specs").mkdir()
    (place / "govern.yaml").write_text("version: 1\n")
    events = "".join(f"  - {{name: Event {number}}}\n" for number in range(count))
    (place / "specs" / "events.yaml").write_text(f"version: 1\nevents:\n{events}")
    (place / "notes.txt").write_text(f"token: EAAB{'aB3dE5gH7j' * 15}\n")


@cache
def wanted(count: int) -> frozenset[str]:
    """What the commands accept one after the other."""
    with folder() as place:
        shop(place, count)
        for command in COMMANDS:
            assert said(*command, *day(command)).code == 0
        return frozenset(entry["fingerprint"] for entry in baseline.entries(str(place)))


def day(command: tuple[str, ...]) -> tuple[str, ...]:
    """Commands that ask the clock are told the day."""
    return () if command[0] == "secrets" else ("--today", DAY)


def parts() -> dict[str, int]:
    """Each number of processes with each number of findings."""
    return {"2 to 32 processes, each number with 5, 20 and 45 findings": len(COUNTS) * len(FINDINGS)}


def attempt(seed: int, number: int) -> Failure | None:
    """So many processes at once."""
    luck = chance("processes", seed, number)
    count, events = luck.choice(COUNTS), luck.choice(FINDINGS)
    if seed == IN_TURN:
        which, at = divmod(number, len(FINDINGS))
        count, events = COUNTS[which % len(COUNTS)], FINDINGS[at]
    accepted = wanted(events)
    commands = [*COMMANDS, *(luck.choice(COMMANDS) for _ in range(max(0, count - 3)))]
    with folder() as place:
        shop(place, events)
        children = [started(command) for command in commands]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        found = {entry["fingerprint"] for entry in baseline.entries(str(place))}
        told = {path.read_text()[:500] for path in place.glob("*.said")}
        left = [path.name for path in place.rglob("*.new")]
    if set(codes) <= {0, WAITED} and (found == accepted or WAITED in codes) and codes[:3].count(0) and not left:
        return None
    what = f"{len(commands)} processes on {events} findings: codes {sorted(set(codes))}, {len(accepted - found)} lost, left {left}, said {sorted(told)}"
    return Failure(what, f"{what}\n{commands}".encode())


def started(command: tuple[str, ...]) -> int:
    """A child that runs a command."""
    child = os.fork()
    if child == 0:
        leave(partial(accepting, command))
    return child


def accepting(command: tuple[str, ...]) -> int:
    """What a child does: its exit code."""
    outcome = said(*command, *day(command))
    if outcome.code and HOLDS not in outcome.err:
        Path(f"{os.getpid()}.said").write_text(outcome.err)
    return WAITED if outcome.code == 2 and HOLDS in outcome.err else outcome.code
