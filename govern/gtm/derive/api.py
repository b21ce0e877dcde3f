"""What the tags of our server templates have in common: one for each mapping that the container sends to a platform.

- The templates (`templates/gtm/<key>/server.yaml`) normalise and hash each match key as the project's facts say, send the
  event ID that the browser's tag sends, and try a few times. A project's own `templates/gtm/server/<key>.tpl` goes first.
- The token is in no tag and in no variable. A tag names the secret (`stored_in: gcp-secret:PROJECT/NAME`), and the server
  reads it from Google's Secret Manager with its own identity, so that a new version of the secret is used without
  publishing anything, and who may read the container cannot read the token. A server of a staging project, whose identity
  cannot read the secret, sends nothing, and its tags fail.
- A test code is looked up by the page's host name among hosts outside production. A host that is in production too has
  none, and one that nobody declared neither.
- Without the site's `consent` nobody is asked, so a choice that nobody made counts as given; with it, as refused.
"""

from __future__ import annotations

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.container import TEMPLATE, Body
from govern.gtm.derive import entry
from govern.gtm.derive.accounts import lookup
from govern.gtm.derive.draft import Delivery, Draft, consent
from govern.gtm.derive.events import constant_text, data_layer, hostname, values
from govern.gtm.derive.shapes import reference, table, text
from govern.gtm.derive.target import Target
from govern.gtm.derive.templates import added
from govern.spec.base import ENVIRONMENTS, ConsentType, in_environment
from govern.spec.sections.destinations import Destination
from govern.spec.sections.sites import phone_plan_of

CONSENT: tuple[ConsentType, ...] = ("ad_storage", "ad_user_data", "ad_personalization")
SIGNALS: tuple[ConsentType, ...] = (*CONSENT, "analytics_storage")
"""The types whose choice a hit of GA4 tells."""

SECRET = regex(
    r"gcp-secret:(?:projects/)?([a-z][a-z0-9-]{4,28}[a-z0-9]|[0-9]{6,20})/(?:secrets/)?([A-Za-z0-9_-]{1,255})"
)


PROCESSING = ("data_processing_options", "data_processing_options_country")


class Api(Record):
    """A platform whose server API one of our templates calls.

    `action_source` is where events happen if the mapping does not say; with `tests` it takes test codes. `conversion` says
    what a mapping's `conversion_action` is there, where the request names one; `data_use` are the destination's settings
    that limit what the platform may do with the data.
    """

    key: str
    action_source: str = ""
    tests: bool = False
    versioned: bool = True
    data_use: tuple[str, ...] = ()
    conversion: str = ""


def base(draft: Draft, target: Target) -> None:
    """What a destination needs once."""
    entry.client(draft, target.destination)


def send(draft: Draft, delivery: Delivery, api: Api) -> None:
    """The tag that sends one event."""
    target, hit = delivery.target, entry.arrival(draft, delivery)
    secret = secret_of(draft, target.destination)
    if hit is None or secret is None:
        return
    parameters = [
        text("accountId", reference(target.id)),
        text("eventName", spelled(draft, api, delivery.mapping.as_)),
        text("secret", secret),
        *options(draft, delivery, api),
        *who_and_what(draft, delivery, api),
        *phones(draft, delivery, api),
    ]
    if (id := entry.event_id(draft, delivery, hit)) is not None:
        parameters.append(text("eventId", reference(id)))
    name = added(draft, api.key, target.destination)
    body = entry.server_tag(TEMPLATE + name, parameters, entry.trigger(draft, delivery.event, hit), target.block)
    what = f"event {delivery.event.name}, mapping to {target.destination.name}"
    entry.put(draft, target, delivery.tag, body, delivery.mapping, what)


