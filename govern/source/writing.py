"""Writing files whole or not at all, and never over what somebody wrote meanwhile.

Each target is compared with what was read of it right before it is replaced; processes of govern that write into one
project wait for each other. Nothing is written through a link that leads out of the project, nor below `.git`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

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

    Everything is first written and flushed beside its target; only when all of it is there are the targets replaced.
    What refers to others comes last, so that a run that is killed can be run again: spec files after side files, the
    configuration after everything.
    """
    if not targets:
        return
    for target in targets:
        refuse_place(target, root)
    if before is None:
        before = {target: present(target) for target in targets}
    with held([root] if root else homes(targets)) as alone:
        if alone:
            for folder in dict.fromkeys(os.path.dirname(target) or "." for target in targets):
                clean(folder)
        replace_all(targets, before)


def replace_all(targets: dict[str, bytes], before: Contents) -> None:
    """Stage everything, compare everything, and replace the targets."""
    staged: list[tuple[str, str]] = []
    target = ""
    try:
        for target, content in targets.items():
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            staged.append((stage(target, content), target))
        staged.sort(key=lambda pair: rank(pair[1]), reverse=True)
        stamps = {target: unchanged(target, before.get(target)) for _, target in staged}
        while staged:
            temporary, target = staged[-1]
            if stamp(target) != stamps[target]:
                raise Changed(target)
            os.replace(temporary, target)
            staged.pop()
    except OSError as error:
        is_folder = isinstance(error.filename, str) and target.startswith(error.filename)
        raise GovernError(f"{error.filename if is_folder else target} cannot be written: {error.strerror}") from None
    except ValueError as error:  # a name that no system has, such as one with a zero byte
        raise GovernError(f"{target} cannot be written: {error}") from None
    finally:
        for temporary, _ in staged:
            discard(temporary)


class Changed(GovernError):
    """A file is not any more what was read of it."""

    def __init__(self, target: str) -> None:
        message = f"{target} was changed while govern was at work, so it was left as it is"
        super().__init__(message, Place(target), "run the command again: it will read the file as it is now")


def unchanged(target: str, before: bytes | None) -> Stamp:
    """The stamp of a target that is what was read of it; raises `Changed` where it is not."""
    found = stamp(target)
    if present(target) != before or stamp(target) != found:
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


def clean(folder: str) -> None:
    """Remove what killed processes left behind beside the targets. What cannot be removed stays: it is hidden."""
    try:
        with os.scandir(folder) as entries:
            left = [e.path for e in entries if is_left_behind(e.name) and e.is_file(follow_symlinks=False)]
    except OSError:
        return
    for path in left:
        discard(path)


def is_left_behind(name: str) -> bool:
    """Whether a file is a temporary one of ours whose process is gone. Ours has none yet, where this is asked."""
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
