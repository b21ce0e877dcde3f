"""One event feeds one primary conversion of a destination.

Bidding works towards everything that is primary. Two of them for one event count every sale twice, bids are set for twice the value, and
cost per conversion looks half of what it is.

Remedy: make one of the two secondary with `primary: false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.settings.wished import Wished, wished

SPECS = """
destinations: [{name: ads, platform: google_ads}]
events: [{name: purchase, description: Paid., owner: web, kind: conversion, parameters: []}]
settings:
  - destination: ads
    conversions:
      - {name: Order, event: purchase, primary: true}
      - {name: Order (Analytics), event: purchase, primary: %s}
"""


@rule(good=SPECS % "false", bad=SPECS % "true", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str], Wished] = {}
    for wish in wished(project):
        event = wish.setting.rest.get("event")
        if wish.setting.kind != "conversion" or not event or wish.fields.get("primary") is not True:
            continue
        if wish.fields.get("status") == "paused":
            continue
        other = first.setdefault((wish.destination, event), wish)
        if other is not wish:
            message = f'"{wish.setting.name}" and "{other.setting.name}" are both primary, and "{event}" feeds both'
            related = (Related("the other one is here", other.places["primary"]),)
            yield Problem(wish.places["primary"], message, related, "make one of the two secondary")
