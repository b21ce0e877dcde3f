"""Names as file names: readable where they can be, different where the names are, on every file system."""

from __future__ import annotations

import re

PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|index)")


def stem(name: str) -> str:
    """The name itself where it is plain; else its plain part and a digest.

    Capitals count as not plain, since `Purchase` and `purchase` are one file on some disks.
    """
    if PLAIN.fullmatch(name) and not RESERVED.fullmatch(name):
        return name
    from hashlib import sha256

    plain = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:40]
    return "-".join(filter(None, (plain, sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8])))
