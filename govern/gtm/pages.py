"""Pages as a browser saves them, and the containers that they load."""

from __future__ import annotations

from govern.core.record import Record
from govern.core.regex import regex

LOADED = regex(r"\bGTM-[A-Z0-9]{4,12}\b")


class SavedPage(Record):
    """A page: its file and its HTML."""

    file: str
    html: str

    @property
    def loads(self) -> frozenset[str]:
        """The containers that its code names."""
        return frozenset(LOADED.findall(self.html))
