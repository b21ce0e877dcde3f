"""A currency is a code of ISO 4217, in capitals.

A platform that does not know the currency counts the conversion without its value, or takes the sum for its own currency:
29.99 of something is booked as 29.99 dollars. Reports stay green, and bids follow the wrong sums.

Remedy: write the code as ISO 4217 has it, such as EUR; where a variable says it, let the page push the code.

Source: the list of ISO 4217 in `govern/spec/currencies.py`, and the block `parameters` of each platform.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.platforms import Platform
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.blank import is_blank
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.sameness import choices
from govern.signals.source import told
from govern.spec.currencies import CURRENCIES, is_currency
from govern.spec.spelling import suggest

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags:
      - name: Purchase
        type: gaawe
        parameter:
          eventName: purchase
          measurementIdOverride: G-ABC1234567
          eventSettingsTable: [{parameter: currency, parameterValue: %s}]
        firingTrigger: [Paid]
"""


@rule(good=CONTAINER % "EUR", bad=CONTAINER % "eur", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for signal in container_signals(container).live():
            platform = project.platform(signal.platform) if signal.platform else None
            for field, given in signal.parameters.items() if platform is not None else ():
                known = choices(told(given.source)) if takes_currency(platform, field) else None
                wrong = sorted(text for text in known or () if text and not is_currency(text) and not is_blank(text))
                if wrong:
                    tag, code = name_of(signal), wrong[0]
                    message = (
                        f'{label("tag", tag)} sends "{code[:40]}" as {field}, which is not a currency code of ISO 4217'
                    )
                    help = suggest(code.strip().upper(), CURRENCIES)
                    yield problem(container, "tag", tag, message, "parameter", help=help, about=f"{field} {code}")


def takes_currency(platform: Platform | None, field: str) -> bool:
    """Whether a platform takes a currency in a field."""
    known = platform.parameter(field) if platform is not None else None
    return field == "currency" or (known is not None and known.format.startswith("ISO 4217"))
