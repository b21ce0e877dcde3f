"""Names as file names: readable where they can be, different where the names are, on every file system."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from govern.core.regex import regex
from govern.source.names import folded, why_not

PLAIN = regex(r"[a-z0-9][a-z0-9_-]{0,79}")
RESERVED = regex(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|index)")


def stem(name: str) -> str:
    """The name itself where it is plain; else its plain part and a digest.

    Capitals count as not plain, since `Purchase` and `purchase` are one file on some disks.
    """
    if PLAIN.fullmatch(name) and not RESERVED.fullmatch(name):
        return name
    plain = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:40]
    return "-".join(filter(None, (plain, digest(name)[:8])))


def apart(found: Iterable[str], own: Callable[[str], str]) -> dict[str, str]:
    """The file names of some things by their names: each its `own`, and where two would be one file on some disk, or
    none on another, a digest as well, made of the name alone so that a third changes nothing."""
    stems = {name: own(name) for name in found}
    shared = Counter(map(folded, stems.values()))
    return {
        name: f"{stem}-{digest(name)[:8]}" if shared[folded(stem)] > 1 or why_not(stem) else stem
        for name, stem in stems.items()
    }


def digest(name: str) -> str:
    """A few letters that tell a name from all others."""
    from hashlib import sha256

    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
