"""A mapping that a server sends, as the layouts ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Route
from govern.payloads.plan import Leaf, Needing, Plan, value
from govern.spec.base import ENVIRONMENTS, ByEnvironment, ConsentType, in_environment
from govern.spec.sections.destinations import Destination, Server
from govern.spec.sections.events import Event
from govern.spec.sections.mappings import Constant
from govern.spec.sections.mappings import Mapping as MappingSpec
from govern.spec.sections.sites import phone_plan_of

if TYPE_CHECKING:
    from govern.platforms import Platform
    from govern.project import Project

PLACEHOLDER = regex(r"\{([^{}]+)\}")
NUMBERS = {"number": "number", "integer": "integer", "float": "number"}
TEXTS = {
    "array<string>": "texts", "cents": "cents", "decimal": "text", "string": "text", "enum": "text", "urn": "text", "url": "text",
}  # fmt: skip


class Asked(Record):
    """Where a platform tells later what has become of a request: the address, the field of its query that takes the request's
    number, and what the platform's file calls the way in which the answer is read."""

    url: str
    field: str
    answer: str


class Endpoint(Record):
    """Where a body goes: one address for each environment, and where the token stands.

    `token` is `header NAME`, `query NAME` or `body NAME`; `prefix` stands before it. `headers` are fixed ones, `secrets`
    further headers whose values are read like the token, `many` headers of a request with several events.

    `renewal` is where a token that lives for an hour or for weeks is renewed by OAuth 2, `signed` says that a request may be
    signed by OAuth 1.0a in the token's place.

    `needs` are the ways in a body to what an event is not sent without, `wants` those to what it is of less use without,
    and why. A body that has something at `alone` shares its request with no other event. `answer` is what the platform's file
    calls the way in which the answers are read, `asked` where more is told later.
    """

    urls: dict[str, str]
    token: str
    prefix: str = ""
    headers: dict[str, str] = {}
    secrets: tuple[str, ...] = ()
    many: dict[str, str] = {}
    needs: tuple[Route, ...] = ()
    wants: dict[Route, str] = {}
    alone: Route = ()
    answer: str = "ANSWER"
    asked: Asked | None = None
    renewal: str = ""
    signed: bool = False


