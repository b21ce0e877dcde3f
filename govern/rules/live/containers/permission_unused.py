"""A template may do what its code does, and no more.

The template has a permission that its code does not use: to load scripts, to send requests, to read cookies. Whoever changes
the code later needs nobody's leave for it, and the review of the permissions, which Tag Manager shows on every change, says nothing.

Remedy: take the permission out of the template, under Permissions.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule
from govern.spec.spelling import listed

USED_BY = {
    "inject_script": ("injectScript",),
    "inject_hidden_iframe": ("injectHiddenIframe",),
    "send_pixel": ("sendPixel",),
    "send_http": ("sendHttpRequest", "sendHttpGet"),
    "get_cookies": ("getCookieValues",),
    "set_cookies": ("setCookie",),
    "access_local_storage": ("localStorage",),
    "read_data_layer": ("copyFromDataLayer",),
}
"""The permissions that reach out of a template or into what the browser keeps, and the functions that need them."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    templates:
      - name: Pixel
        templateData: |
          ___SANDBOXED_JS_FOR_WEB_TEMPLATE___

          const send = require('%s');

          ___WEB_PERMISSIONS___

          [{"instance": {"key": {"publicId": "send_pixel", "versionId": "1"}, "param": []}}]
"""


@rule(good=CONTAINER % "sendPixel", bad=CONTAINER % "logToConsole", level="note", cost="security")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("customTemplate").items():
            data = body.get("templateData")
            unused = [key for key in permissions(data) if not uses(data, key)] if isinstance(data, str) else []
            if unused:
                message = f"{label('customTemplate', name)} may {listed(unused)}, which its code does not use"
                yield problem(container, "customTemplate", name, message, help="take the permission out")


def uses(data: str, permission: str) -> bool:
    """Whether the code of a template calls what a permission is for, as far as is known."""
    functions = USED_BY.get(permission)
    code = data.partition("___SANDBOXED_JS_FOR")[2].partition("\n___")[0]
    return functions is None or not code or any(function in code for function in functions)


def permissions(data: str) -> list[str]:
    """The permissions that a template lists."""
    section = data.partition("_PERMISSIONS___")[2].partition("\n___")[0]
    try:
        rows = json.loads(section) if section.strip() else []
    except (ValueError, RecursionError):
        return []
    keys = [row["instance"]["key"]["publicId"] for row in rows if is_permission(row)] if isinstance(rows, list) else []
    return sorted({key for key in keys if isinstance(key, str)})


def is_permission(row: object) -> bool:
    """Whether a row is a permission as Tag Manager writes them."""
    instance = row.get("instance") if isinstance(row, dict) else None
    key = instance.get("key") if isinstance(instance, dict) else None
    return isinstance(key, dict) and "publicId" in key
