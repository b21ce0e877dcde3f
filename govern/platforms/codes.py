"""What platforms answer to what they do not take, by the codes that the senders hand on."""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import Platform, load, platforms
from govern.platforms.facts import ApiError


def codes(text: str) -> Iterator[tuple[Platform, ApiError]]:
    """The answers that a code stands for: `100/2804003` or `2804003`, `CLICK_NOT_FOUND` in its long form or its last words. With a
    platform's name or key before it, `tiktok 40002`, that platform's only."""
    *named, code = text.split()
    for platform in map(load, platforms()):
        words = {platform.key, platform.name.casefold(), *platform.facts.aliases}
        if not named or " ".join(named).casefold() in words:
            for one in platform.facts.errors.items:
                if code in written(one) or (
                    isinstance(one.code, str) and one.code.endswith(f"_{code}") and "_" in code
                ):
                    yield platform, one


def written(one: ApiError) -> tuple[str, ...]:
    """How a code is written."""
    return (str(one.code),) if one.subcode is None else (f"{one.code}/{one.subcode}", str(one.subcode))
