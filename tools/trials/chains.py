"""One byte changed anywhere in twenty signed reviews, in a report, a manifest or a signature, is found by `--verify`.

Each byte of each file has one of its bits turned, in turn. Asked is what the file can change: a report is held against its
manifest, a manifest against the next one, then itself and its signature, a signature against its manifest. By chance the whole
folder is verified, as the command does it.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import reviewed_shop

from govern.access.kept import ENDING, SIGNATURES
from govern.commands.audit_verify import of_file, of_manifest, of_signatures, verify
from govern.core.report import Finding
from govern.project import Project
from govern.project.load import load
from tools.trials import IN_TURN, Failure, chance
from tools.trials._outcome import DAY, folder, said

GOAL = 200
SECONDS = 0.4
REVIEWS = tuple(f"{year}-{month}-15" for year in range(2022, 2027) for month in ("02", "05", "08", "11"))


def missing() -> str:
    """What this row needs."""
    return "" if shutil.which("ssh-keygen") else "ssh-keygen is not installed"


@cache
def model() -> Path:
    """A project with signed reviews, made once for this process and those that it starts."""
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


@cache
def reviews() -> tuple[tuple[str, int], ...]:
    """Every file of the reviews with its size, those of a kind together."""
    out = model() / "out"
    found = [path for path in out.rglob("*") if path.is_file()]
    found.sort(key=lambda path: (kind(path.name), path))
    return tuple((path.relative_to(out).as_posix(), path.stat().st_size) for path in found)


def kind(name: str) -> str:
    """What a file of a review is called without its period: `.html`, `-manifest.json`, `signature`."""
    return "signature" if name.endswith(".sig") else name[len("audit-2026-Q4") :]


@cache
def ends() -> tuple[int, ...]:
    """At which number the bytes of each file end."""
    return tuple(accumulate(size for _, size in reviews()))


@cache
def parts() -> dict[str, int]:
    """How many bytes there are, by kind of file."""
    found: dict[str, int] = {}
    for name, size in reviews():
        key = kind(name.rpartition("/")[2])
        found[key] = found.get(key, 0) + size
    return found


@cache
def shop(_process: int) -> Path:
    """The project, in a folder of this process alone."""
    return Path(shutil.copytree(model(), Path(tempfile.mkdtemp(prefix="govern-campaign-")) / "shop"))


def attempt(seed: int, number: int) -> Failure | None:
    """One bit of one byte; the project and its folder stand as they were afterwards."""
    luck = chance("chains", seed, number)
    at = number % ends()[-1] if seed == IN_TURN else luck.randrange(ends()[-1])
    where = bisect(ends(), at)
    name, size = reviews()[where]
    at -= ends()[where] - size
    root = shop(os.getpid())
    path, bit = root / "out" / name, 1 << luck.randrange(8)
    raw = path.read_bytes()
    changed = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
    try:
        path.write_bytes(changed)
        is_found = any(by_part(root, name, changed)) if seed == IN_TURN else by_all(root)
    finally:
        path.write_bytes(raw)
    if is_found:
        return None
    return Failure(f"bit {bit} of byte {at} of {name} was changed, and nothing was found", changed, path.suffix)


def by_all(root: Path) -> bool:
    """Whether `--verify` says that something is wrong, or that a review is not signed."""
    report = verify(str(root), str(root / "out"), today=DAY)
    return bool(report.findings) or not all("signed by ana" in note for note in report.notes if "was made" not in note)


def by_part(root: Path, name: str, changed: bytes) -> Iterator[Finding | str]:
    """What is found by what the file can change; of signatures those findings alone."""
    out, file = str(root / "out"), name.rpartition("/")[2]
    stem = name.split("/")[1] if name.startswith(SIGNATURES) else file[: len("audit-2026-Q4")]
    if file.endswith(ENDING):
        every = known() | {file: changed}
        after = min((other for other in every if other > file), default="")
        yield from of_manifest(out, after, every[after], every) if after else ()
        yield from of_manifest(out, file, changed, every)
        yield from unsigned(root, file, changed)
    elif file.endswith(".sig"):
        yield from unsigned(root, stem + ENDING, known()[stem + ENDING])
    else:
        yield from of_file(out, file, digests()[file])


@cache
def known() -> dict[str, bytes]:
    """The manifests as they were written."""
    return {name: (model() / "out" / name).read_bytes() for name, _ in reviews() if name.endswith(ENDING)}


@cache
def digests() -> dict[str, str]:
    """What the manifests say of each file."""
    return {entry["path"]: entry["sha256"] for raw in known().values() for entry in json.loads(raw)["files"]}


@cache
def project() -> Project:
    """The project, which says who may sign."""
    return load(str(model()), today=DAY)


def unsigned(root: Path, manifest: str, raw: bytes) -> Iterator[Finding | str]:
    """What is wrong with the signatures of a manifest: one that does not hold, or that there is none."""
    said = list(of_signatures(project(), str(root / "out"), manifest, raw))
    yield from (one for one in said if isinstance(one, Finding))
    if not said:
        yield "nobody has signed"
