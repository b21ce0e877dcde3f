"""Tokens of kinds that their platforms are known to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.report import Place
from govern.platforms import Platform
from govern.platforms.facts import TokenKind
from govern.spec.sections.destinations import Destination
from govern.spec.sections.tokens import Token

if TYPE_CHECKING:
    from govern.project import Project

FAMILY = frozenset({"ga4", "google_ads", "gtm"})
"""Platforms that let one Google identity in."""


def with_kind(project: Project) -> Iterator[tuple[Token, Place, Platform]]:
    """Every token that names its kind, at a platform whose kinds are known."""
    for token, place in project.token_items():
        platform = project.platform(token.platform) if token.kind else None
        if platform is not None and platform.token_kinds:
            yield token, place, platform


def kinds_meant(token: Token, platform: Platform) -> list[TokenKind]:
    """The kinds that a token may be of: `system_user` stands for those that begin with it, `access_token` for the
    one that ends with it."""
    kind = re.sub(r"[ -]", "_", (token.kind or "").strip().lower())
    exact = platform.token_kinds.get(kind)
    if exact is not None:
        return [exact]
    longer = [known for name, known in platform.token_kinds.items() if name.startswith(f"{kind}_")]
    ending = [known for name, known in platform.token_kinds.items() if kind and name.endswith(f"_{kind}")]
    return longer or (ending if len(ending) == 1 else [])


def lifetime(kind: TokenKind) -> int | None:
    """The days that a kind of token lives at most, where that was read at its source; hours count as one day."""
    found = re.fullmatch(
        r"(?:about )?(?:[0-9]+(?:-| to ))?(?P<count>[0-9]+) (?P<unit>hour|day)s?(?:,.*)?", kind.lifetime
    )
    if found is None or not kind.lifetime_verified or "renewable" in kind.lifetime:
        return None
    return int(found["count"]) if found["unit"] == "day" else 1


def mixed_up(project: Project) -> Iterator[tuple[Destination, Token]]:
    """Every destination whose token is one of another platform."""
    for destination in project.destinations:
        named = destination.server.token if destination.server is not None else None
        found = project.token_by_name.get(named or "")
        here = project.platform(destination.platform) if found is not None else None
        there = project.platform(found.platform) if found is not None else None
        if found is None or here is None or there is None or here.key == there.key:
            continue
        if not {here.key, there.key} <= FAMILY:
            yield destination, found
