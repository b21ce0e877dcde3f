"""A template of ours that a container needs, before anybody asks for its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.record import Record
from govern.gtm.container import Context

if TYPE_CHECKING:
    from govern.platforms import Platform


class Template(Record):
    """One of our templates, by the folder of its source; what a server is told, the facts of `platform` say."""

    name: str
    context: Context
    platform: Platform | None = None
