"""Reading folders of spec files: regular files only, of a size that fits in memory, none from outside the folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from govern.core.errors import GovernError
from govern.core.report import Place

CONFIG = "govern.yaml"
"""The file that makes a folder a project."""

IGNORED = frozenset({"__pycache__", "node_modules"})
NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
TYPED = os.O_RDONLY | getattr(os, "O_BINARY", 0)
READ = TYPED | getattr(os, "O_NONBLOCK", 0)
"""How a file of a project is opened: a named pipe is opened at once then, whether or not somebody writes into it."""

CHUNK = 65536
LIMIT = 256 * 1024 * 1024
"""The largest file that is read; what comes through a pipe is read so far and no further."""

KIND, REGULAR, FOLDER, LINK = 0o170000, 0o100000, 0o040000, 0o120000
KINDS = {0o010000: "a named pipe", 0o020000: "a device", 0o060000: "a device", 0o140000: "a socket", FOLDER: "a folder"}

Odd = Callable[[str, str], None]
"""What is told about an entry that is neither a file nor a folder: its path, and what it is."""


def passed_over(path: str, what: str) -> None:
    """Say nothing about an entry that is not a file."""


def refused(path: str, what: str) -> None:
    """Refuse an entry that is not a file: whoever put it there expects it to be read."""
    raise GovernError(f"{path} is {what}, expected a file or a folder", Place(path), "remove it, or put a file there")


def walk(
    folder: str, *, links: bool = True, odd: Odd = passed_over, hidden: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Every file below a folder as (absolute path, path relative to the folder with slashes), in a fixed order.

    Hidden entries are passed over, but those that are `hidden` and asked for. Links to folders are not followed, so a walk always ends; they and whatever else is
    neither file nor folder are told to `odd`. A link to a file elsewhere is refused: what stands there is nobody's
    business here, and messages quote what they read. Without `links` none is followed.
    """
    stack = [(folder, "")]
    while stack:
        path, prefix = stack.pop()
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
            below = []
            for entry in found:
                if (entry.name.startswith(".") and entry.name not in hidden) or entry.name in IGNORED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file(follow_symlinks=links):
                    if entry.is_symlink():
                        refuse_elsewhere(entry.path, folder)
                    yield entry.path, prefix + entry.name
                else:
                    odd(entry.path, what_is(entry.path))
        except OSError as error:
            raise GovernError(f"{error.filename or path} cannot be read: {error.strerror}", Place(path)) from None
        stack.extend(reversed(below))


def what_is(path: str) -> str:
    """What stands at a path where no file does, in words."""
    kind = os.lstat(path).st_mode & KIND
    if kind == LINK:
        return "a link to a folder" if os.path.isdir(path) else "a link that leads to no file"
    return KINDS.get(kind, "no file")


def refuse_elsewhere(link: str, folder: str) -> None:
    """Refuse a link that leads out of the folder."""
    if not is_below(os.path.realpath(link), os.path.realpath(folder)):
        raise GovernError(f"{link} is a link that leads out of {folder}", Place(link), "copy the file")


def is_below(path: str, folder: str) -> bool:
    """Whether a path is below a folder, both without links."""
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def read(path: str, flags: int = READ, limit: int = 0) -> bytes:
    """A regular file's bytes, or a `GovernError` that names it. A thousand small files are read in some ten milliseconds.

    What it is, is asked of the open file: nobody can put a pipe there in between.
    """
    try:
        handle = os.open(path, flags)
        try:
            status = os.fstat(handle)
            if status.st_mode & KIND != REGULAR:
                what = KINDS.get(status.st_mode & KIND, "something else")
                raise GovernError(f"{path} is {what}, expected a file", Place(path), "put a file there")
            if status.st_size > (limit or LIMIT):
                raise too_large(path, limit or LIMIT, "split it")
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
    except ValueError as error:  # a name that no system has, such as one with a zero byte
        raise GovernError(f"{path} cannot be read: {error}", Place(path)) from None


def read_below(path: str, folder: str) -> bytes:
    """The bytes of a file of a folder: where it is a link, it has to stay below the folder."""
    if not NOFOLLOW and os.path.islink(path):
        refuse_elsewhere(path, folder)
    try:
        return read(path, READ | NOFOLLOW)
    except GovernError:
        if not NOFOLLOW or not os.path.islink(path):
            raise
    refuse_elsewhere(path, folder)
    return read(path)


def read_typed(path: str, limit: int = 0) -> bytes:
    """What stands at a path that somebody typed, which may be a pipe: it is waited for, and read up to the limit."""
    try:
        regular = os.stat(path).st_mode & KIND in (REGULAR, FOLDER)
        if not regular:
            with open(path, "rb", buffering=0) as stream:
                return read_stream(stream, path, limit)
    except OSError as error:
        raise GovernError(f"{path} cannot be read: {error.strerror}", Place(path)) from None
    return read(path, limit=limit)


@contextmanager
def opened(path: str, folder: str = "") -> Iterator[IO[bytes]]:
    """A file to be read in pieces, however large; one of a `folder` has to stay below it. A pipe is waited for."""
    try:
        if folder and os.path.islink(path):
            refuse_elsewhere(path, folder)
        kind = os.stat(path).st_mode & KIND
        if kind == FOLDER or (folder and kind != REGULAR):
            raise GovernError(f"{path} is {KINDS.get(kind, 'something else')}, expected a file", Place(path))
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise GovernError(f"{path} cannot be read: {error.strerror}", Place(path)) from None


def read_stream(stream: IO[bytes], name: str, limit: int = 0) -> bytes:
    """All that comes through a pipe, up to the limit."""
    chunks, size = [], 0
    while chunk := stream.read(16 * CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > (limit or LIMIT):
            raise too_large(name, limit or LIMIT, "name a file, or a command whose output ends")
    return b"".join(chunks)


def too_large(name: str, limit: int, help: str) -> GovernError:
    """The refusal to read what has no end, or does not fit in memory."""
    return GovernError(f"{name} has more than {limit // 1024 // 1024} MB, which is the limit", Place(name), help)


def root_above(folder: str) -> str | None:
    """The nearest folder at or above one, by its absolute path, that has a `govern.yaml`, if only a pipe of that name."""
    while True:
        config = os.path.join(folder, CONFIG)
        if os.path.isfile(config) or (os.path.lexists(config) and not os.path.isdir(config)):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def read_folders(root: str, folders: list[str]) -> list[tuple[str, str, bytes]]:
    """Every file below some folders of a project as (folder, name in it, bytes); a folder that is not there has none."""
    found = []
    for folder in folders:
        path = os.path.join(root, folder)
        if os.path.isdir(path):
            found += [(folder, name, read_below(file, path)) for file, name in walk(path, odd=refused)]
        elif os.path.lexists(path):
            raise GovernError(f"{path} is not a folder", Place(path), "move it away, or put a folder there")
    return found


def is_yaml(name: str) -> bool:
    """Whether a file is YAML. Below the specs folder it is a spec file then; everything else there is a side file."""
    return name.endswith((".yaml", ".yml"))
