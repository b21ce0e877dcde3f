"""Tokens by reference: what exists, who answers for it, when it ends. A secret itself is never written."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import Date, Duration, Entity, Name
from govern.spec.section import Names, Section


class TokenPolicy(Record):
    """The rules of the house."""

    rotate_every: Duration | None = None
    """How often credentials are changed, such as 90d."""
    warn_before: Duration | None = None
    """How long before that somebody is told."""
    holder: Literal["service", "person", "any"] = "any"
    """Whether credentials may belong to people."""


class Token(Record):
    """One credential."""

    name: Name
    """What destinations call the credential."""
    platform: str
    """The platform that it is for."""
    stored_in: str
    """Where the secret lies, as a reference such as gcp-secret:shop/meta-capi; never the secret itself."""
    kind: str | None = None
    """What kind of credential it is, in the word of the platform's page."""
    holder: str | None = None
    """The person or service in whose name it was issued."""
    owner: str | None = None
    """Who answers for it."""
    issued: Date | None = None
    """The day on which it was issued, as YYYY-MM-DD."""
    expires: Date | None = None
    """The day on which it ends, as YYYY-MM-DD."""
    rotate_every: Duration | None = None
    """How often it is changed, where it differs from the policy."""
    rotations: tuple[Date, ...] = ()
    """The days on which it was changed."""
    description: str | None = None
    """What it is for."""


class Tokens(Entity):
    """The `tokens` section of one file."""

    policy: TokenPolicy | None = None
    """The rules of the house."""
    items: tuple[Token, ...] = ()
    """The credentials."""


SECTION = Section(Tokens, 90, "tokens", many=False, names=Names(inside="items", noun="token"))
