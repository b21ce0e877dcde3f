"""No template is in the container twice.

Two templates with the same code have to be updated and reviewed twice, and one of them is forgotten.

Remedy: make the tags of one from the other, and delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm import copies
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="""
containers:
  - id: GTM-ABC1234
    templates:
      - {name: Pixel, templateData: "___SANDBOXED_JS_FOR_WEB_TEMPLATE___\\nlog('a');"}
      - {name: Other, templateData: "___SANDBOXED_JS_FOR_WEB_TEMPLATE___\\nlog('b');"}
""",
    bad="""
containers:
  - id: GTM-ABC1234
    templates:
      - {name: Pixel, templateData: "___SANDBOXED_JS_FOR_WEB_TEMPLATE___\\nlog('a');"}
      - {name: Pixel 2, templateData: "___SANDBOXED_JS_FOR_WEB_TEMPLATE___\\nlog('a');"}
""",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for first, others in copies.templates(container):
            for name in others:
                message = f"{label('customTemplate', name)} has the same code as {label('customTemplate', first)}"
                yield problem(container, "customTemplate", name, message, help="keep one of the two")
