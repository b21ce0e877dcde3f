"""The facts of a platform: what a folder here, and a `platforms/<key>.yaml` of a team's own, may say.

A platform's `facts.py` holds `FACTS`, one value of the type `Facts`; a team's file is fitted to the same type. The
name of a field is its key in YAML (`class_` is written `class`).

Every block and every entry of a list is a `Fact`: it has a `source` (an address, several, or a phrase where there is no
single one) and is `verified` where it was read there; what says nothing about that is as sure as the block around it.
`<field>_verified`, `<field>_source` and `<field>_note` are about one field. `source_kind` is absent for vendors' own
pages, `knowledge` is from memory and never verified. The facts of a platform were looked at on its day `facts_as_of`, a
block or an entry with a day `checked` on that one. Errors rest on verified facts only.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from govern.core.record import Record
from govern.payloads.normalise import STEPS, is_step
from govern.platforms.fact import ANYTHING, Fact, Leak, Pattern, Sources, Texts
from govern.spec.base import Date, Form

Purpose = Literal["advertising", "analytics", "tag_management"]
Hashing = Literal["required", "recommended", "allowed", "automatic", "forbidden"]
Days = tuple[int, ...]
Step = Annotated[str, Form(f"one of {', '.join(STEPS)}, one_of:f,m", ANYTHING, is_step)]
"""What is done to a match key before it is hashed."""


# ---- who and where ---------------------------------------------------------------------------------------------------


class Identifier(Fact):
    """An id of an account or a visitor, and the regular expression it is recognised by."""

    key: str
    pattern: Pattern
    example: str = ""
    status: Literal["active", "retired"] = "active"

    def accepts(self, text: str) -> bool:
        """Whether a text has the form of this id."""
        return re.search(self.pattern, text) is not None


class Identifiers(Fact):
    """The ids; `destination` names those that an account goes by as a destination."""

    destination: Texts = ()
    items: tuple[Identifier, ...] = ()


class VersionEnds(Fact):
    """From which day on a version is not answered any more, as far as that is announced; `months` are those in which one is said
    to end on a day that is not yet told."""

    days: dict[str, Date] = {}
    months: dict[str, str] = {}


class RateLimits(Fact):
    """How often may be asked."""

    per_minute: int | None = None
    per_day: int | None = None
    scope: str = ""
    events: int | None = None
    per_minutes: int | None = None


class Auth(Record):
    """How a request says who sends it."""

    method: str
    location: str = ""
    parameter: str = ""
    header: str = ""
    headers: Texts = ()
    scope: str = ""
    scopes: Texts = ()
    kinds: Texts = ()
    alternative: str = ""


class Api(Fact):
    """The server API: hosts, the current version, how a version looks (empty where versions are not written)."""

    name: str = ""
    hosts: Texts = ()
    eu_host: str = ""
    method: str = ""
    path_pattern: Pattern = ""
    other_paths: Texts = ()
    legacy_paths: Texts = ()
    validate_path: str = ""
    version_current: str = ""
    version_detail: str = ""
    version_pattern: Pattern = ""
    version_ends: VersionEnds = VersionEnds()
    auth: Auth | None = None
    headers: dict[str, str] = {}
    batch_max_events: int | None = None
    batch_max_verified: bool = False
    batch_max_note: str = ""
    validation_endpoint: str = ""
    rate_limits: RateLimits | None = None
    partial_failure: str = ""


class ManagementApi(Fact):
    """The API by which a platform's own entities are managed."""

    name: str = ""
    hosts: Texts = ()
    base_path: str = ""
    version_current: str = ""
    version_ends: VersionEnds = VersionEnds()
    update_rule: str = ""
    update_rule_source: Sources = ()


# ---- events ----------------------------------------------------------------------------------------------------------


class Value(Fact):
    """What a field holds: its type, format, pattern and the values it takes, as far as they are known.

    Platforms read numbers from texts and one text as a list of one; `as_text` and `as_number` say where a value of the other
    kind is not read, `one_taken` that of a list of texts one alone is known to be. Of a list of texts `as_text` is about its
    entries. Of a list of products: the fields that every entry needs, and those that are numbers or texts.
    """

    name: str
    type: str
    format: str = ""
    pattern: Pattern = ""
    pattern_verified: bool = False
    values: Texts = ()
    rule: str = ""
    as_text: bool = False
    as_text_verified: bool = False
    as_text_note: str = ""
    as_text_source: Sources = ()
    as_number: bool = False
    as_number_verified: bool = False
    as_number_note: str = ""
    as_number_source: Sources = ()
    one_taken: bool = False
    one_taken_note: str = ""
    one_taken_source: Sources = ()
    values_note: str = ""
    values_source: Sources = ()
    fields_required: Texts = ()
    fields_as_number: Texts = ()
    fields_as_number_verified: bool = False
    fields_as_number_note: str = ""
    fields_as_number_source: Sources = ()
    fields_as_text: Texts = ()
    fields_as_text_verified: bool = False
    fields_as_text_note: str = ""
    fields_as_text_source: Sources = ()


