"""The worth of an order comes from the data layer.

What the page shows is written for people: it has the sign of the currency, a comma where another language has a point, and it
changes with the next design, when the element is gone and every order is worth nothing.

Remedy: have the page push the sum as a number, and read it with a data layer variable.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Body, Container, label
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.containers.purchases import tells_order
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.signal import Told
from govern.signals.source import Read

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: Sum, type: d, parameter: {selectorType: CSS, elementSelector: .total%s}}]
    tags:
      - name: Ads
        type: awct
        parameter: {conversionId: '1', conversionLabel: a, conversionValue: '{{Sum}}', currencyCode: EUR, orderId: '{{Order}}'}
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % ", attributeName: data-sum", bad=CONTAINER % "", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            platform = project.platform(signal.platform) if signal.platform else None
            value = signal.value(platform) if platform is not None else None
            if value is not None and tells_order(project, signal) and (shown := shown_by(container, value)):
                tag = name_of(signal)
                message = f'{label("tag", tag)} sends what the page shows as the value of an order, by "{shown}"'
                help = "read the sum from the data layer"
                yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)


def shown_by(container: Container, value: Told) -> str:
    """The variable that reads a value from the text of an element; empty where it comes from elsewhere."""
    variables = container.bodies("variable")
    is_element = isinstance(value.source, Read) and value.source.place == "element"
    return next((name for name in value.via if is_element and is_text(variables.get(name, {}))), "")


def is_text(variable: Body) -> bool:
    """Whether a variable gives the text of an element, and neither an attribute nor what stands in a field."""
    if variable.get("type") == "jsm":
        return any(word in text_of(variable, "javascript") for word in ("innerText", "textContent"))
    return variable.get("type") == "d" and not text_of(variable, "attributeName")
