"""One hash goes only to platforms that hash the same form of the value.

Meta hashes a phone number without its plus, TikTok and Google with it. The two hashes have nothing in common, so one
parameter with a hash can be right for one of them only; at the other, phone numbers match nobody and nothing says so.

Remedy: map the plain value, which is then normalised and hashed for each platform; or make a hash for each.

Source: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters,
checked 2026-11-22; for other platforms the block `customer_information` in `govern/platforms`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Related
from govern.payloads.normalise import normalised
from govern.platforms.facts import MatchKey
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.personal_data import class_of_key, holds_hashes
from govern.signals.platform_fields import Filled, match_keys

USUAL = {
    "email": "Mia.Korhonen@Example.com",
    "phone": "+1 (650) 555-0134",
    "first_name": "Mary Ann",
    "last_name": "O'Brien",
    "zip": "SW1A 1AA",
    "city": "New York",
    "street": "Oak Street 1",
}
"""A usual value of each class, on which different forms differ."""


@rule(
    good="""
destinations: [{name: meta, platform: meta}, {name: tiktok, platform: tiktok}]
events: [{name: lead, parameters: [{name: phone, type: phone, pii: phone}]}]
mappings:
  - {event: lead, destination: meta, as: Lead, match_keys: {ph: phone}}
  - {event: lead, destination: tiktok, as: Lead, match_keys: {phone: phone}}
""",
    bad="""
destinations: [{name: meta, platform: meta}, {name: tiktok, platform: tiktok}]
events: [{name: lead, parameters: [{name: phone, type: string, format: sha256, pii: phone}]}]
mappings:
  - {event: lead, destination: meta, as: Lead, match_keys: {ph: phone}}
  - {event: lead, destination: tiktok, as: Lead, match_keys: {phone: phone}}
""",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    first: dict[Place, tuple[Filled, str]] = {}
    said: set[tuple[Place, str]] = set()
    for one in match_keys(project):
        key = one.platform.match_keys.get(one.field)
        form = form_of(key) if key is not None else None
        if form is None or not holds_hashes(one):
            continue
        place = one.at_parameter()
        other, before = first.setdefault(place, (one, form))
        if before != form and (place, one.platform.key) not in said:
            said.add((place, one.platform.key))
            message = f'the hash "{one.name}" goes to {other.platform.name} and to {one.platform.name}, which hash different forms'
            yield Problem(one.place, message, (Related("the other one is here", other.place),), "map the plain value")


def form_of(key: MatchKey) -> str | None:
    """What a platform makes of a usual value before it is hashed; `None` where nothing is known for sure."""
    usual = USUAL.get(class_of_key(key) or "")
    return normalised(usual, key.normalise) if usual is not None and key.verified and key.hash == "required" else None
