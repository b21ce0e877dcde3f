"""Writing files whole or not at all, and never over what somebody wrote meanwhile.

Each target is compared with what was read of it right before it is replaced; processes of govern that write into one
project wait for each other. Nothing is written through a link that leads out of the project, nor below `.git`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from typing import Self

from govern.core.cache import digest_of
from govern.core.errors import GovernError
from govern.core.processes import runs
from govern.core.regex import regex
from govern.core.report import Place
from govern.source import files, names
from govern.source.files import CONFIG, is_below, is_yaml, root_above
from govern.source.locks import held

CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
TEMPORARY = regex(r"\..*\.([0-9]{1,10})\.[0-9]+\.new", re.DOTALL)
"""The names that `create` gives, with the number of the process."""

Contents = Mapping[str, bytes | None]
"""What was read, by path; `None` where there was no file."""

Stamp = tuple[int, int, int, int] | None
"""What tells a file from the same one written anew; `None` where there is no file."""


def write_all(targets: dict[str, bytes], before: Contents | None = None, root: str = "") -> None:
    """Put files on disk, by path, so that each is, at any moment, the old one or the new one.

    `before` is what was read of them; where something else is there now, nothing is written. `root` is the project that
    they belong to, which no link may lead out of; without it the paths are those that somebody typed.
    """
    for target in targets:
        refuse_place(target, root)
    if before is None:
        before = {target: present(target) for target in targets}
    with Staged(root) as staged:
        for target, content in targets.items():
            staged.add(target, content, before.get(target))
        staged.replace()


class Staged:
    """Files on their way to disk, one at a time, so that no more than one of them has to be held in memory.

    Each is written and flushed beside its target; only `replace` puts them in their places, all of them or none. What is
    not in its place when the block is left is taken away again.
    """

    def __init__(self, root: str = "") -> None:
        self.root = root
        self.waiting: list[tuple[str, str]] = []
        """Temporary files, each with its target."""
        self.before: dict[str, bytes | None] = {}
        """The digests of what was read of the targets."""
        self.made: list[str] = []
        """Folders that were not there before."""
        self.found: dict[str, dict[str, Stamp]] = {}
        """What stood in each folder of a target when the first file of it came."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for temporary, _target in self.waiting:
            discard(temporary)
        for folder in sorted(self.made, key=len, reverse=True):
            with suppress(OSError):  # one in which something stands stays
                os.rmdir(folder)

    def present(self, target: str) -> bytes | None:
        """What is at a place that is going to be written to; raises `Changed` where somebody wrote there while others were made."""
        refuse_place(target, self.root)
        folder = os.path.dirname(target)
        if folder not in self.found:
            names = os.listdir(folder or ".") if os.path.isdir(folder or ".") else []
            self.found[folder] = {name: stamp(os.path.join(folder, name)) for name in names}
        if stamp(target) != self.found[folder].get(os.path.basename(target)):
            raise Changed(target)
        return present(target)

    def add(self, target: str, content: bytes, before: bytes | None) -> None:
        """Write a file beside its target, of which `before` was read; raises `GovernError` where that cannot be."""
        refuse_place(target, self.root)
        folder = os.path.dirname(target)
        try:
            above = folder
            while above and not os.path.lexists(above):
                self.made.append(above)
                above = os.path.dirname(above)
            os.makedirs(folder or ".", exist_ok=True)
            self.waiting.append((stage(target, content), target))
        except (OSError, ValueError) as error:
            raise unwritten(target, error) from None
        self.before[target] = None if before is None else digest_of(before)

    def replace(self) -> None:
        """Put the files in their places, unless one of these is not any more what was read of it.

        What refers to others comes last, so that a run that is killed can be run again: spec files after side files, the
        configuration after everything.
        """
        if not self.waiting:
            return
        own = {os.path.basename(temporary) for temporary, _ in self.waiting}
        with held([self.root] if self.root else homes(self.before)) as alone:
            if alone:
                for folder in dict.fromkeys(os.path.dirname(target) or "." for target in self.before):
                    clean(folder, own)
            self.waiting.sort(key=lambda pair: rank(pair[1]), reverse=True)
            stamps = {target: unchanged(target, self.before[target]) for _, target in self.waiting}
            while self.waiting:
                temporary, target = self.waiting[-1]
                if stamp(target) != stamps[target]:
                    raise Changed(target)
                try:
                    os.replace(temporary, target)
                except OSError as error:
                    raise unwritten(target, error) from None
                self.waiting.pop()


