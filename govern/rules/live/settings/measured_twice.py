"""An event is sent by the tags or by enhanced measurement, not by both.

Enhanced measurement sends scrolls, outbound clicks, searches, videos, downloads and forms by itself, under the names that tags use as well.
With both each of them counts twice, and a key event on one of them does too.

Remedy: switch it off in the stream (Admin › Data streams › Enhanced measurement), or take the event out of the tags.

Source: the events of enhanced measurement in `docs/platforms/ga4.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.tags import place
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import Setting
from govern.settings.bound import destination_of
from govern.settings.collected import at, enhanced
from govern.settings.containers import told_names
from govern.settings.live import label, of_kind, problem
from govern.signals.containers.setup import name_of

STREAM = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  events: [{name: downloaded, description: Somebody took a file.}]
  mappings: [{event: downloaded, destination: ga4, as: file_download}]
settings: [{name: properties/7/dataStreams/1/enhancedMeasurementSettings, streamEnabled: true, scrollsEnabled: true, fileDownloadsEnabled: %s}]
"""


@rule(good=STREAM % "false", bad=STREAM % "true", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for setting in of_kind(project, "enhanced_measurement"):
        twice = dict(sources(project, setting))
        for event in enhanced(setting):
            if event in twice:
                message = (
                    f'{label(setting)} sends "{event}" by itself, and so does {twice[event].message}: it counts twice'
                )
                related = (twice[event].replace(message="the other one is sent here"),)
                yield problem(
                    setting,
                    message,
                    help="switch it off in the stream, or take the other away",
                    about=event,
                    related=related,
                )


def sources(project: Project, setting: Setting) -> Iterator[tuple[str, Related]]:
    """Who else sends an event to the property: tags, and mappings, which go before them."""
    for name, (container, signal) in told_names(project, "ga4").items():
        tag = name_of(signal)
        yield name, Related(f'tag "{tag}" of {container.id}', place(container, "tag", tag))
    destination = destination_of(project, setting)
    for mapping in at(project, destination) if destination is not None else ():
        yield mapping.as_, Related(f'event "{mapping.event}"', mapping.place("as"))
