"""The parameters of a GA4 tag have names that Google Analytics records.

A parameter whose name has more than 40 characters, or begins like those that Analytics keeps for itself, is dropped. The event is there, and the custom dimension that waits for the parameter stays "(not set)".

Remedy: take a shorter name, or one of your own, such as `form_name`.

Source: https://support.google.com/analytics/answer/13316687 and
https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals

FOR_SERVERS = ("x-", "user_data", "_")
"""How names begin that a server's tags take out before Analytics gets the event."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Lead
        type: gaawe
        parameter:
          eventName: generate_lead
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: %s, parameterValue: '{{Form ID}}'}]
        firingTrigger: [Sent]
"""


@rule(good=CONTAINER % "form_name", bad=CONTAINER % "google_form", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    analytics = project.platform("ga4")
    assert analytics is not None
    for container in project.live.containers:
        for signal in container_signals(container).live():
            tag = name_of(signal)
            is_event_tag = signal.platform == "ga4" and container.bodies("tag")[tag].get("type") == "gaawe"
            refused = (
                [(name, why) for name in signal.parameters if (why := refusal(analytics, name))] if is_event_tag else []
            )
            if refused:
                name, why = refused[0]
                more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
                message = f'{label("tag", tag)} sends the parameter "{name[:60]}"{more}, {why}'
                help = "rename it, such as form_name"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=name, cause=name)


def refusal(analytics: Platform, name: str) -> str:
    """Why Analytics drops a parameter of this name; empty where it does not, or where a server reads it."""
    if "{{" in name or "." in name or name.startswith(FOR_SERVERS):
        return ""
    if name in analytics.reserved_names.parameter_names or name.startswith(analytics.reserved_names.parameter_prefixes):
        return "a name that Google Analytics reserves for itself"
    return "which has more than 40 characters" if len(name) > 40 else ""
