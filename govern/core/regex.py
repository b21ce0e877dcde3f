"""Regular expressions that are built when they are first asked.

Building one takes longer than searching a small project with it, and of those in the modules that a command imports it asks
few: a hook would spend a tenth of its time on patterns that nobody uses.
"""

from __future__ import annotations

import re
from typing import Any, overload

BUILD = re.compile


class Unbuilt:
    """A regular expression that is built when it is first asked, and stands for it from then on."""

    def __init__(self, *given: Any) -> None:
        self.given = given

    def __getattr__(self, name: str) -> Any:
        found = getattr(BUILD(*self.given), name)
        setattr(self, name, found)
        return found


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: str | bytes, flags: int = 0) -> Any:
    """A pattern for a module to keep. `re.sub` and its like want a built one: ask it itself, `BLANKS.sub("", text)`."""
    return Unbuilt(pattern, flags)
