"""Every value has the type of its key: text, number, yes or no, list or mapping.

Nothing is converted in silence. An account number without quotes is a number to YAML: its leading zeros vanish, and a
long one may be rounded by the next tool. `yes`, `no` and `on` are texts, as YAML 1.2 says; `true` and `false` are not.

Remedy: put quotes around identifiers, and write lists with dashes or in square brackets.
"""

from __future__ import annotations

from collections.abc import Iterable

from govern.project import Project
from govern.project.refused import problems
from govern.rules import Problem, rule


@rule(
    good="destinations: [{name: meta, platform: meta, id: '1234567890123456'}]",
    bad="destinations: [{name: meta, platform: meta, id: 1234567890123456}]",
)
def check(project: Project) -> Iterable[Problem]:
    return problems(project, "spec/wrong-type")
