"""Code asks for nothing that the whole page waits for.

A request that is sent with `false` for "asynchronous", or by jQuery with `async: false`, stops the page until the answer is there:
nothing scrolls, no click is answered, and where the server is slow the visitor leaves. A `<script src>` of a tag does not do
that: Tag Manager inserts it when the page is being read already, so that only what follows in the same tag waits for it.

Remedy: send the request asynchronously and go on in its callback, or use `fetch`.

Source: https://developer.mozilla.org/en-US/docs/Web/API/XMLHttpRequest/open and https://github.com/whatwg/xhr/issues/115,
checked 2026-12-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import arguments_of, called, literal
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.hosts import METHODS
from govern.gtm.javascript import Code
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

AJAX = ("$.ajax", "jQuery.ajax", "$.ajaxSetup", "jQuery.ajaxSetup")

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Ask, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""
REQUEST = "var r = new XMLHttpRequest(); r.open('GET', '/who', %s); r.send();"


@rule(good=CONTAINER % (REQUEST % "true"), bad=CONTAINER % (REQUEST % "false"), level="warning", cost="broken")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in waits(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} stops the page until a request is answered, in line {min(lines)}"
                yield problem(
                    container, holder.kind, holder.name, message, *holder.route, help="send it asynchronously"
                )


def waits(code: Code) -> Iterator[int]:
    """The lines of requests that the page waits for."""
    for name, calls in called(code).items() if b"false" in code.text or b"!1" in code.text else ():
        for call in calls if name.endswith(".open") or name in AJAX else ():
            given = arguments_of(call)
            if name in AJAX:
                pairs = [pair for part in given[:2] if part.type == "object" for pair in part.named_children]
                settings = {
                    code.written(pair.named_children[0]): pair.named_children[-1]
                    for pair in pairs
                    if pair.type == "pair"
                }
                is_off = "async" in settings and code.written(settings["async"]) in ("false", "!1")
            else:
                is_request = len(given) > 2 and literal(code, given[0]).upper() in METHODS
                is_off = is_request and code.written(given[2]) in ("false", "!1")
            if is_off:
                yield code.line_of(call)
