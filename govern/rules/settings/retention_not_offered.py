"""How long Analytics is wished to keep data is one of the lengths that it offers.

It keeps data of single users for 2 or 14 months, at 360 for 26, 38 or 50. Another number is never set, and what runs is the default.

Remedy: take one of these.

Source: `eventDataRetention` of the discovery document of the Admin API, v1alpha, revision 20261102.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.calls import MONTHS
from govern.settings.wished import wished

SPECS = """
destinations: [{name: ga4, platform: ga4}]
settings: [{destination: ga4, retention_months: %s}]
"""


@rule(good=SPECS % 14, bad=SPECS % 12)
def check(project: Project) -> Iterator[Problem]:
    for wish in wished(project):
        months = wish.fields.get("retention_months")
        if wish.setting.platform == "ga4" and months is not None and months not in MONTHS:
            *most, last = (str(one) for one in sorted(MONTHS))
            message = f"Google Analytics does not keep data for {months} months, expected {', '.join(most)} or {last}"
            yield Problem(wish.places["retention_months"], message, help="take one of these")
