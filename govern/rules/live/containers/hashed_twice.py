"""User data reaches Google as the field expects it.

The field takes an address in plain text and hashes it by itself; it gets one that is hashed already. A hash of a hash belongs to
nobody, and enhanced conversions match fewer visitors than they could, or none.

Remedy: hand over the plain value, or use the field whose name begins with `sha256_`.

Source: https://support.google.com/sa360/answer/14218731 (data are sent unhashed, or hashed under names of their own), checked
2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import label
from govern.gtm.tags import REFERENCE, problem, texts_by_key
from govern.project import Project
from govern.rules import Problem, rule

PLAIN = frozenset(("email", "phone_number", "phone", "first_name", "last_name", "street"))
"""The fields of a variable of user-provided data that take plain text."""

SIGNS = ("sha256", "sha-256", "hash")

CONTAINER = """
containers:
  - id: GTM-ABC1234
    variables: [{name: User, type: awec, parameter: {mode: MANUAL, email: '{{%s}}'}}]
"""


@rule(good=CONTAINER % "E-mail", bad=CONTAINER % "E-mail SHA256", level="note", cost="numbers")
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for name, body in container.bodies("variable").items():
            fields = texts_by_key(body.get("parameter")) if body.get("type") == "awec" else {}
            for key, text in fields.items():
                named = next(
                    (one for one in REFERENCE.findall(text) if any(sign in one.casefold() for sign in SIGNS)), ""
                )
                if key in PLAIN and named:
                    message = f'{label("variable", name)} takes "{{{{{named[:60]}}}}}" as its {key}, which is hashed once more'
                    yield problem(container, "variable", name, message, "parameter", help="hand over the plain value")
