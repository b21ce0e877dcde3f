"""An option that limits the use of data has a value that the platform understands.

`data_processing_options: ldu` or `data_processing_options_country: US` is accepted and means nothing: Meta counts the
country in numbers (1 is the United States, 0 asks Meta to find out). People who asked for their data not to be sold are
in the audience all the same.

Remedy: take one of the values in the message.

Source: https://developers.facebook.com/docs/marketing-apis/data-processing-options, checked 2026-11-22; for other
platforms the addresses in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms.facts import Signal
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.data_use import options, signal


@rule(
    good="destinations: [{name: meta, platform: meta, settings: {data_processing_options: LDU}}]",
    bad="destinations: [{name: meta, platform: meta, settings: {data_processing_options: limited}}]",
)
def check(project: Project) -> Iterator[Problem]:
    for destination, platform, key, value in options(project):
        known = signal(platform, key)
        if known is None or not known.verified:
            continue
        wrong = what_is_wrong(known, value)
        if wrong:
            message = f'destination "{destination.name}" has {key} "{shown(value)}", {wrong}'
            yield Problem(destination.place("settings", key), message)


NUMBERS = ("data_processing_options_country", "data_processing_options_state")


def what_is_wrong(known: Signal, value: object) -> str:
    """What an option wants instead; empty if the value will do.

    Of states only some numbers are known, so any number will do there.
    """
    if known.name in NUMBERS and type(value) is not int:
        return "expected a number, 0 lets the platform find out"
    allowed = [allowed for allowed in known.values if not isinstance(allowed, tuple)]
    if not allowed or known.name.endswith("_state"):
        return ""
    is_allowed = any(type(value) is type(one) and value == one for one in allowed)
    return "" if is_allowed or value == "" else f"expected {' or '.join(shown(one) for one in allowed)}"


def shown(value: object) -> str:
    """A value as YAML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
