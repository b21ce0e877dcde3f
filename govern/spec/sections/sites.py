"""Sites: where events happen. Domains, containers, first-party endpoint, consent defaults, page elements."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import ConsentType, Date, Entity, Environment, Name, Url
from govern.spec.phone_plans import phone_plan
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
    """The public ID of the web container, such as GTM-ABC1234."""
    server: str | None = None
    """The public ID of the server container."""


class SiteConsent(Record):
    """What a visitor has agreed to before choosing, in general and by region (ISO 3166, such as US or US-CA): one word for all
    consent types, or one for each. What a region says of a type goes before what is said in general.

    `set_by` says where the defaults are set: in the `page` before Tag Manager loads, or inside the `container`.
    `wait_for_update` is how many milliseconds tags wait for the visitor's choice. `message` is what the banner pushes into
    the data layer when the visitor has chosen; without one, the container listens to consent mode.
    """

    default: ConsentDefaults
    """What holds before a visitor has chosen: one word for all consent types, or one for each."""
    regions: dict[str, ConsentDefaults] = {}
    """What holds in a region (ISO 3166, such as US or US-CA), before the default."""
    wait_for_update: int | None = None
    """How many milliseconds tags wait for the visitor's choice."""
    set_by: Literal["page", "container"] | None = None
    """Where the defaults are set: in the page before Tag Manager loads, or inside the container."""
    message: str | None = None
    """What the banner pushes into the data layer when a visitor has chosen; without, the container listens to consent mode."""


class Element(Record):
    """An element of the page that triggers rely on."""

    name: Name
    """What events call the element."""
    selector: str
    """The CSS selector that finds it."""
    owner: str | None = None
    """Who answers for it, and says before it changes."""
    description: str | None = None
    """What it is."""


class Site(Entity):
    """One website or shop. `countries` are those its visitors come from (ISO 3166, such as ES): some platforms have a
    domain of their own in each, which a policy has to let through."""

    name: Name
    """What destinations, events and policies call the site."""
    description: str | None = None
    """What it is."""
    domains: dict[Environment, tuple[str, ...]] = {}
    """Its domains, by environment."""
    containers: SiteContainers | None = None
    """Its containers of Tag Manager."""
    first_party: Url | None = None
    """The address of its own server container, such as https://t.shop.example."""
    consent: SiteConsent | None = None
    """What a visitor has agreed to before choosing."""
    elements: tuple[Element, ...] = ()
    """The elements of its pages that triggers rely on."""
    countries: tuple[str, ...] = ()
    """The countries of its visitors (ISO 3166, such as ES), whose domains a policy lets through; where it is one, phone numbers
    without a country are read as its own."""
    until: Date | None = None
    """The last day of the site, as YYYY-MM-DD."""


def phone_plan_of(site: Site | None) -> str:
    """How phone numbers without a country are read on a site (`phone_plan`): empty unless its visitors come from one country."""
    return phone_plan(site.countries[0]) if site is not None and len(site.countries) == 1 else ""


SECTION = Section(Site, 10, "site", names=Names())
