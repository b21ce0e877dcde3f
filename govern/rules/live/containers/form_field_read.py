"""A variable that reads a form field is looked at twice.

A DOM element variable that takes the value of a field hands on what visitors type, whoever asks for it: an address, a name, a
password that somebody wrote into the wrong field. It does so before they have sent the form, and breaks when the form changes.

Remedy: let the page push what is needed into the data layer when the form was accepted, and read it there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem, text_of
from govern.gtm.variables import references
from govern.project import Project
from govern.rules import Problem, rule

FIELD = regex(r"\b(?:input|textarea)\b|\[\s{0,9}type\s{0,9}[~|^$*]?=", re.IGNORECASE)
"""A selector of a field of a form."""

BUTTON = regex(r"type\s{0,9}[~|^$*]?=\s{0,9}[\"']?(?:submit|button|radio|checkbox)", re.IGNORECASE)
"""A field into which nobody types."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Field, type: d, parameter: {selectorType: CSS, elementSelector: '%s', attributeName: value}}]
    tags: [{name: Lead, type: html, parameter: {html: "<script>rdt('track', 'Lead', {topic: '{{Field}}'});</script>"}, firingTrigger: [All Pages]}]
"""


@rule(good=CONTAINER % "h1.topic", bad=CONTAINER % "form input[name=mail]", level="note", cost="privacy")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        read = [
            name for name, body in container.bodies("variable").items() if body.get("type") == "d" and is_field(body)
        ]
        used = {variable for _, _, variable in references(container)} if read else set()
        for name in read:
            if name in used:
                message = f"{label('variable', name)} reads a form field of the page"
                help = "take what is needed from the data layer"
                yield problem(container, "variable", name, message, "parameter", help=help)


def is_field(body: dict[str, object]) -> bool:
    """Whether a variable takes the value of a field into which somebody types."""
    selector = text_of(body, "elementSelector")[:500]
    takes_value = text_of(body, "attributeName") in ("", "value")
    return takes_value and FIELD.search(selector) is not None and BUTTON.search(selector) is None
