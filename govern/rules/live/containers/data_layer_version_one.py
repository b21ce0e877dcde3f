"""A data-layer variable of version 1 has a name without dots.

Version 1 takes a dot for a part of the key's name. `ecommerce.value` is then a key that no page pushes, the variable is
undefined, and the conversion is counted without its revenue. Tag Manager's own keys, such as `gtm.elementUrl`, have dots.

Remedy: set the data layer version of the variable to version 2.

Source: https://www.simoahava.com/gtm-tips/data-layer-variable-versions-explained/, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem, text_of
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="containers: [{id: GTM-ABC1234, variables: [{name: Value, type: v, parameter: {name: ecommerce.value, dataLayerVersion: '2'}}]}]",
    bad="containers: [{id: GTM-ABC1234, variables: [{name: Value, type: v, parameter: {name: ecommerce.value, dataLayerVersion: '1'}}]}]",
    level="warning",
    cost="numbers",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("variable").items():
            path = text_of(body, "name")
            if (
                body.get("type") == "v"
                and text_of(body, "dataLayerVersion") == "1"
                and "." in path
                and not path.startswith("gtm.")
            ):
                message = f'{label("variable", name)} reads "{path}" in version 1, which looks for a key with dots in its name'
                yield problem(container, "variable", name, message, help="set its data layer version to 2")
