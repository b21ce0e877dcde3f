"""A text that people write is not sent with an e-mail address in it.

Search fields and messages hold what visitors type, and some type their address. Sent as a parameter it stands in the
vendor's reports, and Google deletes a property's data for that.

Remedy: send a category or the length instead of the text, strip addresses before, or give the parameter its `pii` class
if it is an address by its nature.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.email_addresses import has_stray_address
from govern.signals.personal_data import samples


@rule(
    good="""
events: [{name: ask, parameters: [{name: topic, type: string}], examples: [{topic: delivery}]}]
""",
    bad="""
events: [{name: ask, parameters: [{name: topic, type: string}], examples: [{topic: write to mia@example.com}]}]
""",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in samples(project):
        parameter = one.parameter
        if parameter is not None and "@" in one.text and has_stray_address(parameter, one.name, one.text):
            message = f'an example of "{one.name}" has an e-mail address in it, and the parameter has no "pii" class'
            yield Problem(one.place, message, help='keep addresses out of it, or add "pii: email"')
