"""What keeps a verb from working. Anything wrong *in* the user's files is a finding instead; anything else is a bug."""

from __future__ import annotations

from govern.core.report import Place


class GovernError(Exception):
    """The work cannot be done: one message, the place if there is one, and the way out (exit code 2)."""

    def __init__(self, message: str, place: Place | None = None, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.help = help