def options(draft: Draft, delivery: Delivery, api: Api) -> list[Body]:
    """What some platforms ask for and others do not know."""
    mapping, target = delivery.mapping, delivery.target
    found = []
    if api.versioned:
        server = target.destination.server
        asked = mapping.api_version or (server.api_version if server else None)
        found.append(text("apiVersion", asked or draft.platform(api.key).api.version_current))
    if api.action_source:
        found.append(text("actionSource", mapping.action_source or api.action_source))
    if api.conversion:
        found.append(text("conversionAction", mapping.conversion_action or mapping.as_))
    if api.tests and (code := test_code(draft, target)) is not None:
        found.append(text("testEventCode", reference(code)))
    needed = [type for type in consent(CONSENT, target.destination, delivery.event) if type in SIGNALS]
    rows: list[Body] = [{"type": "MAP", "map": [text("type", type)]} for type in needed]
    unset = "denied" if target.site.consent is not None else "granted"
    return [*found, {"type": "LIST", "key": "consent", "list": rows} if rows else {"type": "LIST", "key": "consent"},
            text("unsetConsent", unset)]  # fmt: skip


def who_and_what(draft: Draft, delivery: Delivery, api: Api) -> list[Body]:
    """Match keys, parameters and limits, as far as the mapping has some."""
    keys = [
        (key, reference(data_layer(draft, delivery.event, name)))
        for key, name in sorted(delivery.mapping.match_keys.items())
    ]
    settings = delivery.target.destination.settings
    limits = [(name, constant_text(settings[name])) for name in api.data_use if name in settings]
    told = {"matchKeys": keys, "parameters": values(draft, delivery), "dataUse": limits}
    return [table(key, ("name", "value"), rows) for key, rows in told.items() if rows]


def phones(draft: Draft, delivery: Delivery, api: Api) -> list[Body]:
    """How phone numbers without a country are read, where the mapping has some."""
    known = draft.platform(api.key).match_keys
    numbers = [key for key in delivery.mapping.match_keys if key in known and "phone_number" in known[key].normalise]
    plan = phone_plan_of(delivery.target.site) if numbers else ""
    return [text("phonePlan", plan)] if plan else []


def spelled(draft: Draft, api: Api, name: str) -> str:
    """An event's name as the platform's server spells it."""
    event = draft.platform(api.key).events.get(name)
    return event.server_name if event else name


def secret_of(draft: Draft, destination: Destination) -> str | None:
    """The secret with the destination's token, by the name that Secret Manager knows; `None` with a problem."""
    server = destination.server
    token = draft.project.token_by_name.get(server.token or "") if server is not None else None
    if token is None:
        message = f'destination "{destination.name}" has no token, so no tag can be derived for the server container'
        draft.problem(message, destination.place("server"), "name an entry of the section tokens")
        return None
    found = SECRET.fullmatch(token.stored_in)
    if found is None:
        message = (
            f'token "{token.name}" of destination "{destination.name}" is not in Google Secret Manager, '
            "so no server container can read it"
        )
        help = (
            "write where Google's Secret Manager has it, stored_in: gcp-secret:PROJECT/NAME (a project's id has 6 to 30 "
            "characters), or sender: backend"
        )
        draft.problem(message, stored_at(draft, token.name) or destination.place("server", "token"), help)
        return None
    return f"projects/{found[1]}/secrets/{found[2]}"


def stored_at(draft: Draft, name: str) -> Place | None:
    """Where the specs say where a token is stored."""
    places = (place for token, place in draft.project.token_items() if token.name == name)
    return next((place.replace(route=(*place.route, "stored_in")) for place in places), None)


def test_code(draft: Draft, target: Target) -> str | None:
    """The variable with the test code of the page's host, if there is one for any host outside production."""
    destination, site = target.destination, target.site
    codes = destination.server.test_event_code if destination.server is not None else None
    rows: dict[str, str] = {}
    for environment in ENVIRONMENTS:
        code = "" if environment == "production" else in_environment(codes, environment) or ""
        for domain in site.domains.get(environment, ()):
            rows.setdefault(domain.lower().split(":")[0], code)
    if not any(rows.values()):
        return None
    body = lookup(hostname(draft, destination), list(rows.items()))
    name = draft.named("Test code", destination.name)
    return draft.add("variable", name, body, destination, f"destination {destination.name}")
