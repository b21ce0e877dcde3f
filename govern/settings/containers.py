"""What live containers tell the accounts of a platform, for rules that hold settings against tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Container
from govern.settings.live import of_kind, whole
from govern.signals.blank import is_blank
from govern.signals.containers.declared_live import accounts_of
from govern.signals.containers.tags import container_signals
from govern.signals.sameness import choices
from govern.signals.signal import Signal
from govern.signals.source import told

if TYPE_CHECKING:
    from govern.project import Project
    from govern.settings import Setting

PIXELS = ("meta", "tiktok", "pinterest", "snapchat", "microsoft_ads", "reddit")
"""Platforms at which a tag names the pixel by the number that the account lists."""


class Tagged(Record):
    """What tags name at one platform, such as its accounts, each with a signal that does and its container; `unknown` where
    some cannot be listed."""

    named: dict[str, tuple[Container, Signal]]
    unknown: bool


@memo
def tagged(project: Project, platform: str) -> Tagged:
    """The accounts of a platform that the live containers tell something."""
    return named_by_tags(project, platform, accounts_of)


def labels(project: Project) -> Tagged:
    """The conversion labels of Google Ads that tags send to."""
    return named_by_tags(project, "google_ads", labels_of)


def labels_of(signal: Signal) -> frozenset[str] | None:
    """The labels that a conversion of Google Ads may go to; `None` where nobody can list them."""
    if signal.called != "conversion":
        return frozenset()
    known = choices(told(signal.account.source))
    found = (text.rpartition("/")[2] for text in known or () if "/" in text)
    return (
        None if known is None else frozenset(one for one in found if one and not is_blank(one) and not one.isdecimal())
    )


def named_by_tags(project: Project, platform: str, names: Callable[[Signal], Iterable[str] | None]) -> Tagged:
    """What the signals of the live containers name at a platform, as `names` reads one signal."""
    found: dict[str, tuple[Container, Signal]] = {}
    unknown = False
    for container in project.live.containers:
        setup = container_signals(container)
        unknown = unknown or bool(setup.unread) or "tag" not in container.entities
        for signal in setup.live():
            if signal.platform != platform:
                continue
            named = names(signal)
            unknown = unknown or named is None
            for name in named or ():
                found.setdefault(name, (container, signal))
    return Tagged(found, unknown)


def web_only(project: Project) -> bool:
    """Whether there is a web container among the live ones, which is where pixels and labels are looked for."""
    return any(container.context == "web" for container in project.live.containers)


def idle_pixels(project: Project) -> Iterator[Setting]:
    """Pixels that no tag of the live containers tells anything, where all tags can be read."""
    for platform in PIXELS if web_only(project) else ():
        known = tagged(project, platform)
        for setting in of_kind(project, "pixel") if not known.unknown else ():
            active = setting.says("status") in (None, "active")
            if setting.platform == platform and active and known.named.keys().isdisjoint({setting.id, setting.account}):
                yield setting


def foreign_pixels(project: Project) -> Iterator[tuple[str, str, Container, Signal]]:
    """Accounts that tags name and the platform's whole list of pixels does not have."""
    for platform in PIXELS:
        if not whole(project, platform, "pixel"):
            continue
        listed = {
            text for one in of_kind(project, "pixel") if one.platform == platform for text in (one.id, one.account)
        }
        for account, (container, signal) in sorted(tagged(project, platform).named.items()):
            if account not in listed:
                yield platform, account, container, signal


def told_names(project: Project, platform: str) -> dict[str, tuple[Container, Signal]]:
    """The names of events that live tags tell a platform, where a tag has one name."""
    found: dict[str, tuple[Container, Signal]] = {}
    for container in project.live.containers:
        for signal in container_signals(container).live():
            if signal.platform == platform and signal.kind == "event" and signal.called:
                found.setdefault(signal.called, (container, signal))
    return found