class EnvelopeField(Value):
    """A field of every server event. `unit` of a time is s, ms or us; `identifier` is the key of the id that it holds.

    `text_taken` says that a time may also be a text, `flat_except` which of its fields need not be plain values.
    """

    required: bool = False
    required_verified: bool = False
    required_if: str = ""
    unit: str = ""
    unit_verified: bool = False
    unit_source: Sources = ()
    text_taken: bool = False
    text_taken_note: str = ""
    text_taken_source: Sources = ()
    max_age_hours: int | None = None
    max_age_days: int | None = None
    max_age_verified: bool = False
    max_age_note: str = ""
    max_age_source: Sources = ()
    future_allowed: bool | None = None
    identifier: str = ""
    fields: Texts = ()
    flat_except: Texts | None = None


class Envelope(Fact):
    """The fields of every server event."""

    fields: tuple[EnvelopeField, ...] = ()
    offline_max_age_days: int | None = None
    offline_max_age_verified: bool = False
    event_source_values: Texts = ()


class Field(Fact):
    """A parameter of a standard event. `required_if` names the parameter without which it is not needed."""

    name: str
    type: str
    format: str = ""
    required_if: str = ""
    required_basis: Literal["vendor", "tool_policy"] = "vendor"

    @property
    def wish(self) -> bool:
        """Whether we ask for it, and not the vendor."""
        return self.required_basis == "tool_policy"


class StandardEvent(Fact):
    """An event that the platform knows by name; what has the same `canonical` name at two platforms is the same event.

    `required_basis: tool_policy` says that we ask for its required parameters, not the vendor.
    """

    name: str
    canonical: str = ""
    server_name: str = ""
    browser_name: str = ""
    status: Literal["active", "legacy"] = "active"
    replaced_by: str = ""
    required: tuple[Field, ...] = ()
    recommended: tuple[Field, ...] = ()
    optional: tuple[Field, ...] = ()
    required_basis: Literal["vendor", "tool_policy"] = "vendor"

    @property
    def wish(self) -> bool:
        """Whether we ask for its parameters, and not the vendor."""
        return self.required_basis == "tool_policy"

    @property
    def names(self) -> Texts:
        """Its spellings, the usual one first."""
        return tuple(dict.fromkeys(name for name in (self.name, self.server_name, self.browser_name) if name))


class Events(Fact):
    """The platform's own events, and the form of every name. Where nothing is known, an event may have any; `server_closed` says
    that the server API takes none but the platform's own, though its script does."""

    name_style: str = ""
    name_pattern: Pattern = ""
    name_pattern_note: str = ""
    name_pattern_source: Sources = ()
    custom_allowed: bool = True
    server_closed: bool = False
    server_closed_note: str = ""
    server_closed_source: Sources = ()
    custom_note: str = ""
    required_enforced: bool = True
    required_enforced_note: str = ""
    required_enforced_source: Sources = ()
    standard: tuple[StandardEvent, ...] = ()
    automatic_web: Texts = ()
    enhanced_measurement: Texts = ()
    extra_types_in_docs: Texts = ()


class ReservedNames(Fact):
    """Names and beginnings of names that users may not take."""

    event_names_web: Texts = ()
    event_prefixes: Texts = ()
    parameter_names: Texts = ()
    parameter_prefixes: Texts = ()
    parameter_prefixes_seen: Texts = ()
    user_property_names: Texts = ()
    user_property_prefixes: Texts = ()
    user_property_prefixes_verified: bool = False


class Parameter(Value):
    """A parameter of events. `browser_key` is what the platform's own script calls it, where that is another word; a
    mapping may use either. `surfaces` are the legs that know it, both where there are none."""

    browser_key: str = ""
    surfaces: Texts = ()

    @property
    def wire(self) -> str:
        """Its type as it is sent: a text that holds a sum is `decimal`, one with at least two decimals `cents`."""
        if self.type != "string" or not self.format.startswith("decimal"):
            return self.type
        return "cents" if "cents" in self.format else "decimal"


