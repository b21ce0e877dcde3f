"""Parameter names are written in the style that the project has chosen, snake_case unless `naming` says another.

Pages, tags and reports compare names letter by letter. `orderId` on one page and `order_id` on the next are two columns
in every export, each half filled, and nobody can add them up.

Remedy: rename the parameter (what the page calls it belongs in `data_layer: orderId`, what a platform calls it in the
mapping), or declare the style that the team really uses: `naming: {parameters: camelCase}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.model.naming import STYLES
from govern.project import Project
from govern.rules import Problem, rule
from govern.rules.events._parameters import declared
from govern.rules.events.name_style import rewritten


@rule(
    good="parameters: [{name: order_id, type: string, data_layer: orderId}]",
    bad="parameters: [{name: orderId, type: string}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    style = project.naming.parameters
    has_style = re.compile(STYLES[style]).fullmatch
    for found in declared(project):
        if not has_style(found.name):
            message = f'parameter "{found.name}" is not in {style}'
            advice = (rewritten(found.name, style), "the page's own key goes in data_layer")
            yield Problem(found.place("name"), message, help="; ".join(filter(None, advice)), cause=found.name)
