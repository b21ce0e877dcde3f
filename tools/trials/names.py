"""Hostile names of files and folders are read, shown as text or refused: nothing outside is touched, nothing breaks out."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from tools.trials import Failure, chance
from tools.trials._outcome import DAY, folder, said
from tools.trials._texts import hostile

GOAL = 10_000
SECONDS = 0.1
SPEC = "version: 1\nevents: [{name: Purchase, owner: shop, description: Somebody paid.}]\n"
CSV = "email,platform,asset,role\nana@acme.example,gtm,GTM-ABC1234,publish\n"
POLICY = "Content-Security-Policy: default-src *\n"
COMMANDS = (
    ("lint",), ("lint", "--format", "json"), ("lint", "--format", "github"), ("audit", "--today", DAY), ("fmt",),
    ("secrets",), ("render", "plan"), ("check", "--today", DAY), ("audit", "--report", "out", "--today", DAY), ("diff",),
)  # fmt: skip


def named(chance: Random) -> str:
    """A name that a file system takes."""
    text = hostile(chance, 4).replace("/", "∕").replace("\0", "␀")
    raw = text.encode("utf-8", "surrogatepass")[: chance.choice((40, 120, 200))]
    name = os.fsdecode(raw)
    return name if name not in ("", ".", "..") else "x"


def attempt(seed: int, number: int) -> Failure | None:
    """A project whose files have such names."""
    luck = chance("names", seed, number)
    with folder() as place:
        inside = place / "shop"
        below = [named(luck) for _ in range(3)]
        files = {
            f"specs/{below[0]}.yaml": SPEC, f"exports/{below[1]}.csv": CSV,
            f"exports/{below[2]}/{below[0]}.txt": POLICY,
        }  # fmt: skip
        (inside).mkdir()
        (inside / "govern.yaml").write_text("version: 1\n")
        made = [path for path, text in files.items() if put(inside / path, text)]
        os.chdir(inside)
        command = luck.choice(COMMANDS)
        given = luck.random() < 0.3 and command[0] in ("audit", "lint", "fmt", "secrets")
        outcome = said(*command, *(["--", luck.choice(made)] if given and made else []))
        wrong = outcome.wrong()
        outside = sorted(path.name for path in place.iterdir() if path.name != "shop")
        if outside:
            wrong = f"{wrong}\nwrote outside of the project: {outside}"
        return Failure(f"{command} {made}\n{wrong}", repr((command, made)).encode()) if wrong else None


def put(path: Path, text: str) -> bool:
    """Write a file, where the system takes its name."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    except OSError:
        return False
    return True
