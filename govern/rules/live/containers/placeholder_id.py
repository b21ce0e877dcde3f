"""No tag sends to an ID that somebody has still to fill in.

`G-XXXXXXXXXX`, `YOUR_PIXEL_ID` and the like come from guides and from containers that are made to be copied. The tag fires
and nobody is told, or somebody else is.

Remedy: write the ID of your own account, where the message says: in the tag, or in the constant variable that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.setup import name_of
from govern.signals.source import Read, Text
from govern.signals.tags import container_signals

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Google tag, type: googtag, parameter: {tagId: %s}, firingTrigger: [All Pages]}]
"""


@rule(good=CONTAINER % "G-ABC1234567", bad=CONTAINER % "G-XXXXXXXXXX", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        said = set()
        for signal in container_signals(container).live():
            if signal.platform == "universal_analytics":
                continue  # it is over, whatever the ID
            account, tag = signal.account.source, name_of(signal)
            blank = account.key if isinstance(account, Read) and account.place == "blank" else ""
            if (blank or (isinstance(account, Text) and is_blank(account.value))) and tag not in said:
                said.add(tag)
                what = f'the constant "{blank}", which is still a placeholder' if blank else "a placeholder"
                value = account.value if isinstance(account, Text) else ""
                written = "" if blank else f' "{value[:60]}"'
                message = f"{label('tag', tag)} sends to {what}{written}"
                cause = blank or value
                yield problem(container, "tag", tag, message, "parameter", help="write your own ID", cause=cause)