def unwritten(target: str, error: OSError | ValueError) -> GovernError:
    """Why a file cannot be written: what the system says of it or of a folder above, or that no system has such a name."""
    if isinstance(error, ValueError):  # such as one with a zero byte
        return GovernError(f"{target} cannot be written: {error}")
    is_folder = isinstance(error.filename, str) and target.startswith(error.filename)
    return GovernError(f"{error.filename if is_folder else target} cannot be written: {error.strerror}")


class Changed(GovernError):
    """A file is not any more what was read of it."""

    def __init__(self, target: str) -> None:
        message = f"{target} was changed while govern was at work, so it was left as it is"
        super().__init__(message, Place(target), "run the command again: it will read the file as it is now")


def unchanged(target: str, before: bytes | None) -> Stamp:
    """The stamp of a target that is what was read of it, by its digest; raises `Changed` where it is not."""
    found = stamp(target)
    content = present(target)
    if (None if content is None else digest_of(content)) != before or stamp(target) != found:
        raise Changed(target)
    return found


def stamp(target: str) -> Stamp:
    """What the file system says about a file."""
    try:
        status = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def present(target: str) -> bytes | None:
    """What is at a place that is going to be written to, or `None`; whatever is not a file there is refused."""
    if not os.path.lexists(target):
        return None
    if os.path.islink(target):
        message = f"{target} is a link, and only files are written"
        raise GovernError(message, Place(target), "name the file that it leads to, or remove the link")
    if os.path.isdir(target):
        raise GovernError(f"{target} cannot be written: a folder stands there", Place(target), "move it away")
    return files.read(target)


def refuse_place(target: str, root: str) -> None:
    """Refuse to write below `.git`, and through a link that leads out of the project."""
    try:
        folder = os.path.realpath(os.path.dirname(os.path.abspath(target)))
    except ValueError as error:
        raise GovernError(f"{target} cannot be written: {error}") from None
    if any(map(names.is_git, (*folder.split(os.sep), os.path.basename(target)))):
        raise GovernError(f"{target} is below .git, where only git writes", Place(target), "name another folder")
    if root and not is_below(os.path.join(folder, ""), os.path.realpath(root)):
        message = f"{target} is outside the project {root}, where nothing is written"
        raise GovernError(message, Place(target), "remove the link or the path that leads there")


def homes(targets: Iterable[str]) -> list[str]:
    """The projects that paths are in, by which writers wait for each other; a folder where there is none."""
    folders = dict.fromkeys(os.path.dirname(os.path.abspath(target)) for target in targets)
    return list(dict.fromkeys(root_above(folder) or folder for folder in folders))


def clean(folder: str, own: Container[str] = ()) -> None:
    """Remove what killed processes left behind beside the targets, except for those named in `own`. What cannot be removed stays: it is hidden."""
    try:
        with os.scandir(folder) as entries:
            left = [e for e in entries if is_left_behind(e.name) and e.is_file(follow_symlinks=False)]
    except OSError:
        return
    for entry in left:
        if entry.name not in own:
            discard(entry.path)


def is_left_behind(name: str) -> bool:
    """Whether a file is a temporary one of ours whose process is gone, or had our number."""
    found = TEMPORARY.fullmatch(name)
    return found is not None and (int(found[1]) == os.getpid() or not runs(int(found[1])))


def rank(target: str) -> int:
    """When a file is replaced: the higher, the later."""
    name = os.path.basename(target)
    return 2 if name == CONFIG else int(is_yaml(name))


def discard(temporary: str) -> None:
    """Remove a temporary file. What made the writing fail may keep it there: hidden, so that nothing reads it."""
    try:
        os.unlink(temporary)
    except OSError:
        return


def stage(target: str, content: bytes) -> str:
    """A temporary file beside the target that holds the content, with the target's permissions if it exists."""
    handle, temporary = create(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if os.path.exists(target):  # so that a power cut, too, leaves the old file or the new one
                file.flush()
                os.fsync(file.fileno())
                os.chmod(temporary, os.stat(target).st_mode & 0o7777)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def create(target: str, mode: int = 0o666) -> tuple[int, str]:
    """A new file beside the target under a hidden name of this process, open for writing.

    What a killed process of the same number left behind is passed over. (The standard library's temporary files are
    readable by their owner alone, and importing them takes as long as reading five hundred files.)
    """
    folder, name = os.path.split(target)
    number = 0
    while True:
        temporary = os.path.join(folder, f".{name[:40]}.{os.getpid()}.{number}.new")
        try:
            return os.open(temporary, CREATE, mode), temporary
        except FileExistsError:
            number += 1
