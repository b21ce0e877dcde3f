"""Parameter names are written in the style that the project has chosen, snake_case unless `naming` says another.

Pages, tags and reports compare names letter by letter. `orderId` on one page and `order_id` on the next are two columns
in every export, each half filled, and nobody can add them up.

Remedy: rename the parameter (what the page calls it belongs in `data_layer: orderId`, what a platform calls it in the
mapping), or declare the style that the team really uses: `naming: {parameters: camelCase}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.name_style import advice, common_style
from govern.signals.parameters import declared
from govern.spec.sections.naming import STYLES


@rule(
    good="parameters: [{name: order_id, type: string, data_layer: orderId}]",
    bad="parameters: [{name: orderId, type: string}]",
    level="warning",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    if not project.is_whole("naming"):
        return
    style = project.naming.parameters
    has_style = re.compile(STYLES[style]).fullmatch
    misfits = [found for found in declared(project) if not has_style(found.name)]
    declares = project.sections.get("naming") or not misfits
    other = "" if declares else common_style(parameter.name for parameter in project.parameters)
    for found in misfits:
        message = f'parameter "{found.name}" is not in {style}'
        help, cause = advice(found.name, style, other, "parameters")
        if not cause:
            help = "; ".join(filter(None, (help, "the page's own key goes in data_layer")))
        yield Problem(found.place("name"), message, help=help, cause=cause or found.name)
