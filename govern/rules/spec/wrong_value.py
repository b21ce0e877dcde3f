"""Every word is one of its list, and every date, duration, percentage, e-mail address and URL has its form.

A date that is not a day of the calendar never arrives, so the reminder tied to it never comes. A word outside its list,
such as `fires: {on: clik}`, would decide nothing.

Remedy: take one of the words in the message, or the form it shows: `2027-01-31`, `7d`, `5%`.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.project import Project
from govern.project.refused import problems
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase, fires: {on: server_confirmed}}]",
    bad="events: [{name: purchase, fires: {on: confirmed}}]",
)
def check(project: Project) -> Iterable[Problem]:
    return problems(project, "spec/wrong-value")
