"""An e-mail address in an example belongs to nobody.

Examples are copied: into tests, into the vendor's test view, into the next project. An address at a domain that exists is
somebody's, gets the newsletter that a test signed it up for, and stands in this repository for ever.

Remedy: take an address at `example.com` or below `.example`, which are reserved for this.

Source: https://www.rfc-editor.org/rfc/rfc2606, checked 2026-11-26.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.email_addresses import FICTION, addresses, has_stray_address, who_in
from govern.signals.personal_data import Sample, samples
from govern.spec.sections.mappings import Constant

HELP = "take an address at example.com"


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
        domain = real_domain(one.text)
        if domain is not None and not is_told_elsewhere(one):
            yield Problem(one.place, said(f'an example of "{one.name}"', domain), help=HELP)
    for mapping in project.mappings:
        for field, value in mapping.parameters.items():
            domain = real_domain(value.value) if isinstance(value, Constant) and isinstance(value.value, str) else None
            if domain is not None:
                subject = f'"{field}" of the mapping of "{mapping.event}" to "{mapping.destination}"'
                yield Problem(mapping.place("parameters", field), said(subject, domain), help=HELP)


def real_domain(text: str) -> str | None:
    """The domain of an address in a text that may be somebody's."""
    return next((domain for _, domain in addresses(text) if FICTION.search(domain) is None), None)


def is_told_elsewhere(one: Sample) -> bool:
    """Whether another rule says that no address belongs there at all."""
    return bool(who_in(one.text)) or (
        one.parameter is not None and has_stray_address(one.parameter, one.name, one.text)
    )


def said(subject: str, domain: str) -> str:
    """The message about a domain."""
    return f'{subject} has an e-mail address at "{domain}", a domain that is not reserved for examples'
