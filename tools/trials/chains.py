"""One bit flipped anywhere in a chain of signed reviews, in a report, a manifest or a signature, is found by `--verify`."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import reviewed_shop

from govern.commands.audit_verify import verify
from tools.trials import Failure, chance
from tools.trials._outcome import DAY, folder, said

GOAL = 20_000
SECONDS = 0.1
REVIEWS = ("2026-02-15", "2026-05-15", "2026-08-15", "2026-11-23")


def missing() -> str:
    """What this row needs."""
    return "" if shutil.which("ssh-keygen") else "ssh-keygen is not installed"


@cache
def chain() -> Path:
    """A project with signed reviews, made once a process."""
    place = Path(tempfile.mkdtemp(prefix="govern-campaign-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    with folder() as scratch:
        reviewed_shop.lay(scratch)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "key"], check=True)
        public = Path("key.pub").read_text().strip()
        Path("allowed_signers").write_text(f'ana@acme.example namespaces="audit@govern" {public}\n')
        for day in REVIEWS:
            assert said("audit", "--report", "out", "--today", day).code in (0, 1)
            sign = ("audit", "--verify", "out", "--sign", "key", "--signer", "ana@acme.example", "--today", day)
            assert said(*sign).code == 0
        shutil.copytree(scratch, place / "shop")
    assert not verify(str(place / "shop"), str(place / "shop" / "out"), today=DAY).findings
    return place / "shop"


def attempt(seed: int, number: int) -> Failure | None:
    """One bit of one byte; the project and its folder stand as they were afterwards."""
    luck = chance("chains", seed, number)
    shop = chain()
    files = sorted(path for path in (shop / "out").rglob("*") if path.is_file())
    path = luck.choice(files)
    raw = path.read_bytes()
    at, bit = luck.randrange(len(raw)), 1 << luck.randrange(8)
    try:
        path.write_bytes(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :])
        report = verify(str(shop), str(shop / "out"), today=DAY)
    finally:
        path.write_bytes(raw)
    if report.findings or not all("signed by ana" in note for note in report.notes):
        return None
    what = f"bit {bit} of byte {at} of {path.relative_to(shop / 'out')}"
    return Failure(
        f"{what} was flipped, and nothing was found", raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :], path.suffix
    )
