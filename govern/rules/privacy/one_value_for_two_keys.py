"""Two match keys of one event are fed from two parameters.

The full name as first name and as last name, the mobile number as phone and as customer number: hashed, neither matches
what the platform knows. It is as good as not sending them, and looks better than it is.

Remedy: map a parameter of its own to each, and leave out the key that there is none for.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.platforms import MatchKey
from govern.project import Project
from govern.report import Related
from govern.rules import Problem, rule
from govern.rules.mappings._filled import Filled, match_keys
from govern.rules.privacy._personal import class_of_key


@rule(
    good="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: first, type: string, pii: first_name}, {name: last, type: string, pii: last_name}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {fn: first, ln: last}}]
""",
    bad="""
destinations: [{name: meta, platform: meta}]
events: [{name: lead, parameters: [{name: customer, type: string, pii: last_name}]}]
mappings: [{event: lead, destination: meta, as: Lead, match_keys: {fn: customer, ln: customer}}]
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[tuple[str, str, str, str], Filled] = {}
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        if key is None or is_free(key):
            continue
        mapping = one.mapping
        other = first.setdefault((mapping.event, mapping.destination, mapping.as_, one.name), one)
        if other.field != one.field and not right_for(one, other):
            message = f'{one.said} fills "{other.field}" and "{one.field}" from the same "{one.name}"'
            yield Problem(one.place, message, (Related("the other one is here", other.place),))


def is_free(key: MatchKey) -> bool:
    """Whether a key takes any id, such as the advertiser's own."""
    return class_of_key(key) in (None, "external_id")


def right_for(one: Filled, other: Filled) -> bool:
    """Whether both keys take the same kind of data, or privacy/wrong-class says what is wrong with one of them."""
    kinds = {
        class_of_key(key) for each in (one, other) if (key := each.platform.match_keys.get(each.field)) is not None
    }
    return len(kinds) == 1
