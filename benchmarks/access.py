"""A large review: `python benchmarks/access.py FOLDER [PEOPLE] [ASSETS]` writes a project whose list has so many grants, audits it with
and without a report, and prints seconds of the processor and the largest memory. 2,000 people at 50 containers are 102,000 roles. With
`--undeclared` nobody is declared, so that each role but the weakest is a finding.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

DAY = "2026-11-30"


def write(root: Path, people: int, assets: int, *, undeclared: bool = False) -> None:
    """The project: one in twenty publishes, the others read, all by a role of the house."""
    users = [
        {"accountId": "6001", "emailAddress": f"p{n}@acme.example", "accountAccess": {"permission": "user"},
         "containerAccess": [{"containerId": str(45_000 + at), "permission": "read" if n % 20 else "publish"} for at in range(assets)]}
        for n in range(people)
    ]  # fmt: skip
    for folder in ("specs", "exports"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "govern.yaml").write_text("version: 1\nname: large\n")
    (root / "exports" / "users.json").write_text(json.dumps({"userPermission": users}))
    lines = [
        "version: 1",
        "access:",
        "  policy: {review: quarterly}",
        "  roles: {reader: {gtm: read}, publisher: {gtm: publish}}",
        "  people:",
    ]
    lines += [f"    - {{name: P{n}, email: p{n}@acme.example, team: a, roles: [{{role: {'reader' if n % 20 else 'publisher'}, "
              "approved_by: board@acme.example}]}" for n in range(people)]  # fmt: skip
    if undeclared:
        grant = "{who: ana@acme.example, platform: gtm, role: publish, approved_by: board@acme.example}"
        lines = ["version: 1", "access:", "  policy: {review: quarterly}", f"  grants: [{grant}]"]
    (root / "specs" / "access.yaml").write_text("\n".join(lines) + "\n")


def timed(root: Path, *words: str) -> tuple[float, float]:
    """Seconds of the processor and megabytes of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "govern", "audit", "-C", str(root), "--today", DAY, "-q", *words], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "GITHUB_ACTIONS": ""})  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024


def main() -> None:
    root = Path(sys.argv[1])
    numbers = [int(word) for word in sys.argv[2:4] if word.isdecimal()]
    people, assets = numbers or (2000, 50)
    write(root, people, assets, undeclared="--undeclared" in sys.argv)
    if "--seconds" in sys.argv:  # for run.py: those of the report, and one to compare with
        print(timed(root, "--report", str(root / "out"))[0], 1)
        return
    for name, words in (("audit", ()), ("audit --report", ("--report", str(root / "out")))):
        seconds, megabytes = timed(root, *words)
        print(f"{name:15} {people * (assets + 1):,} roles  {seconds:.1f} s  {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
