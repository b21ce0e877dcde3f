"""`audit --verify`: whether the reviews in a folder are what was written and signed, each resting on the one before."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from govern.access.kept import BEGINS, ENDING, SIGNATURES
from govern.core.errors import GovernError
from govern.core.report import Finding, Level, Place, Report
from govern.source import files, signatures

if TYPE_CHECKING:
    from govern.project import Project

ALLOWED = "allowed_signers"
STATES = ("unchanged", "changed", "gone", "not looked at")
WHAT = {"changed": "was changed", "gone": "is gone"}
"""What may have become of a list, and how a message says so."""


def verify(root: str | None, folder: str, *, today: str | None = None) -> Report:
    """Every manifest of the folder with its files, the chain, the signatures of those whom the project allows to sign, and what has
    become of the lists in the project."""
    from govern.project.load import load

    if not os.path.isdir(folder):
        raise GovernError(f"{folder} is not a folder", help="name the folder of audit --report")
    names = sorted(name for name in os.listdir(folder) if name.startswith(BEGINS) and name.endswith(ENDING))
    if not names:
        raise GovernError(
            f"there is no review with a manifest in {folder}", help="govern audit --report DIR writes one"
        )
    project = load(root, today=today) if root is not None else None
    findings: list[Finding] = []
    notes: list[str] = []
    known = {name: files.read_below(os.path.join(folder, name), folder) for name in names}
    for name, raw in known.items():
        said = list(of_manifest(folder, name, raw, known))
        signed = list(of_signatures(project, folder, name, raw))
        findings += said + [finding for finding in signed if isinstance(finding, Finding)]
        by = [who for who in signed if isinstance(who, str)]
        state = "not as it was written" if said else "as it was written"
        stem = name.removesuffix(ENDING)
        notes.append(f"{stem} is {state}, {'signed by ' + ', '.join(by) if by else 'not signed'}")
        inputs = of_inputs(project.root if project is not None else "", raw)
        notes += [f"{stem} was made from {tally(inputs)}"] if inputs else []
        if name == newest(names):
            findings += changed(inputs, stem.removeprefix(BEGINS), day_of(raw, ""))
    return Report(tuple(findings), notes=tuple(notes))


def earlier(folder: str, shown: str, stem: str) -> Iterator[Finding]:
    """What is not as it was written of the reviews in a folder before one, whose files are called after a stem; `shown` is how the
    folder is called. Whether signatures hold is left to `verify`."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    found = [name for name in names if name.startswith(BEGINS) and name.endswith(ENDING)]
    known = {name: files.read_below(os.path.join(folder, name), folder) for name in found}
    for name, raw in known.items():
        if len(name) == len(stem + ENDING) and name < stem + ENDING:
            for finding in of_manifest(folder, name, raw, known):
                yield finding.replace(place=Place(f"{shown}/{os.path.basename(finding.place.file)}"))


def problem(folder: str, name: str, rule: str, message: str, level: Level = "error", help: str = "") -> Finding:
    """Something that is wrong with a file of a review."""
    return Finding(f"evidence/{rule}", level, message, Place(f"{folder}/{name}".replace(os.sep, "/")), help=help)


