"""Options by which a platform is told to use data less: limited data use, restricted data processing, opting out."""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.destinations import Destination
from govern.platforms import Platform, Signal
from govern.project import Project
from govern.rules.consent._purpose import known

OPTIONS = frozenset({
    "data_processing_options", "data_processing_options_country", "data_processing_options_state", "limited_data_use",
    "opt_out", "opt_out_type", "rdp", "restricted_use",
})  # fmt: skip
"""The options of all platforms: what a destination's settings may say about the use of data."""


def options(project: Project) -> Iterator[tuple[Destination, Platform, str, object]]:
    """Every such option in the settings of a destination, with its value."""
    for destination, platform, _ in known(project):
        for key, value in destination.settings.items():
            if key in OPTIONS:
                yield destination, platform, key, value


def signal(platform: Platform, key: str) -> Signal | None:
    """What is known of an option at a platform."""
    return platform.consent_signals.get(key)


def option_names(platform: Platform) -> list[str]:
    """The options that a platform has."""
    return [name for name in platform.consent_signals if name in OPTIONS]
