"""A default value that `settings` wish has a currency.

Analytics takes a default value of a key event with its currency alone. A sum without one is counted in whatever the property counts in,
and changes its meaning on the day on which somebody changes that.

Remedy: write `currency` beside `value`.

Source: `defaultValue` of the discovery document of the Admin API, v1alpha, revision 20261102: the currency is required.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.wished import wished

SPECS = """
destinations: [{name: ga4, platform: ga4}]
settings: [{destination: ga4, key_events: [{event: sign_up, value: 10%s}]}]
"""


@rule(good=SPECS % ", currency: EUR", bad=SPECS % "", level="warning")
def check(project: Project) -> Iterator[Problem]:
    for wish in wished(project):
        if wish.setting.kind == "key_event" and wish.fields.get("value") and not wish.fields.get("currency"):
            message = f'key event "{wish.setting.name}" is worth {wish.fields["value"]} without a currency'
            yield Problem(wish.places["value"], message, help="write currency beside value")
