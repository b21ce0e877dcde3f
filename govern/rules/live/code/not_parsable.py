"""The code of a tag or a variable can be read as JavaScript.

A browser that meets a mistake in a script runs none of it: no error shows on the page, the tag fires, and nobody is told
anything. It happens when a snippet is pasted in part, or when a tool writes `\\n` where line breaks were. Code is read as
browsers do, with each `{{Name}}` as a value.

Remedy: correct the line that the message names, or paste the vendor's snippet again.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.holders import running, statements
from govern.gtm.javascript import Code
from govern.gtm.mistakes import first_error
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "fbq('track', 'Lead');",
    bad=CONTAINER % "fbq('track', 'Lead';",
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            for code in holder.codes:
                where = mistake(code)
                if where:
                    message = f"{label(holder.kind, holder.name)} has code that no browser can read, {where}"
                    help = "correct it, or paste the snippet anew"
                    yield problem(container, holder.kind, holder.name, message, *holder.route, help=help)
                    break


def mistake(code: Code) -> str:
    """Where code cannot be read; empty where it can."""
    if code.function and code.root.has_error and (plain := statements(code)) is not None and not plain.has_error:
        return ""  # code/no-function speaks of it
    node = first_error(code)
    if node is None:
        return ""
    number = code.line_of(node)
    line = code.text.split(b"\n")[min(number - code.line, code.text.count(b"\n"))].decode("utf-8", "replace")
    start = node.start_byte - code.shift
    if b"\\n" in code.text[max(0, start - 3) : start + 5]:
        return "its line breaks are written as \\n"
    return f'line {number}: "{line.strip()[:60]}"'
