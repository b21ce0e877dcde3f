"""What mappings to standard events do not send."""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.mappings import Mapping
from govern.platforms import Field, Platform
from govern.project import Project
from govern.rules.mappings._known import by_standard_event

NAMED_BY_ACTION = frozenset(("send_to", "conversion_action"))
"""Fields that a mapping's `conversion_action` fills; that it is there is asked by a rule of its own."""


def lacking(project: Project) -> Iterator[tuple[Mapping, Platform, Field]]:
    """Every parameter that a standard event should have and its mapping does not send."""
    for mapping, platform, standard in by_standard_event(project):
        sent = mapping.parameters.keys() | mapping.match_keys.keys() | NAMED_BY_ACTION
        for field in standard.required:
            there = field.name in sent or ((field.wish or not field.verified) and plain(field.name) in map(plain, sent))
            if not there and (not field.needed_with or field.needed_with in sent):
                yield mapping, platform, field


def plain(name: str) -> str:
    """A name without what browser and server spell differently: `transaction_id` and `transactionId`."""
    return name.replace("_", "").casefold()
