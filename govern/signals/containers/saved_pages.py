"""What the code of a saved page tells by itself, beside the container that it loads."""

from __future__ import annotations

from govern.core.memo import memo
from govern.core.report import Place, Span
from govern.gtm.container import Container
from govern.gtm.pages import SavedPage
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import by_constants, spoken
from govern.signals.containers.tags import container_signals, prefixed
from govern.signals.signal import Signal
from govern.signals.source import Ambient, Source, Text


@memo
def told_on(page: SavedPage) -> tuple[Spoken, ...]:
    """What a page's own code tells whom."""
    tag = {"type": "html", "parameter": [{"type": "TEMPLATE", "key": "html", "value": page.html}]}
    holder = Container(page.file, "web", {}, {"tag": {page.file: tag}}, file=page.file)
    return tuple(
        one.replace(account=prefixed(one.account)) if one.platform == "google_ads" else one
        for one in spoken(holder, page.file, tag, by_constants(holder))
    )


def belongs(page: SavedPage, container: Container, alone: bool) -> bool:
    """Whether a page loads a container, or names none where there is but this one."""
    return container.id in page.loads or (alone and not page.loads)


def also_told(page: SavedPage, container: Container) -> list[tuple[Spoken, Signal]]:
    """What a page tells by itself and a tag of its container tells too, each account once."""
    only = {one.platform: one.account.source for one in told_on(page) if one.kind == "base"}
    tags = [one for one in container_signals(container).live() if one.surely in ("always", "under conditions")]
    found: dict[tuple[str, Source], tuple[Spoken, Signal]] = {}
    for ours in told_on(page):
        if ours.kind not in ("base", "event") or not ours.platform or ours.surely != "always":
            continue
        account = only.get(ours.platform) if isinstance(ours.account.source, Ambient) else ours.account.source
        for tag in tags:
            alike = (tag.platform, tag.kind, tag.name.source) == (ours.platform, ours.kind, ours.name.source)
            its = only.get(ours.platform) if isinstance(tag.account.source, Ambient) else tag.account.source
            if alike and isinstance(account, Text) and its == account:
                found.setdefault((ours.platform, account), (ours, tag))
    return list(found.values())


def place_of(page: SavedPage, told: Spoken) -> Place:
    """Where a page tells something."""
    return Place(page.file, (), Span(told.line, 1, told.line, 2))
