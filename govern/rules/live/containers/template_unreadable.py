"""A template is written as Tag Manager writes them.

The text of a template is made of sections, `___INFO___`, its form, its code, its permissions. Those about form and permissions are
JSON, and one of them is not here: a comma too many, a text that was cut off, or no code at all. Tag Manager refuses the
template, or shows its tags without fields, and what such tags send nobody can say.

Remedy: take the template anew from where it came from, or mend the section in its editor.

Source: https://developers.google.com/tag-platform/tag-manager/templates and the 82 templates of public exports, all of which have
these sections, checked 2026-12-01.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

DATA = ("INFO", "TEMPLATE_PARAMETERS", "WEB_PERMISSIONS", "SERVER_PERMISSIONS")
"""The sections that are JSON."""

CODE = "___SANDBOXED_JS_FOR_"

CONTAINER = """
containers:
  - id: GTM-ABC1234
    templates:
      - name: Pixel
        templateData: "___INFO___\\n\\n{}\\n\\n___TEMPLATE_PARAMETERS___\\n\\n[%s]\\n\\n___SANDBOXED_JS_FOR_WEB_TEMPLATE___\\n\\ndata.gtmOnSuccess();\\n"
"""


@rule(good=CONTAINER % "{}", bad=CONTAINER % "{},", level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("customTemplate").items():
            data = body.get("templateData")
            wrong = wrong_in(data) if isinstance(data, str) and "___INFO___" in data else ""
            if wrong:
                message = f"{label('customTemplate', name)} {wrong}, so Tag Manager cannot read it"
                yield problem(container, "customTemplate", name, message, "templateData", help="take it anew")


def wrong_in(data: str) -> str:
    """What is wrong with the text of a template, in words; empty where nothing is."""
    for section in DATA:
        text = f"\n{data}".partition(f"\n___{section}___")[2].partition("\n___")[0].strip()
        try:
            if text:
                json.loads(text)
        except (ValueError, RecursionError):
            return f"has a section {section} that is not JSON"
    return "" if CODE in data or "___TEMPLATE_PARAMETERS___" not in data else "has no section with code"
