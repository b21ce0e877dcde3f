"""Code that reads form fields is looked at twice.

A tag that reads what visitors type can send it anywhere, before they have agreed or even submitted. Names, addresses and
passwords reach vendors that way without anybody having decided it, and a change of the form breaks the tag.

Remedy: let the page push what is needed into the data layer when the form was accepted, and read it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.calls import calls_of, path
from govern.gtm.container import label
from govern.gtm.holders import running
from govern.gtm.javascript import Code
from govern.gtm.nodes import nodes
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

CONTAINER = """
containers:
  - id: GTM-ABC1234
    tags: [{name: Lead, type: html, parameter: {html: "<script>%s</script>"}, firingTrigger: [All Pages]}]
"""


@rule(
    good=CONTAINER % "dataLayer.push({event: 'sent', user_data: {{User data}}});",
    bad=CONTAINER % "var mail = document.querySelector('#email').value;",
    level="note",
    cost="privacy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for holder in running(container):
            lines = [line for code in holder.codes for line in reads_fields(code)]
            if lines:
                message = f"{label(holder.kind, holder.name)} reads form fields in line {lines[0]}"
                yield problem(
                    container,
                    holder.kind,
                    holder.name,
                    message,
                    *holder.route,
                    help="take what is needed from the data layer",
                )


WHOLE = tuple(f"{how}().{what}" for how in ("$", "jQuery") for what in ("serialize", "serializeArray"))
"""What reads all fields of a form at once."""

FINDS = (
    "document.forms.",
    "document.querySelector()",
    "document.getElementById()",
    "document.getElementsByName()",
    "$()",
    "jQuery()",
)


def reads_fields(code: Code) -> Iterator[int]:
    """The lines that read a field of a form."""
    for node in nodes(code, "member") if b".val" in code.text else ():
        name = path(code, node)
        is_field = name.endswith((".value", ".val")) and (name.startswith(FINDS) or ".elements." in name)
        if is_field and not is_set(code, node.end_byte):
            yield code.line_of(node)
    yield from map(code.line_of, calls_of(code, "FormData", *WHOLE))


def is_set(code: Code, end: int) -> bool:
    """Whether what ends here is given a value rather than read."""
    rest = code.text[end - code.shift : end - code.shift + 20].lstrip()
    return rest.startswith(b"=") and not rest.startswith((b"==", b"=>"))
