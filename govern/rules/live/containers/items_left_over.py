"""Items are read from the message that is being told.

A data layer variable of version 2 puts together what all messages have brought. Where one list has three items and the
next only one, it gives that one and the second and third of before, unless the page empties `ecommerce` in between. Events
then tell products that nobody looked at.

Remedy: read `ecommerce` with data layer version 1 and take the items out of it, or push `{ecommerce: null}` before each e-commerce event.

Source: https://developers.google.com/tag-manager/enhanced-ecommerce, which asks to clear the object before each event, and
https://github.com/gtm-templates-knowit-experience/gtm-ga4-ecom-items-dlv-version-1-variable, which exists because of it,
checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.gtm.container import label
from govern.gtm.tags import place, problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import ITEMS
from govern.signals.source import MESSAGE, NOTHING, Either, Made, Read, Source, inner

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Items, type: v, parameter: {name: %s, dataLayerVersion: %s}}]
    tags:
      - name: View
        type: gaawe
        parameter:
          eventName: view_item
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: items, parameterValue: '{{Items}}'}]
        firingTrigger: [Viewed]
      - name: List
        type: gaawe
        parameter:
          eventName: view_item_list
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: items, parameterValue: '{{Items}}'}]
        firingTrigger: [Listed]
"""


@rule(good=CONTAINER % ("items", "'1'"), bad=CONTAINER % ("ecommerce.items", "'2'"), level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        readers: dict[str, dict[str, str]] = {}
        for signal in container_signals(container).live():
            for name in ITEMS:
                told = signal.parameters.get(name)
                if told is not None and told.via and adds_up(told.source):
                    readers.setdefault(told.via[-1], {}).setdefault(str(signal.name.source), name_of(signal))
        for variable, tags in readers.items():
            if len(tags) > 1 or str(MESSAGE) in tags:
                message = f"{label('variable', variable)} may bring items of the message before into the next event"
                related = tuple(
                    Related("reads it", place(container, "tag", tag)) for tag in dict.fromkeys(tags.values())
                )
                help = "take it from ecommerce, read with data layer version 1, or empty ecommerce before each event"
                yield problem(container, "variable", variable, message, help=help).replace(related=related)


WHOLE = Read("data layer", "ecommerce")
"""The e-commerce object of all messages put together."""


def adds_up(source: Source) -> bool:
    """Whether a value is read from what all messages have brought, inside the e-commerce object, or is made of that alone."""
    if isinstance(source, Made | Either):
        told = [one for one in inner(source) if one != NOTHING]
        return len(told) == 1 and (adds_up(told[0]) or (is_made(source) and told[0] == WHOLE))
    return isinstance(source, Read) and source.place == "data layer" and source.key.startswith("ecommerce.")


def is_made(source: Source) -> bool:
    """Whether code or a template takes something out of what it reads."""
    return isinstance(source, Made) and source.how != "otherwise"