class Sent:
    """One event at one destination, sent by a server."""

    def __init__(
        self, project: Project, mapping: MappingSpec, destination: Destination, event: Event, platform: Platform
    ) -> None:
        self.project = project
        self.mapping = mapping
        self.destination = destination
        self.event = event
        self.platform = platform
        self.name = mapping.as_
        self.server = destination.server or Server()
        self.known = project.parameters_of(event)

    @cached_property
    def consent(self) -> tuple[ConsentType, ...]:
        """What a visitor has to agree to before this may be sent."""
        return tuple(dict.fromkeys((*self.destination.consent, *self.event.consent)))

    @property
    def event_id(self) -> Leaf | None:
        """The event ID, the same expression as in the browser."""
        template = self.mapping.event_id or self.event.event_id
        return None if template is None else Leaf("event_id", parts=tuple(PLACEHOLDER.split(template)))

    @property
    def version(self) -> str:
        """The API's version: the mapping's, the destination's, the platform's current one."""
        return self.mapping.api_version or self.server.api_version or self.platform.api.version_current

    @property
    def test_code(self) -> Leaf | None:
        """The code that makes an event a test. It exists in no production, whatever the specs say."""
        return environments(self.server.test_event_code, test=True)

    @property
    def account(self) -> Leaf | None:
        """The destination's id."""
        return environments(self.destination.id)

    def time(self, unit: str) -> Leaf:
        """When it happened, in `s`, `ms`, `us`, or as text: `iso`, `zoned`."""
        return Leaf("time", form=unit)

    def context(self, name: str) -> Leaf:
        """What the request knows: its page, its browser, a cookie."""
        return Leaf("context", name)

    def granted(self, type: ConsentType, words: str) -> Leaf:
        """The visitor's choice in the platform's words, `yes|no`."""
        return Leaf("consent", type, words)

    def setting(self, name: str, otherwise: str = "") -> str:
        """A setting of the destination as text, or what holds otherwise."""
        return str(self.destination.settings.get(name, otherwise))

    def data_use(self, *options: str) -> dict[str, Plan]:
        """What the destination's settings say about a limited use of data: `LDU` is a list of one to the platforms."""
        given = {name: self.destination.settings[name] for name in options if name in self.destination.settings}
        return {
            name: [said] if name == "data_processing_options" else said for name, said in given.items() if said != ""
        }

    def parameters(
        self,
        contents: Mapping[str, tuple[str, str]] | None = None,
        names: Mapping[str, str] | None = None,
        types: Mapping[str, str] | None = None,
    ) -> dict[str, Plan]:
        """The mapping's parameters under the platform's names; what says who somebody is stays out.

        `contents` says how products are told, `names` what the server calls a parameter, where that is another word
        than the facts of the platform have, `types` what only the server has.
        """
        found: dict[str, Plan] = {}
        ours = {**self.platform.server_words, **(names or {})}
        for field in sorted(self.mapping.parameters):
            given = self.mapping.parameters[field]
            name = ours.get(field, field)
            if not self.platform.is_taken(name):
                continue
            if isinstance(given, Constant):
                found[name] = value(given.value)
            elif given not in self.known or not self.known[given].pii:
                fact = self.platform.parameters.get(name) or self.platform.parameters.get(field)
                type = (types or {}).get(name, fact.wire if fact is not None else "")
                found[name] = self.parameter(type, given, contents or {})
        return found

    def not_taken(self) -> Iterator[str]:
        """The parameters of the mapping that the platform's server has no field for, and that are left out."""
        words = self.platform.server_words
        for field in sorted(self.mapping.parameters):
            if not self.platform.is_taken(words.get(field, field)):
                yield field

    def parameter(self, type: str, ours: str, contents: Mapping[str, tuple[str, str]]) -> Leaf:
        """One parameter in the type that the platform's field has."""
        known = self.known.get(ours)
        if known is not None and known.type == "items" and type in ITEMS_AS:
            form = ITEMS_AS[type]
            return Leaf("items", ours, form, fields=dict(contents) if form == "objects" else {})
        if type in NUMBERS:
            return Leaf("parameter", ours, NUMBERS[type])
        return Leaf("parameter", ours, TEXTS.get(type, "value"))

    def match_keys(self, *, many: bool = False) -> dict[str, Plan]:
        """The mapping's match keys as the platform wants each of them; with `many`, hashes stand in lists."""
        found: dict[str, Plan] = {}
        for name in sorted(self.mapping.match_keys):
            key = self.platform.match_keys.get(name)
            hashed = key is not None and key.is_hashed
            form = "sha256" if hashed else "plain"
            steps = tuple(map(self.of_site, key.normalise)) if key is not None else ()
            found[name] = Leaf("match", self.mapping.match_keys[name], form + " list" * (many and hashed), steps)
        return found

    def of_site(self, step: str) -> str:
        """A step of normalisation; phone numbers are read as in the country of the site's visitors, where it has one only."""
        plan = phone_plan_of(self.project.site_by_name.get(self.destination.site or ""))
        return f"{step}:{plan}" if step == "phone_number" and plan else step

    def who(self, request: Mapping[str, str], *, many: bool = False) -> dict[str, Plan]:
        """The match keys and what the request knows besides: the platform's key and the name in the context."""
        told = {key: Leaf("context", name) for key, name in request.items()}
        return {**told, **self.match_keys(many=many)}

    def identified(self, who: dict[str, Plan]) -> Plan:
        """What says who somebody is, left out where the platform knows nobody by it."""
        ways = self.platform.facts.customer_information.any_of
        return Needing(ways, who) if ways and ways != (("*",),) else who

    def urls(self, template: str, *, account: str | None = None, test: str = "") -> dict[str, str]:
        """The address in each environment that has an account; `{account}` and `{version}` are filled in.

        `test` is added where the specs have a test code.
        """
        found: dict[str, str] = {}
        for environment in ENVIRONMENTS:
            id = account if account is not None else in_environment(self.destination.id, environment)
            if id:
                url = template.replace("{version}", quote(self.version, safe=""))
                code = self.test_code
                url = url.replace("{account}", quote(id, safe=""))
                found[environment] = url + (test if code and environment in code.values else "")
        return found


PROCESSING = ("data_processing_options", "data_processing_options_country", "data_processing_options_state")
"""How Meta and Snapchat are told to use data less."""

ITEMS_AS = {"array<object>": "objects", "array<string>": "ids", "integer": "count"}
"""What becomes of a list of products, by the type of the platform's field; elsewhere it stays as it is."""


def environments(given: ByEnvironment | None, *, test: bool = False) -> Leaf | None:
    """A value of the specs that differs by environment; a test code has none in production."""
    chosen = ENVIRONMENTS[1:] if test else ENVIRONMENTS
    values: dict[str, str] = {one: found for one in chosen if (found := in_environment(given, one))}
    return Leaf("environment", values=values) if values else None


def nested(flat: Mapping[str, Plan]) -> dict[str, Plan]:
    """Keys with dots as objects in objects."""
    made: dict[str, Any] = {}
    for key, plan in flat.items():
        *way, last = key.split(".")
        inner = made
        for step in way:
            there = inner.setdefault(step, {})
            inner = there if isinstance(there, dict) else {}
        inner[last] = plan
    return made


def sent_by_servers(project: Project) -> Iterator[Sent]:
    """Every mapping that a server sends, in the order of the specs; what refers to nothing is left to the rules,
    drafts are not sent yet."""
    for mapping in project.mappings:
        destination = project.destination_by_name.get(mapping.destination)
        event = project.event_by_name.get(mapping.event)
        platform = project.platform(destination.platform) if destination is not None else None
        if destination is None or event is None or platform is None or event.status == "draft":
            continue
        if "server" in mapping.via:
            yield Sent(project, mapping, destination, event, platform)
