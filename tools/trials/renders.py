"""What is rendered has the same bytes on every Python that is here, in any language, time zone, folder and hash order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from tools.trials import Failure, chance
from tools.trials._outcome import ROOT, files, folder

GOAL = 200
SECONDS = 3.0


@cache
def pythons() -> tuple[str, ...]:
    """Interpreters with what the product needs: this one, and those named in GOVERN_PYTHONS, with colons between."""
    named = [path for path in os.environ.get("GOVERN_PYTHONS", "").split(os.pathsep) if path]
    return (sys.executable, *named)


@cache
def usual() -> str:
    """The digest of what is rendered in the usual way."""
    return digest(sys.executable, {})


def digest(python: str, environment: dict[str, str], below: str = "shop") -> str:
    """The digest of everything that the example project renders to."""
    with folder() as place:
        shop = place / below
        shutil.copytree(ROOT / "specs", shop / "specs")
        shutil.copy(ROOT / "govern.yaml", shop / "govern.yaml")
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        quiet = {"PYTHONPATH": str(ROOT), "GOVERN_CACHE": "off", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [python, "-m", "govern", "render", "-q"]
        done = subprocess.run(
            command, cwd=shop, env={**kept, **quiet, **environment}, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            return f"exit code {done.returncode}: {done.stderr[-1000:]}"
        made = files(Path(shop))
        return sha256(repr(sorted(made.items())).encode()).hexdigest()


def attempt(seed: int, number: int) -> Failure | None:
    """One environment."""
    luck = chance("renders", seed, number)
    environment = {
        "PYTHONHASHSEED": str(luck.randrange(1 << 32)),
        "TZ": luck.choice(("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati", "nonsense")),
        "LC_ALL": luck.choice(("C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8", "nonsense")),
        "COLUMNS": luck.choice(("1", "80", "9999")),
        "PYTHONUTF8": luck.choice(("0", "1")),
        "NO_COLOR": luck.choice(("", "1")),
        "PYTHONOPTIMIZE": luck.choice(("", "1")),
    }
    python, below = luck.choice(pythons()), luck.choice(("shop", "a b/ü/shop", "deep/" * 20 + "shop"))
    found = digest(python, environment, below)
    if found == usual():
        return None
    what = f"{python} {environment} {below}"
    return Failure(f"{what}: {found} instead of {usual()}", what.encode())
