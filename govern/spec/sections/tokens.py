"""Tokens by reference: what exists, who answers for it, when it ends. A secret itself is never written."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Duration, Entity, Name
from govern.spec.section import Names, Section


class TokenPolicy(Record):
    """The rules of the house."""

    rotate_every: Duration | None = None
    warn_before: Duration | None = None
    holder: Literal["service", "person", "any"] = "any"


class Token(Record):
    """One credential."""

    name: Name
    platform: str
    stored_in: str
    kind: str | None = None
    holder: str | None = None
    owner: str | None = None
    issued: Date | None = None
    expires: Date | None = None
    rotate_every: Duration | None = None
    rotations: tuple[Date, ...] = ()
    description: str | None = None


class Tokens(Entity):
    """The `tokens` section of one file."""

    policy: TokenPolicy | None = None
    items: tuple[Token, ...] = ()


SECTION = Section(Tokens, 90, "tokens", many=False, names=Names(inside="items", noun="token"))
