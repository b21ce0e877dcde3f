"""Reading folders of spec files, and writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.core.errors import GovernError
from govern.core.report import Place

CONFIG = "govern.yaml"
"""The file that makes a folder a project."""

IGNORED = frozenset({"__pycache__", "node_modules"})
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
CHUNK = 65536


def walk(folder: str, *, links: bool = True) -> Iterator[tuple[str, str]]:
    """Every file below a folder as (absolute path, path relative to the folder with slashes), in a fixed order.

    Hidden entries and links to folders are passed over, so a walk always ends. A link to a file elsewhere is refused:
    what stands there is nobody's business here, and messages quote what they read. Without `links` none is followed.
    """
    stack = [(folder, "")]
    while stack:
        path, prefix = stack.pop()
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
            below = []
            for entry in found:
                if entry.name.startswith(".") or entry.name in IGNORED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file(follow_symlinks=links):
                    if entry.is_symlink():
                        refuse_elsewhere(entry.path, folder)
                    yield entry.path, prefix + entry.name
        except OSError as error:
            raise GovernError(f"{error.filename or path} cannot be read: {error.strerror}", Place(path)) from None
        stack.extend(reversed(below))


def refuse_elsewhere(link: str, folder: str) -> None:
    """Refuse a link that leads out of the folder."""
    if not os.path.realpath(link).startswith(os.path.realpath(folder) + os.sep):
        raise GovernError(f"{link} is a link that leads out of {folder}", Place(link), "copy the file")


def read(path: str) -> bytes:
    """A file's bytes, or a `GovernError` that names it. A thousand small files are read in some ten milliseconds."""
    try:
        handle = os.open(path, READ)
        try:
            content = os.read(handle, CHUNK)
            if len(content) < CHUNK:
                return content
            os.lseek(handle, 0, os.SEEK_SET)
            with open(handle, "rb", buffering=0, closefd=False) as file:
                return file.readall()
        finally:
            os.close(handle)
    except OSError as error:
        raise GovernError(f"{path} cannot be read: {error.strerror}", Place(path)) from None


def read_folders(root: str, folders: list[str]) -> list[tuple[str, str, bytes]]:
    """Every file below some folders of a project as (folder, name in it, bytes); a folder that is not there has none."""
    return [
        (folder, name, read(absolute))
        for folder in folders
        if os.path.isdir(os.path.join(root, folder))
        for absolute, name in walk(os.path.join(root, folder))
    ]


def is_yaml(name: str) -> bool:
    """Whether a file is YAML. Below the specs folder it is a spec file then; everything else there is a side file."""
    return name.endswith((".yaml", ".yml"))


def write_all(files: dict[str, bytes]) -> None:
    """Put files on disk, by path, so that each is, at any moment, the old one or the new one.

    Everything is first written and flushed beside its target; only when all of it is there are the targets replaced.
    What refers to others comes last, so that a run that is killed can be run again: spec files after side files, the
    configuration after everything.
    """
    staged: list[tuple[str, str]] = []
    target = ""
    try:
        for target, content in files.items():
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            staged.append((stage(target, content), target))
        staged.sort(key=lambda pair: rank(pair[1]), reverse=True)
        while staged:
            temporary, target = staged[-1]
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


def create(target: str) -> tuple[int, str]:
    """A new file beside the target under a hidden name of this process, open for writing.

    What a killed process of the same number left behind is passed over. (The standard library's temporary files are
    readable by their owner alone, and importing them takes as long as reading five hundred files.)
    """
    folder, name = os.path.split(target)
    number = 0
    while True:
        temporary = os.path.join(folder, f".{name[:40]}.{os.getpid()}.{number}.new")
        try:
            return os.open(temporary, CREATE, 0o666), temporary
        except FileExistsError:
            number += 1