class Parameters(Fact):
    """What is known of single event parameters. Where they are `closed`, the server takes these and no other."""

    location: str = ""
    closed: bool = False
    closed_verified: bool = False
    closed_note: str = ""
    closed_source: Sources = ()
    items: tuple[Parameter, ...] = ()


class Limit(Fact):
    """A bound: `event_name_length`, 40 characters, of an event. `exceptions` are names with a bound of their own."""

    key: str
    value: int
    unit: str
    scope: str = ""
    premium_value: int | None = None
    premium_verified: bool = False
    exceptions: dict[str, int] = {}


class Limits(Fact):
    """The bounds."""

    items: tuple[Limit, ...] = ()


# ---- people, and one event told twice --------------------------------------------------------------------------------


class MatchKey(Fact):
    """A field that says who did it, whether its sha256 is sent, and the steps before that.

    `browser_key` is what the platform's own script calls it, where that is another word. `pattern` is the form that it has to
    have, `pattern_note` what becomes of an event where it has another. A key with `fields` is an object of these whole numbers.
    """

    key: str
    label: str
    hash: Hashing
    normalise: tuple[Step, ...] = ()
    browser_key: str = ""
    surfaces: Texts = ()
    pattern: Pattern = ""
    pattern_note: str = ""
    pattern_source: Sources = ()
    fields: Texts = ()
    rule: str = ""

    @property
    def is_hashed(self) -> bool:
        """Whether a server sends the hash rather than the value."""
        return self.hash in ("required", "recommended")


class HashVector(Fact):
    """What a vendor publishes: a value, its normal form and its hash."""

    key: str
    input: str
    normalised: str
    sha256: str


class CustomerInformation(Fact):
    """The match keys; `any_of` are the sets of them of which one is enough, a star is any.

    `lists` says whether hashed keys have to stand in lists, or never do; `as_text` that no key is a number.
    """

    location: str = ""
    items: tuple[MatchKey, ...] = ()
    any_of: tuple[Texts, ...] = ()
    any_of_verified: bool = False
    any_of_source: Sources = ()
    lists: Literal["", "required", "refused"] = ""
    lists_verified: bool = False
    lists_note: str = ""
    lists_source: Sources = ()
    as_text: bool = False
    as_text_verified: bool = False
    as_text_note: str = ""
    as_text_source: Sources = ()
    rule: str = ""
    rule_verified: bool = False
    names_rule: str = ""
    upload_rule: str = ""
    goes_with: str = ""
    pii_rule: str = ""
    test_vectors: tuple[HashVector, ...] = ()
    test_vectors_source: Sources = ()


class Deduplication(Fact):
    """A way in which the platform tells that a browser and a server event are one.

    The keys are names of fields, `plus_match` what has to be equal besides. `window_hours` is `None` where the platform
    publishes none. `events` are the platform's events that the way is for, all where there are none.
    """

    id: str
    server_key: str
    browser_key: str = ""
    plus_match: Texts = ()
    plus_match_verified: bool = False
    window_hours: int | None = None
    window_verified: bool = False
    events: Texts = ()
    applies_to: Texts = ()
    rule: str = ""
    order_rule: str = ""
    order_rule_verified: bool = False


class Deduplications(Fact):
    """The ways, the recommended first."""

    methods: tuple[Deduplication, ...] = ()
    kept: str = ""
    helper: str = ""


class TestMode(Fact):
    """How an event is sent as a test."""

    __test__ = False
    parameter: str | None = None
    location: str = ""
    alternative: str = ""
    debug: str = ""
    effect: str = ""
    lint: str = ""


