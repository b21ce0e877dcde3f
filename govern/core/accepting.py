"""What somebody says who accepts findings for now."""

from __future__ import annotations

from govern.core.record import Record


class Accepting(Record):
    """Why something is accepted, who does, and until which day; without an end it holds until it is mended."""

    reason: str = ""
    by: str = ""
    until: str = ""