def of_manifest(folder: str, name: str, raw: bytes, known: dict[str, bytes]) -> Iterator[Finding]:
    """What is not as one manifest says. Everything in it comes from whoever could write the folder."""
    try:
        data = json.loads(raw)
        listed, _ = ({str(entry["path"]): str(entry["sha256"]) for entry in data[key]} for key in ("files", "inputs"))
        before: Any = data["previous"]
        before = None if before is None else (str(before["file"]), str(before["sha256"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        yield problem(folder, name, "broken-manifest", "this is not the manifest of a review, or it was damaged")
        return
    for path, digest in sorted(listed.items()):
        yield from of_file(folder, path, digest)
    stem = name.removesuffix(ENDING)
    for other in sorted(os.listdir(folder)):
        if other.startswith((f"{stem}-", f"{stem}.")) and other != name and other not in listed:
            yield problem(
                folder, other, "unnamed-file", "the manifest of this review does not name this file", "warning"
            )
    earlier = max((other for other in known if len(other) == len(name) and other < name), default=None)
    if before is None and earlier is not None:
        yield problem(folder, name, "broken-chain", f"this review does not rest on {earlier}, which is older")
    if before is not None and (before[0] not in known or sha256(known[before[0]]).hexdigest() != before[1]):
        there = "was changed since" if before[0] in known else "is not there"
        yield problem(folder, name, "broken-chain", f'this review rests on "{before[0][:100]}", which {there}')


def of_file(folder: str, path: str, digest: str) -> Iterator[Finding]:
    """Whether one file is as the manifest says; only files of the folder itself are looked at."""
    if os.path.basename(path) != path or path in ("", ".", ".."):
        yield problem(
            folder, "", "broken-manifest", f'the manifest names "{path[:100]}", which is not a file of the folder'
        )
        return
    try:
        raw = files.read_below(os.path.join(folder, path), folder)
    except GovernError:
        yield problem(folder, path, "missing-file", "the manifest names this file, and it cannot be read")
        return
    if sha256(raw).hexdigest() != digest:
        help = "where reviewers have decided since, run audit --report again and have the new manifest signed"
        yield problem(folder, path, "changed-file", "this file was changed after the manifest was written", help=help)


def newest(names: list[str]) -> str:
    """The manifest of the last quarter among these, else of the last month: what later lists rightly replace is told of no other."""
    return max(names, key=lambda name: ("-Q" in name, name))


def of_inputs(root: str, raw: bytes) -> dict[str, str]:
    """What has become of each list that a review was made from, by its path: `unchanged`, `changed`, `gone`, or `not looked at` where it
    lies outside the project. A manifest is from whoever could write the folder, so no other file is read."""
    try:
        listed = {str(entry["path"]): str(entry["sha256"]) for entry in json.loads(raw)["inputs"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}  # which `of_manifest` says
    return {path: state_of(root, path, digest) for path, digest in sorted(listed.items())}


def state_of(root: str, path: str, digest: str) -> str:
    """What has become of one list, whose path counts from the root of the project."""
    try:
        absolute = os.path.realpath(os.path.join(root, path))
        if not root or os.path.isabs(path) or not absolute.startswith(os.path.realpath(root).rstrip(os.sep) + os.sep):
            return "not looked at"
        found = files.read_below(absolute, root)
    except ValueError:  # no file is called so
        return "not looked at"
    except GovernError:
        return "gone"
    return "unchanged" if sha256(found).hexdigest() == digest else "changed"


def tally(inputs: dict[str, str]) -> str:
    """How many lists are still what a review was made from."""
    states = list(inputs.values())
    told = [f"{states.count(state):,} {state}" for state in STATES if state in states]
    return f"{len(states):,} {'list' if len(states) == 1 else 'lists'}: {', '.join(told)}"


def changed(inputs: dict[str, str], period: str, day: str) -> Iterator[Finding]:
    """A note for each list that is not what the review was made from. The next list replaces it rightly."""
    help = "the next list replaces it rightly; keep the old one, under another name or in git, so that the report can be made again"
    for path, state in inputs.items():
        if state in ("changed", "gone"):
            message = f"this list {WHAT[state]} since the report of {period} was made from it on {day}"
            yield Finding(f"evidence/{state}-input", "note", message, Place(path), help=help)


def of_signatures(project: Project | None, folder: str, name: str, raw: bytes) -> Iterator[Finding | str]:
    """The addresses of those whose signature holds, and what is wrong with the others."""
    place = f"{SIGNATURES}/{name.removesuffix(ENDING)}"
    below = os.path.join(folder, *place.split("/"))
    found = sorted(entry for entry in os.listdir(below) if entry.endswith(".sig")) if os.path.isdir(below) else []
    allowed = os.path.join(project.root, ALLOWED) if project is not None and project.root else ""
    if not found:
        return
    if project is None or not os.path.isfile(allowed):
        help = f"keep {ALLOWED} beside govern.yaml: a folder that is verified must not say itself who may sign"
        yield problem(folder, place, "no-signers", "nobody says who may sign", "warning", help)
        return
    content = files.read_below(allowed, project.root)
    who = {signer.principal: signer for signer in signatures.signers(content.decode("utf-8", "replace"))}
    people = {address.casefold() for person, _ in project.people() for address in (person.email, *person.aliases)}
    day = day_of(raw, project.today)
    for file in found:
        principal = file.removesuffix(".sig")
        signer = who.get(principal)
        here = f"{place}/{file}"
        if signer is None:
            yield problem(folder, here, "unknown-signer", f'"{principal[:100]}" is not among those who may sign')
        elif signer.objection:
            yield problem(folder, here, "unknown-signer", f"line {signer.line} of {ALLOWED} {signer.objection}")
        elif principal.casefold() not in people:
            yield problem(
                folder, here, "unknown-signer", f'"{principal}" is not one of the people that the specs declare'
            )
        else:
            signature = files.read_below(os.path.join(below, file), folder)
            why = holds(raw, signature, principal, content, day)
            yield problem(folder, here, "bad-signature", f"this signature does not hold: {why}") if why else principal


def holds(raw: bytes, signature: bytes, principal: str, allowed: bytes, day: str) -> str:
    """Why a signature does not hold; it and the list of signers are what was read, whatever happens to the files meanwhile."""
    if not signatures.is_exact(signature):
        return "it is not as ssh-keygen wrote it"
    with tempfile.TemporaryDirectory() as scratch:
        paths = [os.path.join(scratch, name) for name in ("signature", "signers")]
        for path, content in zip(paths, (signature, allowed), strict=True):
            with open(path, "wb") as stream:
                stream.write(content)
        return signatures.verified(raw, paths[0], principal, paths[1], day)


def day_of(raw: bytes, today: str) -> str:
    """The day of a manifest; today where it says none."""
    from govern.spec.base import is_date

    try:
        day = str(json.loads(raw)["day"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return today
    return day if is_date(day) else today


def sign(folder: str, key: str, signer: str) -> Report:
    """The newest manifest of a folder signed with a key: the signature lies beside the reviews, under the signer's address."""
    from govern.core.report import Artifact
    from govern.render.deliver import deliver
    from govern.spec.base import EMAIL

    if not EMAIL.accepts(signer) or "/" in signer or "\\" in signer:
        raise GovernError(f'"{signer}" is not {EMAIL.says}', help="--signer is the address under which you may sign")
    names = (
        sorted(name for name in os.listdir(folder) if name.startswith(BEGINS) and name.endswith(ENDING))
        if os.path.isdir(folder)
        else []
    )
    if not names:
        raise GovernError(
            f"there is no review with a manifest in {folder}", help="govern audit --report DIR writes one"
        )
    raw = files.read_below(os.path.join(folder, names[-1]), folder)
    signature = signatures.sign(raw, os.path.abspath(os.path.expanduser(key)))
    path = os.path.join(os.path.abspath(folder), SIGNATURES, names[-1].removesuffix(ENDING), f"{signer}.sig")
    return Report(
        artifacts=deliver("", [Artifact(path, signature.decode("ascii"))]),
        notes=(f"{names[-1]} is signed by {signer}",),
    )