class Window(Fact):
    """The attribution windows of one interaction: listed days and hours, or a range; 0 days is off.

    A range goes by whole days from `min_days`, or by whole minutes from `min_minutes`, to `max_days`.

    `extended_days` are offered for some events only. `removed_days` were offered until the day `removed_on`,
    `reporting_only_days` can be chosen in reports and not set. `default_days` is what runs where nobody chose.
    """

    interaction: str
    allowed_days: Days = ()
    extended_days: Days = ()
    extended_for: Texts = ()
    allowed_hours: Days = ()
    min_days: int | None = None
    min_minutes: int | None = None
    max_days: int | None = None
    default_days: int | None = None
    default_verified: bool = False
    removed_days: Days = ()
    removed_on: Date = ""
    reporting_only_days: Days = ()
    api_field: str | None = None

    def offered_on(self, seconds: float, day: str) -> bool:
        """Whether a window of this length could be set on a day."""
        return self.offers(seconds) or (day < self.removed_on and seconds / 86400 in self.removed_days)

    def offers(self, seconds: float) -> bool:
        """Whether a window of this length can be set."""
        days = seconds / 86400
        if self.min_minutes is not None and self.max_days is not None:
            return seconds % 60 == 0 and self.min_minutes * 60 <= seconds and days <= self.max_days
        if self.min_days is not None and self.max_days is not None:
            return days == int(days) and self.min_days <= days <= self.max_days
        return days in self.allowed_days or days in self.extended_days or seconds / 3600 in self.allowed_hours

    def offered(self) -> str:
        """What can be set, as messages say it: `off, 1d or 7d`."""
        if self.min_minutes is not None and self.max_days is not None:
            return f"{self.min_minutes}m to {self.max_days}d"
        if self.min_days is not None and self.max_days is not None:
            return f"{self.min_days}d to {self.max_days}d"
        hours = [f"{hour}h" for hour in self.allowed_hours]
        days = [f"{day}d" if day else "off" for day in (*self.allowed_days, *self.extended_days)]
        if not hours and not days:
            return "none that is known"
        *most, last = ["off", *hours, *days[1:]] if days[:1] == ["off"] else [*hours, *days]
        return f"{', '.join(most)} or {last}" if most else last


class Attribution(Fact):
    """The windows that can be set, the models by which conversions are credited, the ways of counting several."""

    settings: tuple[Window, ...] = ()
    models: Texts = ()
    models_verified: bool = False
    reporting_models: Texts = ()
    count_types: Texts = ()
    counting_methods: Texts = ()
    event_count_values: Texts = ()
    rule: str = ""


# ---- pages, people with access, credentials --------------------------------------------------------------------------


class CspProduct(Fact):
    """What one product of the platform needs in a content security policy: sources by directive.

    A `part` is needed besides the main product, wherever that is: without it `hits` are lost, or something `beside` them.
    What has a `when` is needed only where a policy says so.
    """

    product: str
    directives: dict[str, Texts]
    discouraged: bool = False
    part: Literal["", "hits", "beside"] = ""
    when: Literal["", "preview", "google_signals", "floodlight"] = ""


class Csp(Fact):
    """What pages need for the platform's code."""

    products: tuple[CspProduct, ...] = ()


class Role(Fact):
    """A role. `rank` compares roles of all platforms: 10 read, 40 edit, 60 publish, 90 admin, 100 owner.

    A `modifier` takes something away from another role and is not a role of its own. One name may stand for different roles
    in different scopes.
    """

    name: str
    scope: str
    rank: int
    privilege: str = ""
    modifier: bool = False


class TwoFactor(Fact):
    """Whether a second factor can be asked of everybody, and where that is set."""

    enforceable: bool
    where: str = ""
    field: str = ""
    values: Texts = ()
    evidence: str = ""


class ServiceIdentity(Fact):
    """What a program goes by."""

    name: str
    kinds: Texts = ()
    evidence: str = ""


class Access(Fact):
    """Who may do what.

    `called` is what lists of people call the platform besides its key and aliases, in small letters joined by `_`;
    `known_by` is the form of assets and roles that no other platform has.
    """

    roles: tuple[Role, ...] = ()
    called: Texts = ()
    known_by: Pattern = ""
    rules: Texts = ()
    two_factor: TwoFactor | None = None
    service_identity: ServiceIdentity | None = None
    conversions_api_needs_one_of: Texts = ()
    oauth_scopes: Texts = ()


class Rotation(Record):
    """When a credential is changed for another, and whether that is the vendor's word or ours."""

    recommended_days: int | None
    basis: Literal["documented_lifetime", "tool_default"]


class TokenKind(Fact):
    """A kind of credential."""

    kind: str
    use: str
    lifetime: str
    rotation: Rotation
    lifetime_verified: bool = False
    revoke: str = ""
    revoke_verified: bool = False


class Tokens(Fact):
    """The kinds of credentials, and how leaked ones look."""

    items: tuple[TokenKind, ...] = ()
    leaks: tuple[Leak, ...] = ()


class Signal(Fact):
    """A consent signal, with the values it takes."""

    name: str
    values: tuple[str | bool | int | Texts, ...] = ()
    location: str = ""
    meaning: str | dict[str, str] = ""
    since: str = ""


class Consent(Fact):
    """How the platform is told what a visitor agreed to."""

    framework: str = ""
    types: Texts = ()
    rules: Texts = ()
    signals: tuple[Signal, ...] = ()


