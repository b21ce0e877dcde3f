"""An account is told by its ID, not by a name.

A pixel ID, tag ID or conversion ID that is the name of a tag or of a variable, such as `Meta Pixel ID` where
`{{Meta Pixel ID}}` was meant, is sent as it stands. The platform knows no such account, and nobody is told.

Remedy: put the variable's name in double braces, or write the ID itself.

Source: what IDs look like, by the facts about each platform in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Container, label
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Signal
from govern.signals.source import Text

BY_ANOTHER_RULE = ("ga4", "universal_analytics")
"""Of measurement IDs containers/measurement-id speaks."""

NUMBERED = ("google_ads", "linkedin", "meta", "microsoft_ads", "pinterest")
"""Platforms whose accounts are told by numbers."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Ads ID, type: c, parameter: {value: '1234567890'}}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionId: '%s', conversionLabel: a}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "{{Ads ID}}", bad=CONTAINER % "Ads ID", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        names = {*container.bodies("variable"), *container.bodies("tag")}
        for signal in container_signals(container).live():
            account = signal.account.source
            written = (signal.account.written or "").strip()
            skipped = not isinstance(account, Text) or signal.platform in BY_ANOTHER_RULE or "{{" in written
            named = not skipped and not is_blank(written) and is_name(written, names)
            if named or is_no_number(signal):
                tag, what = name_of(signal), "a name and not an ID" if named else "not an ID: these are numbers"
                said = account.value.partition("/")[0][:80] if isinstance(account, Text) else ""
                by = f" by {written[:80]}" if "{{" in written else ""
                message = f'{label("tag", tag)} sends to "{said}"{by}, which is {what}'
                help = f"{{{{{said}}}}}" if said in container.bodies("variable") else "write the ID"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called, cause=said)
            wrong = label_of(container, signal)
            if wrong:
                message = f'{label("tag", name_of(signal))} has the conversion label "{wrong[:80]}", which is a name and not a label'
                help = "write the label that Google Ads shows for the conversion action"
                yield problem(container, "tag", name_of(signal), message, "parameter", help=help, about=wrong)


def is_no_number(signal: Signal) -> bool:
    """Whether what stands in place of an ID that is a number holds letters; what somebody has still to fill in aside."""
    account = signal.account.source
    if signal.platform not in NUMBERED or not isinstance(account, Text) or is_blank(account.value):
        return False
    return any(map(str.isalpha, account.value.partition("/")[0]))


def label_of(container: Container, signal: Signal) -> str:
    """What stands in place of a conversion label and holds blanks, which no label does; empty where it may be one."""
    body = container.bodies("tag")[name_of(signal)]
    written = text_of(body, "conversionLabel").strip() if signal.platform == "google_ads" else ""
    return written if " " in written and "{{" not in written and not is_blank(written) else ""


def is_name(written: str, names: set[str]) -> bool:
    """Whether what stands in place of an ID is the name of something, or words."""
    return bool(written) and not any(map(str.isdigit, written)) and (written in names or " " in written)
