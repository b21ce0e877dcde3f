"""Limited data use says in which country and state it holds, and that it is on.

A state without its country, a country without its state, or both without `data_processing_options` is half a sentence,
and a platform that cannot read it does not say so: data is used as if nobody had asked for limits.

Remedy: write all three: `data_processing_options: LDU`, `data_processing_options_country: 1` and
`data_processing_options_state: 1000`, or 0 and 0 to let the platform find out.

Source: the three fields and their values at https://developers.facebook.com/docs/marketing-apis/data-processing-options,
checked 2026-11-22; what happens to half of them is not verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.destinations import with_sites

KEYS = ("data_processing_options", "data_processing_options_country", "data_processing_options_state")
ALL = "data_processing_options: LDU, data_processing_options_country: 0, data_processing_options_state: 0"


@rule(
    good=f"destinations: [{{name: meta, platform: meta, settings: {{{ALL}}}}}]",
    bad="destinations: [{name: meta, platform: meta, settings: {data_processing_options_state: 1000}}]",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, _ in with_sites(project):
        signals = platform.consent_signals
        given = [key for key in KEYS if key in destination.settings and key in signals]
        missing = [key for key in KEYS if key not in given and key in signals]
        if missing and (KEYS[1] in given or KEYS[2] in given):
            message = f'destination "{destination.name}" sets {" and ".join(given)} without {" and ".join(missing)}'
            yield Problem(destination.place("settings", given[-1]), message, help=f"write {', '.join(KEYS)} together")