class ApiError(Fact):
    """An answer of the API that is not a success."""

    code: int | str
    class_: str
    meaning: str
    action: str = ""
    subcode: int | None = None
    http_status: int | None = None


class Errors(Fact):
    """The answers of the API that are not a success; `shape` is how one is written."""

    shape: str = ""
    items: tuple[ApiError, ...] = ()


class Call(Fact):
    """A call of the platform's own script."""

    call: str
    form: str


class Cookie(Fact):
    """A cookie of the platform's own script."""

    name: str
    days: int | None = None
    days_verified: bool = False
    carries: str = ""


class ClickId(Fact):
    """A parameter of landing pages that says which click led there, and the cookie that keeps it."""

    parameter: str
    cookie: str = ""


HitKind = Literal["event", "base", "consent", "person", "support", "load", "retired"]
"""What a request to a platform is for: it tells an event, initialises an account, tells a choice or who somebody is, helps
others of these, loads a script, or speaks to what exists no more."""


class Request(Fact):
    """A request of the platform's own script. `params` are its parameters under our names.

    `kind` is what it is for, `kinds` what it is for under some names of events, `nameless` where it names none. `batch` are
    ways to the hits where a body holds several. `custom` and `person` are the beginnings of what holds parameters and match
    keys under the platform's own names: `cd[`, `ep.`, `properties.`.
    """

    id: str
    host_pattern: Pattern
    path_pattern: Pattern
    methods: Texts = ()
    encoding: str = ""
    params: dict[str, str] = {}
    unverified_params: Texts = ()
    kind: HitKind = "event"
    kinds: dict[str, HitKind] = {}
    nameless: HitKind = "base"
    batch: Texts = ()
    custom: Texts = ()
    person: Texts = ()


class Browser(Fact):
    """What the platform's own script is called by, calls, keeps and asks for.

    `own_host` serves nothing but that script, so that a policy which names it wants the platform. `sign` is how the code
    of a tag gives away that it tells the platform about visitors: the host of the script, or a call of its function;
    `tag_types` are the types of tags that Tag Manager itself has for the platform. Google's own tags, which ask for
    consent themselves, have neither.
    """

    global_function: str = ""
    loader: str = ""
    own_host: str = ""
    sign: Pattern = ""
    tag_types: Texts = ()
    data_layer: str = ""
    calls: tuple[Call, ...] = ()
    cookies: tuple[Cookie, ...] = ()
    click_ids: tuple[ClickId, ...] = ()
    requests: tuple[Request, ...] = ()


# ---- a tag manager's own kinds ---------------------------------------------------------------------------------------


class Kind(Fact):
    """A kind of tag, variable or client of a tag manager, by the code that exports have."""

    code: str
    label: str
    status: str = ""
    replaced_by: str = ""
    risk: str = ""


class TriggerKind(Fact):
    """A kind of trigger, by its names in the API and in exports."""

    api: str
    export: str


class TagKinds(Fact):
    """The kinds of tags of web and of server containers."""

    web: tuple[Kind, ...] = ()
    server: tuple[Kind, ...] = ()


class TriggerKinds(Fact):
    """The kinds of triggers."""

    types: tuple[TriggerKind, ...] = ()


class Kinds(Fact):
    """Kinds of variables, or of clients."""

    types: tuple[Kind, ...] = ()


class Facts(Fact):
    """All that is known about a platform, a block each; an empty block where nothing is."""

    platform: str
    display_name: str
    aliases: Texts = ()
    purpose: Purpose | None = None
    facts_as_of: Date = ""
    identifiers: Identifiers = Identifiers()
    server_api: Api = Api()
    api: ManagementApi = ManagementApi()
    event_envelope: Envelope = Envelope()
    events: Events = Events()
    reserved_names: ReservedNames = ReservedNames()
    parameters: Parameters = Parameters()
    limits: Limits = Limits()
    customer_information: CustomerInformation = CustomerInformation()
    deduplication: Deduplications = Deduplications()
    test_mode: TestMode = TestMode()
    attribution: Attribution = Attribution()
    csp: Csp = Csp()
    access: Access = Access()
    tokens: Tokens = Tokens()
    consent: Consent = Consent()
    errors: Errors = Errors()
    browser: Browser = Browser()
    tags: TagKinds = TagKinds()
    triggers: TriggerKinds = TriggerKinds()
    variables: Kinds = Kinds()
    clients: Kinds = Kinds()
