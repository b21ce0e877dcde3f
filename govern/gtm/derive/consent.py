"""What a visitor has agreed to before choosing: a tag that sets the defaults of consent before anything else on a page.

Tag Manager takes a consent type that nobody has set for granted, so the defaults belong to what must not be forgotten.
They stand in the container, on Consent Initialization, rather than in a snippet of the page, since

- they are deployed and rolled back with the tags that they hold back, and an audit of the container sees them;
- every page that has the container has them, whichever template it is made of;
- a snippet is inline code, which a Content Security Policy would have to allow by a hash that every change invalidates.

A page needs them itself where something measures on it beside Tag Manager, or where the consent banner brings its own:
`consent: {set_by: page}` at the site says so; then no tag is derived, and a snippet for the page is rendered instead. A choice that a banner restored before the
container arrived stays: in Tag Manager a default never outweighs an update. Where `containers` has a tag on Consent
Initialization already, which is what banners bring, ours is derived only if `set_by: container` asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from govern.gtm.container import TEMPLATE, Body
from govern.gtm.derive.draft import Draft
from govern.gtm.derive.naming import entity_name
from govern.gtm.derive.shapes import condition, custom_event, table, tag, text
from govern.gtm.derive.templates import added
from govern.spec.base import ConsentType
from govern.spec.sections.sites import ASKED, ConsentDefault, Site, SiteConsent, by_type

if TYPE_CHECKING:
    from govern.project import Project

GRANTED = "govern_consent_granted"
"""The message of our own that a visitor has agreed to something."""

INITIALIZATION = "Consent Initialization - All Pages"


def defaults_name(project: Project) -> str:
    """What the tag with the defaults is called."""
    return entity_name(project, "Consent", "defaults")


def defaults(draft: Draft) -> None:
    """The tag with the defaults of the container's sites."""
    sites = [site for site in draft.sites if site.consent is not None and is_ours(draft, site.consent)]
    if not sites or sites[0].consent is None:
        return
    for site in sites[1:]:
        if said(site.consent) != said(sites[0].consent):
            message = (
                f'site "{site.name}" has other consent defaults than "{sites[0].name}", which has the same container'
            )
            help = "say the same for both, or set them in the page (set_by: page)"
            draft.problem(message, site.place("consent"), help)
    add(draft, sites[0], sites[0].consent)


def update(draft: Draft) -> str | None:
    """The message that says that a visitor has chosen; `None` where nobody has to, or where nothing says so.

    A banner's own message goes before ours, which comes from a tag that listens to consent mode.
    """
    asked = [site.consent for site in draft.sites if site.consent is not None and may_be_denied(site.consent)]
    return next((consent.message for consent in asked if consent.message), GRANTED) if asked else None


def may_be_denied(consent: SiteConsent) -> bool:
    """Whether something is denied until a visitor agrees to it, anywhere."""
    return any("denied" in by_type(given).values() for given in (consent.default, *consent.regions.values()))


def trigger(message: str) -> Body:
    """A trigger on the message that a visitor has chosen."""
    return custom_event(condition("EQUALS", "_event", message))


def on_page(draft: Draft, beginning: str) -> list[str]:
    """The triggers of what every page begins with: its beginning, and the moment at which a visitor agrees.

    On the page where somebody lands who has not chosen yet, the first comes too early for all that waits for consent, and
    there is no second page whose address has the click's ID. The tags fire once a page, so that who has agreed before gets
    each once.
    """
    message = update(draft)
    if message is None:
        return [beginning]
    (site, *_) = (site for site in draft.sites if site.consent is not None)
    return [
        beginning,
        draft.add("trigger", draft.named("Consent", "granted"), trigger(message), site, f"site {site.name}"),
    ]


def listen(draft: Draft) -> None:
    """The tag that says when a visitor agrees, where no banner does."""
    if update(draft) == GRANTED:
        (site, *_) = (site for site in draft.sites if site.consent is not None)
        parameters = [text("message", GRANTED), text("types", ",".join(ASKED))]
        body = tag(TEMPLATE + added(draft, "agreed", site), parameters, INITIALIZATION, None, ())
        draft.add("tag", draft.named("Consent", "listener"), body, site, f"site {site.name}")


def is_ours(draft: Draft, consent: SiteConsent) -> bool:
    """Whether the container has to set the defaults, and no tag of its own does, such as a consent banner's."""
    raw = draft.raw.bodies("tag").values() if draft.raw is not None else ()
    fired = [body.get("firingTrigger") for body in raw]
    is_set = any(type(triggers) is list and INITIALIZATION in triggers for triggers in fired)
    return consent.set_by == "container" or (consent.set_by is None and not is_set)


def said(consent: SiteConsent | None) -> object:
    """What makes two sites' defaults the same."""
    return consent and (consent.default, sorted(consent.regions.items()), consent.wait_for_update, consent.message)


def by_region(consent: SiteConsent) -> list[tuple[list[str], dict[ConsentType, ConsentDefault]]]:
    """The defaults: those for everywhere, then those of the regions that are different."""
    alike: dict[str, list[str]] = {}
    for region, given in consent.regions.items():
        alike.setdefault(state(by_type(given)), []).append(region)
    found = [(sorted(regions), by_type(consent.regions[regions[0]])) for _, regions in sorted(alike.items())]
    return [([], by_type(consent.default)), *found]


def state(defaults: Mapping[ConsentType, ConsentDefault]) -> str:
    """Defaults as the template reads them: a word for all types, or `ad_storage: denied, ...`."""
    words = set(defaults.values())
    if len(words) == 1 and tuple(defaults) == ASKED:
        return words.pop()
    return ", ".join(f"{type}: {word}" for type, word in defaults.items())


def add(draft: Draft, site: Site, consent: SiteConsent) -> None:
    """The tag of one site's defaults."""
    rows = [(",".join(regions), state(defaults)) for regions, defaults in by_region(consent)]
    parameters = [table("defaults", ("regions", "state"), rows), text("types", ",".join(ASKED))]
    if consent.wait_for_update is not None:
        parameters.append(text("waitForUpdate", str(consent.wait_for_update)))
    body = tag(TEMPLATE + added(draft, "consent", site), parameters, INITIALIZATION, None, ())
    draft.add("tag", defaults_name(draft.project), body, site, f"site {site.name}")
