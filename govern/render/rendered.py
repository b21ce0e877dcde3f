"""What was rendered last, in `.govern/rendered.txt`: a line for each file with its target and digest, a line for each entity of
a container (`entities.py`) and each policy (`policy_states.py`), to be reviewed like any file.

By it the files of a deleted event or destination are known as ours, and are removed; what somebody has changed by hand stays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256

from govern.core.record import Record
from govern.core.report import Artifact
from govern.render.entities import WORD, States, read, told
from govern.source import files
from govern.source.writing import present, write_all

FILE = ".govern/rendered.txt"
HEADER = (
    "# What govern render made last: files by target, and what each entity and policy was (- stands for none). "
    "Commit it.\n"
)


class Entry(Record):
    """A file that was rendered."""

    target: str
    digest: str
    path: str
    edited: bool = False
    """Whether somebody has changed it since."""


def lines(root: str) -> list[str]:
    """The lines of the list, if there is one."""
    path = os.path.join(root, FILE)
    return files.read(path).decode("utf-8", "replace").splitlines() if os.path.isfile(path) else []


def entries(root: str) -> tuple[Entry, ...]:
    """The files that were rendered last; a line that is not one of ours says nothing."""
    parts = (line.split(" ", 2) for line in lines(root) if not line.startswith(("#", WORD)))
    return tuple(Entry(part[0], part[1], part[2]) for part in parts if len(part) == 3)


def states(root: str) -> States:
    """What was rendered last of each entity."""
    return read(line for line in lines(root) if line.startswith(WORD))


def is_conflicted(root: str) -> bool:
    """Whether two people rendered, and git left both sides in the list."""
    return any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in lines(root))


def digest(content: bytes) -> str:
    """What tells whether a file is as it was rendered; git may have changed its line ends."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:32]


def left_over(root: str, output: str, made: Iterable[tuple[str, Artifact]], targets: Iterable[str]) -> Iterator[Entry]:
    """The files of some targets that were rendered last, are not made any more, and still are on disk, those that were `edited` since included.

    Whatever the list says, only files below the output folder are looked at.
    """
    current, chosen = {artifact.path for _, artifact in made}, set(targets)
    for entry in entries(root):
        if entry.target in chosen and entry.path not in current and is_there(root, output, entry):
            yield entry.replace(edited=digest(files.read(os.path.join(root, entry.path))) != entry.digest)


def elsewhere(root: str, output: str, made: Iterable[tuple[str, Artifact]], targets: Iterable[str]) -> Iterator[Entry]:
    """The files of some targets that were rendered last into another folder of the project, and still are there."""
    current, chosen = {artifact.path for _, artifact in made}, set(targets)
    for entry in entries(root):
        path = os.path.realpath(os.path.join(root, entry.path))
        outside = not files.is_below(path, os.path.realpath(os.path.join(root, output)))
        if entry.target in chosen and entry.path not in current and outside:
            within = files.is_below(path, os.path.realpath(root)) and os.path.isfile(path)
            if within and digest(files.read(path)) == entry.digest:
                yield entry


def is_there(root: str, output: str, entry: Entry) -> bool:
    """Whether a file that was rendered is a plain one below the output folder."""
    path = os.path.join(root, entry.path)
    base = os.path.realpath(os.path.join(root, output))
    inside = base != os.path.realpath(root) and os.path.realpath(path).startswith(base + os.sep)
    return inside and os.path.isfile(path) and not os.path.islink(path)


def remember(
    root: str, made: list[tuple[str, Artifact]], targets: Iterable[str], entities: States, old: Iterable[Entry] = ()
) -> None:
    """Write down what was rendered; what is known of other targets stays, and so do `old` files until they are gone."""
    chosen = set(targets)
    kept = [*(entry for entry in entries(root) if entry.target not in chosen), *old]
    new = [Entry(target, digest(a.text.encode("utf-8", "surrogatepass")), a.path) for target, a in made]
    listed = sorted((*kept, *new), key=lambda entry: (entry.target, entry.path))  # a line stays where it is
    found = [f"{entry.target} {entry.digest} {entry.path}" for entry in listed if "\n" not in entry.path]
    text = text_of(found, entities)
    path = os.path.join(root, FILE)
    before = present(path)
    if before != text:
        write_all({path: text}, {path: before}, root)


def text_of(found: Iterable[str], entities: States) -> bytes:
    """The list as it is written."""
    return (HEADER + "".join(f"{line}\n" for line in (*found, *told(entities)))).encode("utf-8", "surrogatepass")
