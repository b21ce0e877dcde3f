"""Thirty to a hundred clients in one repository, linted at once by any number of processes: each planted mistake is told, in its
client's file, and nothing else; and whatever the number of processes the report has the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from tools.trials import Failure, chance
from tools.trials._outcome import DAY, folder, said

GOAL = 200
SECONDS = 4.0
FILES = (1, 3, 20, 200)
"""How many spec files a client has; a hundred clients with two hundred are 20,000 files."""

FLAWS = {
    "events/name-style": "{name: AddToCart, owner: shop, description: Somebody put it there.}",
    "events/owner-missing": "{name: add_to_cart, description: Somebody put it there.}",
    "spec/wrong-type": "{name: add_to_cart, owner: shop, description: [x]}",
}  # fmt: skip


def client(place: Path, files: int, flaw: str, luck: Random) -> str:
    """A client with so many spec files, one of which may be flawed; the path of that file."""
    at = luck.randrange(files) if flaw else -1
    (place / "specs").mkdir(parents=True)
    (place / "govern.yaml").write_text("version: 1\n")
    for number in range(files):
        event = f"{{name: event_{number}, owner: shop, description: Somebody did it.}}"
        (place / "specs" / f"{number}.yaml").write_text(
            f"version: 1\nevents: [{FLAWS[flaw] if number == at else event}]\n"
        )
    return f"{place.as_posix()}/specs/{at}.yaml" if flaw else ""


def attempt(seed: int, number: int) -> Failure | None:
    """One agency."""
    luck = chance("agencies", seed, number)
    count = luck.randint(30, 100)
    with folder():
        planted = set()
        for at in range(count):
            flaw = luck.choice(sorted(FLAWS)) if luck.random() < 0.1 else ""
            files = luck.choices(FILES, (60, 30, 9, 1))[0]
            if path := client(Path("clients", f"client-{at}"), files, flaw, luck):
                planted.add((flaw, path))
        ask = ("lint", "-C", "clients/*", "--today", DAY, "--format", "json", "--jobs")
        outcome, again = said(*ask, "1"), said(*ask, str(luck.choice((2, 4))))
    wrong = outcome.wrong((0, 1)) or again.wrong((0, 1))
    if not wrong:
        found = {(one["rule"], one["place"]["file"]) for one in json.loads(outcome.out)["findings"]}
        wrong = f"told {sorted(found ^ planted)[:5]} otherwise" if found != planted else ""
    if not wrong and outcome.out != again.out:
        wrong = "several processes say something else"
    return Failure(f"{count} clients: {wrong}", f"{count}\n{sorted(planted)}".encode()) if wrong else None
