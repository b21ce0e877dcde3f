"""A match key gets the kind of data that it takes.

A phone number hashed as an e-mail address is a hash like any other: the platform takes it, finds nobody, and the match
quality falls as if customers had changed.

Remedy: map the parameter of the right class, or correct the `pii` class of the parameter.

Source: the block `customer_information` of each platform in `govern/platforms`, with its addresses and day.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Related
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import class_of_key
from govern.signals.platform_fields import match_keys

WORDS = {"email": "e-mail address", "phone": "phone number", "ip": "IP address", "zip": "postal code"}
"""The classes whose names are not words."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: email, type: email, pii: email}, {name: phone, type: phone, pii: phone}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {em: email}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: email, type: email, pii: email}, {name: phone, type: phone, pii: phone}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {em: phone}}]
""",
)
def check(project: Project) -> Iterator[Problem]:
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        wanted = class_of_key(key) if key is not None and key.verified else None
        given = one.parameter.pii if one.parameter is not None else None
        if wanted is not None and given is not None and wanted not in (given, "external_id"):
            message = f'{one.said} fills "{one.field}", {said(wanted)}, from "{one.name}", {said(given)}'
            related = (Related("the parameter is here", one.at_parameter()),)
            help = f'map {said(wanted)}, or correct the "pii" of "{one.name}"'
            yield Problem(one.place, message, related, help, cause=f"{one.declared_by}\n{one.name}\n{wanted}")


def said(kind: str) -> str:
    """A class as messages say it."""
    words = WORDS.get(kind, kind.replace("_", " "))
    return f"{'an' if words[0] in 'aeiouI' else 'a'} {words}"
