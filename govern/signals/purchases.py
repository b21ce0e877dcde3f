"""Purchases as live containers tell them, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.gtm.container import Container
from govern.platforms import Field
from govern.signals.occasions import is_purchase
from govern.signals.required_parameters import untold
from govern.signals.signal import Signal
from govern.signals.tags import container_signals

if TYPE_CHECKING:
    from govern.project import Project


def untold_purchases(project: Project, container: Container) -> Iterator[tuple[Signal, Field]]:
    """What a platform wants with a purchase and the tags of a container do not tell, where all that they tell is known."""
    for signal in container_signals(container).live():
        platform = project.platform(signal.platform) if signal.platform else None
        if platform is not None and not signal.more and is_purchase(project, signal):
            verified = (field for field in untold(signal, platform) if field.verified and not field.wish)
            yield from ((signal, field) for field in verified)
