"""What the last run knew, so that a hook on unchanged files costs little more than reading them.

Three files for each project in the user's cache folder (never in the project: a cache that came with a commit could
hide findings): the findings of the last run, with what was said in each file, the plain data of every spec file, and
the text of Tag Manager's templates. All are keyed by content, by configuration where it matters, and by the code of
govern itself, and begin with a sum of what follows. A file that is absent, damaged, of another version or not writable
is the same as none; two processes replace each other's files whole.
"""

from __future__ import annotations

import marshal
import os
import sys
from binascii import crc32

try:
    from _blake2 import blake2b  # the same, without the OpenSSL that hashlib loads first
except ImportError:
    from hashlib import blake2b
from typing import Any

from govern import __version__

DIGEST = 16
SUM = 4
"""Bytes of the sum that a stored file begins with: enough to tell damage, and four times as fast as a digest."""


def folder() -> str:
    """The folder for caches; empty when `GOVERN_CACHE=off` or the machine has none."""
    return "" if os.environ.get("GOVERN_CACHE") == "off" else users_folder()


def users_folder() -> str:
    """The folder of the user that caches and locks lie in; empty when the machine has none."""
    chosen = os.environ.get("GOVERN_CACHE_DIR")
    if chosen:
        return chosen
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    return "" if base.startswith("~") else os.path.join(base, "govern-tracking")


def path_of(root: str, kind: str) -> str:
    """The file that holds one kind of memory about the project at `root`; empty when there is no folder."""
    where = folder()
    return os.path.join(where, f"{name_of(root)}.{sys.implementation.cache_tag}.{kind}") if where else ""


def lock_of(root: str) -> str:
    """The file that is locked while somebody writes into the project at `root`, with or without caches."""
    where = users_folder()
    return os.path.join(where, f"{name_of(root)}.lock") if where else ""


def name_of(root: str) -> str:
    """A project's name among the caches, made of where it is."""
    return blake2b(os.path.realpath(root).encode("utf-8", "surrogateescape"), digest_size=DIGEST).hexdigest()


PACKAGE = os.path.dirname(os.path.dirname(__file__))
"""The folder of this code."""


def code_stamp() -> bytes:
    """What tells this code from any other: the interpreter, and what was installed, or in a checkout every file of the
    package with its time and size."""
    installed = f"{PACKAGE.removesuffix('govern')}govern_tracking-{__version__}.dist-info{os.sep}RECORD"
    digest = blake2b(f"{sys.version} {__version__}".encode(), digest_size=DIGEST)
    try:
        status = os.stat(installed)  # written anew by whatever installs: one file to ask instead of a thousand
    except OSError:
        return stamp_of_files(digest)
    digest.update(f"{status.st_mtime_ns} {status.st_size} {status.st_ino}".encode())
    return digest.digest()


def stamp_of_files(digest: blake2b) -> bytes:
    """A digest of every file of the package, with its time and size."""
    stack = [PACKAGE]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    digest.update(f"{entry.name} {status.st_mtime_ns} {status.st_size}\n".encode())
                elif entry.name != "__pycache__" and entry.is_dir():
                    digest.update(entry.name.encode())
                    stack.append(entry.path)
    return digest.digest()


def digest_of(*parts: bytes | memoryview) -> bytes:
    """One digest of several byte strings, their borders included."""
    digest = blake2b(",".join(map(str, map(len, parts))).encode(), digest_size=DIGEST)
    digest.update(b"".join(parts) if len(parts) != 1 else parts[0])
    return digest.digest()


def load(path: str) -> Any:
    """The plain data stored at a path, or `None`."""
    if not path:
        return None
    try:
        with open(path, "rb", buffering=0) as file:
            stored = file.readall()
    except OSError:
        return None
    payload = memoryview(stored)[SUM:]
    if stored[:SUM] != sum_of(payload) or not payload:
        return None
    return marshal.loads(payload)  # noqa: S302 - our own bytes, by their sum


def sum_of(payload: bytes | memoryview) -> bytes:
    """The sum of some bytes."""
    return crc32(payload).to_bytes(SUM, "big")


def store(path: str, data: Any) -> None:
    """Put plain data at a path; a folder that cannot be written to is not a reason to complain."""
    if not path:
        return
    payload = marshal.dumps(data)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb", buffering=0) as file:
            file.write(sum_of(payload) + payload)
        os.replace(temporary, path)
    except OSError:
        if os.path.exists(temporary):
            os.unlink(temporary)
