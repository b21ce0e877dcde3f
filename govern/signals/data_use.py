"""Options by which a platform is told to use data less: limited data use, restricted data processing, opting out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.platforms import Platform
from govern.platforms.facts import Signal
from govern.signals.destinations import with_sites
from govern.spec.sections.destinations import Destination

if TYPE_CHECKING:
    from govern.project import Project

OPTIONS = frozenset({
    "data_processing_options", "data_processing_options_country", "data_processing_options_region",
    "data_processing_options_state", "limited_data_use", "opt_out", "opt_out_type", "rdp", "restricted_use",
})  # fmt: skip
"""The options of all platforms: what a destination's settings may say about the use of data."""


def options(project: Project) -> Iterator[tuple[Destination, Platform, str, object]]:
    """Every such option in the settings of a destination, with its value."""
    for destination, platform, _ in with_sites(project):
        for key, value in destination.settings.items():
            if key in OPTIONS:
                yield destination, platform, key, value


NESTED = {
    "data_processing_options": "user.data_processing_options.modes",
    "data_processing_options_country": "user.data_processing_options.country",
    "data_processing_options_region": "user.data_processing_options.region",
}
"""Options that Reddit keeps in an object, and we write as the others do."""


def signal(platform: Platform, key: str) -> Signal | None:
    """What is known of an option at a platform."""
    return platform.consent_signals.get(key) or platform.consent_signals.get(NESTED.get(key, ""))


def option_names(platform: Platform) -> list[str]:
    """The options that a platform has."""
    return [name for name in sorted(OPTIONS) if signal(platform, name) is not None]
