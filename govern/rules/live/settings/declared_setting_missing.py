"""What the specs want to be set is set.

A conversion, a key event or a dimension that is only in the specs counts nothing. Dimensions cannot be filled for the days before they were
registered.

Remedy: set it at the platform; `govern render settings` writes the calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.settings import LABELS
from govern.settings.live import name_of
from govern.settings.missing import not_set

DIMENSION = """
specs:
  destinations: [{name: ga4, platform: ga4, id: G-HAZEL00001}]
  settings: [{destination: ga4, dimensions: [{parameter: page_type}]}]
settings: [{customDimensions: [{name: properties/7/customDimensions/1, parameterName: %s, scope: EVENT, displayName: Type}]}]
"""


@rule(good=DIMENSION % "page_type", bad=DIMENSION % "page_typ", level="warning", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for wish in not_set(project):
        kind = LABELS[wish.setting.kind]
        message = f'{kind} "{wish.setting.name}" is declared for "{wish.destination}" and is not set at {name_of(wish.setting.platform)}'
        subject = "\n".join((wish.destination, wish.setting.kind, wish.setting.name))
        yield Problem(wish.setting.place, message, help="set it at the platform", subject=subject)
