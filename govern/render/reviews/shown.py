"""Texts as they are shown, each worked out once: in a large review the same few texts stand in a hundred thousand cells."""

from __future__ import annotations

from govern.render.templates import visible


class Shown(dict[str, str]):
    """The text that is shown for a text, with credentials covered and everything spelled out that does not show."""

    def __missing__(self, text: str) -> str:
        found = self[text] = str(visible(text))
        return found
