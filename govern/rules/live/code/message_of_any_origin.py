"""Messages from other windows are taken from known origins only.

Any page that holds this one in a frame, and any frame in it, can send a message. A listener that does not look at
`event.origin` does what a stranger says: false conversions are counted, or foreign data is written into the data layer.

Remedy: begin the listener with a test such as `if (event.origin !== 'https://forms.example') return;`.

Source: known from use; no page was read for this rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.calls import arguments_of, calls_of, literal, values_of
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

ORIGIN = regex(rb"origin(?!al)")
"""What code that looks at the origin says; the event that jQuery wraps is the original one."""

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER
    % "window.addEventListener('message', function (event) { if (event.origin !== 'https://forms.example') return; dataLayer.push({event: 'sent'}); });",
    bad=CONTAINER
    % "window.addEventListener('message', function (event) { if (event.data === 'sent') dataLayer.push({event: 'sent'}); });",
    level="warning",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in listens_to_all(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} listens in line {lines[0]} to messages of any window and does not look at their origin"
                yield problem(
                    container,
                    holder.kind,
                    holder.name,
                    message,
                    *holder.route,
                    help="compare event.origin with the one that is expected",
                )


def listens_to_all(code: Code) -> Iterator[int]:
    """The lines that listen to messages, where the code speaks neither of an origin nor of the window that sent."""
    if b"message" not in code.text or ORIGIN.search(code.text) is not None or b".source" in code.text:
        return
    for node in calls_of(code, "addEventListener", "attachEvent", "$().on", "jQuery().on"):
        first = next(iter(arguments_of(node)), None)
        if literal(code, first).partition(".")[0] in ("message", "onmessage"):
            yield code.line_of(node)
    yield from (code.line_of(node) for node, right in values_of(code, "onmessage") if right.type != "null")
