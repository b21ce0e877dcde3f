"""A text that people write is not sent with an e-mail address in it.

Search fields and messages hold what visitors type, and some type their address. Sent as a parameter it stands in the
vendor's reports, and Google deletes a property's data for that.

Remedy: send a category or the length instead of the text, strip addresses before, or give the parameter its `pii` class
if it is an address by its nature.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.events import EventParameter, Parameter
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.privacy._personal import emails, is_url, samples
from govern.rules.privacy.unclassified_parameter import class_of


@rule(
    good="""
events: [{name: ask, parameters: [{name: topic, type: string}], examples: [{topic: delivery}]}]
""",
    bad="""
events: [{name: ask, parameters: [{name: topic, type: string}], examples: [{topic: write to mia@example.com}]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    known: dict[str, dict[str, Parameter | EventParameter]] = {}
    for event, name, place, text in samples(project):
        address = next(emails(text), None)
        if address is None or is_url(text):
            continue
        if event.name not in known:
            known[event.name] = project.parameters_of(event)
        parameter = known[event.name].get(name)
        if parameter is not None and parameter.pii is None and class_of(parameter, name) is None:
            message = f'an example of "{name}" has an e-mail address in it, and the parameter has no "pii" class'
            yield Problem(place, message, help='keep addresses out of it, or add "pii: email"')
