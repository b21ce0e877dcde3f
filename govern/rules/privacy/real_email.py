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
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in samples(project):
        if (domain := real_domain(one.text)) is not None:
            yield Problem(one.place, said(one.name, domain), help='take "example.com"')
    for mapping in project.mappings:
        for field, value in mapping.parameters.items():
            domain = real_domain(value.value) if isinstance(value, Constant) and isinstance(value.value, str) else None
            if domain is not None:
                yield Problem(mapping.place("parameters", field), said(field, domain), help='take "example.com"')


def real_domain(text: str) -> str | None:
    """The domain of an address in a text that may be somebody's."""
    return next((domain for _, domain in emails(text) if FICTION.search(domain) is None), None)


def said(name: str, domain: str) -> str:
    """The message about a domain."""
    return f'"{name}" has an e-mail address at "{domain}", a domain that is not reserved for examples'
