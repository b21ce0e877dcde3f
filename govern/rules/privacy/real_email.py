"""Examples have e-mail addresses of nobody.

Examples are copied: into tests, into the vendor's test view, into the next project. An address at a domain that exists is
somebody's, gets the newsletter that a test signed it up for, and stands in this repository for ever.

Remedy: take an address at `example.com` or below `.example`, which are reserved for this.

Source: https://www.rfc-editor.org/rfc/rfc2606, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.model.mappings import Constant
from govern.project import Project
from govern.report import Place
from govern.rules import Problem, rule
from govern.rules.privacy._personal import FICTION, emails, samples


@rule(
    good="""
events: [{name: join, parameters: [{name: email, type: email, pii: email}], examples: [{email: mia@example.com}]}]
""",
    bad="""
events: [{name: join, parameters: [{name: email, type: email, pii: email}], examples: [{email: mia@hazelandoak.com}]}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for name, place, text in written(project):
        real = next((domain for _, domain in emails(text) if FICTION.search(domain) is None), None)
        if real is not None:
            message = f'"{name}" has an e-mail address at "{real}", a domain that is not reserved for examples'
            yield Problem(place, message, help='take "example.com"')


def written(project: Project) -> Iterator[tuple[str, Place, str]]:
    """The values that specs write down: those of examples, and fixed ones of mappings."""
    for _, name, place, text in samples(project):
        yield name, place, text
    for mapping in project.mappings:
        for field, value in mapping.parameters.items():
            if isinstance(value, Constant) and isinstance(value.value, str):
                yield field, mapping.place("parameters", field), value.value
