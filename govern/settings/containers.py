"""What live containers tell the accounts of a platform, for rules that hold settings against tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.gtm.container import Container
from govern.settings.live import of_kind, whole
from govern.signals.blank import is_blank
from govern.signals.declared_live import accounts_of
from govern.signals.sameness import choices
from govern.signals.signal import Signal
from govern.signals.source import told
from govern.signals.tags import container_signals

if TYPE_CHECKING:
    from govern.project import Project
    from govern.settings import Setting

PIXELS = ("meta", "tiktok", "pinterest", "snapchat", "microsoft_ads")
"""Platforms at which a tag names the pixel by the number that the account lists."""


class Tagged(Record):
    """Accounts of one platform that tags name, by name of the tag and container; `unknown` where some cannot be listed."""

    accounts: dict[str, tuple[Container, Signal]]
    unknown: bool


@memo
def tagged(project: Project, platform: str) -> Tagged:
    """The accounts that the live containers tell something."""
    found: dict[str, tuple[Container, Signal]] = {}
    unknown = False
    for container in project.live.containers:
        setup = container_signals(container)
        unknown = unknown or bool(setup.unread) or "tag" not in container.entities
        for signal in setup.live():
            if signal.platform != platform:
                continue
            named = accounts_of(signal)
            unknown = unknown or named is None
            for account in named or ():
                found.setdefault(account, (container, signal))
    return Tagged(found, unknown)


def labels(project: Project) -> tuple[dict[str, tuple[Container, Signal]], bool]:
    """The conversion labels of Google Ads that tags send to, and whether some cannot be listed."""
    found: dict[str, tuple[Container, Signal]] = {}
    unknown = False
    for container in project.live.containers:
        setup = container_signals(container)
        unknown = unknown or bool(setup.unread) or "tag" not in container.entities
        for signal in setup.live():
            if signal.platform != "google_ads" or signal.called != "conversion":
                continue
            known = choices(told(signal.account.source))
            unknown = unknown or known is None
            for text in known or ():
                label = text.rpartition("/")[2] if "/" in text else ""
                if label and not is_blank(label) and not label.isdecimal():
                    found.setdefault(label, (container, signal))
    return found, unknown


def web_only(project: Project) -> bool:
    """Whether there is a web container among the live ones, which is where pixels and labels are looked for."""
    return any(container.context == "web" for container in project.live.containers)


def idle_pixels(project: Project) -> Iterator[Setting]:
    """Pixels that no tag of the live containers tells anything, where all tags can be read."""
    for platform in PIXELS if web_only(project) else ():
        known = tagged(project, platform)
        for setting in of_kind(project, "pixel") if not known.unknown else ():
            active = setting.says("status") in (None, "active")
            if (
                setting.platform == platform
                and active
                and known.accounts.keys().isdisjoint({setting.id, setting.account})
            ):
                yield setting


def foreign_pixels(project: Project) -> Iterator[tuple[str, str, Container, Signal]]:
    """Accounts that tags name and the platform's whole list of pixels does not have."""
    for platform in PIXELS:
        if not whole(project, platform, "pixel"):
            continue
        listed = {
            text for one in of_kind(project, "pixel") if one.platform == platform for text in (one.id, one.account)
        }
        for account, (container, signal) in sorted(tagged(project, platform).accounts.items()):
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
