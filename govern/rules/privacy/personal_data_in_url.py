"""An address of a page says nothing about who looks at it.

A form that is sent with GET, a link in a newsletter: the visitor's e-mail address stands in the query or the path, and
every tag on the page sends it along with `page_location`. Google deletes data for it, and the report shows addresses to
anybody.

Remedy: keep the value out of the address (send the form with POST, redirect), and use an example without it.

Source: https://support.google.com/analytics/answer/6366371, checked 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.email_addresses import PATH, who_in
from govern.signals.personal_data import samples


@rule(
    good="""
events: [{name: visit, parameters: [{name: page, type: url}], examples: [{page: 'https://www.hazel.example/?step=2'}]}]
""",
    bad="""
events:
  - name: visit
    parameters: [{name: page, type: url}]
    examples: [{page: 'https://www.hazel.example/?email=mia%40example.com'}]
""",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in samples(project):
        found = who_in(one.text)
        if found:
            where = found if found == PATH else f'"{found}"'
            message = f'an example of "{one.name}" is the address of a page that says in {where} who looks at it'
            yield Problem(
                one.place, message, help="every tag on such a page sends it along; keep it out of the address"
            )
