"""Sites: where events happen. Domains, containers, first-party endpoint, consent defaults, page elements."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import ConsentType, Date, Entity, Environment, Name, Url
from govern.spec.section import Names, Section

ConsentDefault = Literal["granted", "denied"]
ConsentDefaults = ConsentDefault | dict[ConsentType, ConsentDefault]
"""One word for every type, or a word for each type that has a default."""

ASKED: tuple[ConsentType, ...] = (
    "ad_storage", "analytics_storage", "ad_user_data", "ad_personalization",
    "functionality_storage", "personalization_storage",
)  # fmt: skip
"""The types that one word stands for: all but `security_storage`, which a site needs to be safe and nobody is asked about."""


def by_type(given: ConsentDefaults) -> dict[ConsentType, ConsentDefault]:
    """The default of each type, in one order."""
    if isinstance(given, str):
        return dict.fromkeys(ASKED, given)
    return {type: given[type] for type in (*ASKED, "security_storage") if type in given}


class SiteContainers(Record):
    """The public ids of the site's Tag Manager containers."""

    web: str | None = None
    server: str | None = None


class SiteConsent(Record):
    """What a visitor has agreed to before choosing, in general and by region (ISO 3166, such as US or US-CA): one word for all
    consent types, or one for each. What a region says of a type goes before what is said in general.

    `set_by` says where the defaults are set: in the `page` before Tag Manager loads, or inside the `container`.
    `wait_for_update` is how many milliseconds tags wait for the visitor's choice. `message` is what the banner pushes into
    the data layer when the visitor has chosen; without one, the container listens to consent mode.
    """

    default: ConsentDefaults
    regions: dict[str, ConsentDefaults] = {}
    wait_for_update: int | None = None
    set_by: Literal["page", "container"] | None = None
    message: str | None = None


class Element(Record):
    """An element of the page that triggers rely on."""

    name: Name
    selector: str
    owner: str | None = None
    description: str | None = None


class Site(Entity):
    """One website or shop. `countries` are those its visitors come from (ISO 3166, such as ES): some platforms have a
    domain of their own in each, which a policy has to let through."""

    name: Name
    description: str | None = None
    domains: dict[Environment, tuple[str, ...]] = {}
    containers: SiteContainers | None = None
    first_party: Url | None = None
    consent: SiteConsent | None = None
    elements: tuple[Element, ...] = ()
    countries: tuple[str, ...] = ()
    until: Date | None = None


SECTION = Section(Site, 10, "site", names=Names())
