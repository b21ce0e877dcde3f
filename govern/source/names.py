"""Names of files that every system can have: what a checkout on Windows or a Mac would refuse or mix up is never written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govern.core.regex import regex

FORBIDDEN = regex(r'[<>:"|?*\\\x00-\x1f]')
RESERVED = regex(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.DOTALL)
GIT = regex(r"(?i)(\.git|git~[0-9]+)[ .]*(:.*)?", re.DOTALL)
INVISIBLE = regex(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What a Mac leaves out when it compares names."""


def is_git(part: str) -> bool:
    """Whether a part of a path is git's own folder, by any of the names under which a system finds it."""
    return GIT.fullmatch(part if part.isascii() else INVISIBLE.sub("", part)) is not None


def why_not(path: str) -> str:
    """Why some system cannot have a path with slashes; empty when all can."""
    for part in path.split("/"):
        if found := FORBIDDEN.search(part):
            return f"Windows has no file names with {found[0]!r}"
        if RESERVED.fullmatch(part):
            return f'Windows keeps the name "{part}" for a device'
        if part.endswith((" ", ".")) and part not in (".", ".."):
            return "Windows has no file names that end with a blank or a dot"
    return ""


def folded(path: str) -> str:
    """What two paths have in common that are one file on some disk."""
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def same(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two different paths that are one file on some disk, if there are such."""
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(folded(path), path)
        if other != path:
            return other, path
    return None
