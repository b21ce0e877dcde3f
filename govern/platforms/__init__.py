"""Platforms: what is known about each advertising and analytics platform. One module each, facts as plain data.

A module holds `FACTS` and nothing else, so adding a platform is adding a file, and reading one costs about a
millisecond. The keys: `purpose` (advertising, analytics or tag_management), `identifiers`, `server_api`, `event_envelope` (fields of every server event), `events`,
`reserved_names`, `parameters`, `limits`, `customer_information` (match keys), `deduplication`, `test_mode`,
`attribution`, `csp`, `access`, `tokens`, `consent`, `errors`, `browser`.

`identifiers.destination` names the identifiers that an account goes by as a destination.

Every fact has a `source` (an address, a list of them, or a phrase where there is no single one) and `verified`, true
only where the fact was read there; what lacks one has that of the nearest block around it, and `<field>_verified` marks
one field. `source_kind` is absent for vendors' own pages, otherwise `sdk`, `third_party`, `observed` or `knowledge`
(from memory, never verified). `required_basis: tool_policy` is a wish of ours that the vendor does not have. The facts
of a file were looked at on its day `facts_as_of`, a block or a fact with a day `checked` on that one. Errors rest on
verified facts only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from govern.core.registry import network, networks
from govern.payloads.normalise import match_value, normalised, sha256
from govern.platforms.facts import (
    Api,
    CspProduct,
    Deduplication,
    EnvelopeField,
    Field,
    Identifier,
    Leak,
    Limit,
    MatchKey,
    Parameter,
    Reserved,
    Role,
    Signal,
    StandardEvent,
    TokenKind,
    Window,
)
from govern.platforms.leaks import Secret, is_credential, leaks_in, masked

__all__ = [
    "Api",
    "CspProduct",
    "Deduplication",
    "EnvelopeField",
    "Field",
    "Identifier",
    "Leak",
    "Limit",
    "MatchKey",
    "Parameter",
    "Platform",
    "Reserved",
    "Role",
    "Secret",
    "Signal",
    "StandardEvent",
    "TokenKind",
    "Window",
    "is_credential",
    "leaks_in",
    "load",
    "masked",
    "match_value",
    "normalised",
    "platform",
    "platforms",
    "sha256",
]


@cache
def platforms() -> tuple[str, ...]:
    """The key of every platform, from the file names alone."""
    return networks("facts")


@cache
def platform(name: str) -> Platform | None:
    """The platform with a key or an alias, however it is capitalised and joined; `None` when there is none."""
    key = name.casefold().replace("-", "_").replace(" ", "_")
    if key in platforms():
        return load(key)
    return next((found for found in map(load, platforms()) if key in found.aliases), None)


@cache
def load(key: str) -> Platform:
    """The platform in the folder of that name."""
    return Platform(network(key, "facts").FACTS)


class Platform:
    """One platform's facts, with types, as far as rules and renderers ask for them."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.key: str = facts["platform"]
        self.name: str = facts["display_name"].partition(" (")[0]
        self.aliases: tuple[str, ...] = tuple(facts["aliases"])
        self.purpose: str = facts.get("purpose", "")
        """What data is sent there for: `advertising`, `analytics` or `tag_management`; empty where nobody has said."""

    def block(self, name: str) -> dict[str, Any]:
        """A block of facts, empty where nothing is known."""
        found: dict[str, Any] = self.facts.get(name, {})
        return found

    def items(self, name: str, key: str = "items") -> Iterator[tuple[dict[str, Any], bool]]:
        """The entries of a block's list, each with whether it is verified."""
        block = self.block(name)
        for item in block.get(key, ()):
            yield item, item.get("verified", block.get("verified", False))

    @cached_property
    def events(self) -> dict[str, StandardEvent]:
        """The platform's own events by name, under the browser's and the server's spelling where those differ."""
        found: dict[str, StandardEvent] = {}
        for item, verified in self.items("events", "standard"):
            event = self.standard_event(item, verified)
            for name in event.names:
                found.setdefault(name, event)
        return found

    def standard_event(self, item: dict[str, Any], verified: bool) -> StandardEvent:
        """One of the platform's events, without the parameters that every event has in its envelope."""
        filled = {field["name"] for field in self.block("event_envelope").get("fields", ()) if field.get("required")}
        wish = item.get("required_basis") == "tool_policy"
        required = [p for p in item.get("required", ()) if p["name"] not in filled]
        names = (item["name"], item.get("server_name"), item.get("browser_name"))
        return StandardEvent(
            item["name"],
            tuple(dict.fromkeys(name for name in names if name)),
            item.get("browser_name") or item["name"],
            item.get("server_name") or item["name"],
            tuple(field(p, verified, wish) for p in required),
            item.get("status", "active"),
            item.get("replaced_by", ""),
            verified,
            item.get("canonical", ""),
        )

    @cached_property
    def other_event_names(self) -> frozenset[str]:
        """Names that the platform uses besides its standard events: sent by itself, or met in its documents."""
        block = self.block("events")
        lists = ("automatic_web", "enhanced_measurement", "extra_types_in_docs")
        return frozenset(name for key in lists for name in block.get(key, ()))

    @property
    def takes_custom_events(self) -> bool:
        """Whether an event may have any name. Where nothing is known, it may."""
        return bool(self.block("events").get("custom_allowed", True))

    @cached_property
    def has_verified_events(self) -> bool:
        """Whether the list of events was read at its source, every name of it."""
        return bool(self.events) and all(event.verified for event in self.events.values())

    @cached_property
    def reserved_events(self) -> Reserved:
        """The event names that the platform keeps for itself."""
        block = self.block("reserved_names")
        names = block.get("event_names_web", ())
        return Reserved(frozenset(names), tuple(block.get("event_prefixes", ())), block.get("verified", False))

    @cached_property
    def event_id_fields(self) -> tuple[str, ...]:
        """The fields by which the platform tells that a browser and a server event are one; empty without event IDs."""
        fields: dict[str, None] = {}
        for method, verified in self.items("deduplication", "methods"):
            if verified and method["id"].startswith(("event_id", "conversion_id")):
                fields[method["browser_key"].split(" ")[0]] = None
                fields[method["server_key"].rpartition(".")[2]] = None
        return tuple(fields)

    @cached_property
    def windows(self) -> dict[str, Window]:
        """The attribution windows that can be set, by interaction: `click`, `view`, `engaged_view` and others."""
        return {
            item["interaction"]: Window(
                item["interaction"],
                tuple(item.get("allowed_days", ())),
                tuple(item.get("extended_days", ())),
                tuple(item.get("allowed_hours", ())),
                item.get("min_days"),
                item.get("max_days"),
                item.get("default_days"),
                tuple(item.get("removed_days", ())),
                item.get("removed_on", ""),
                tuple(item.get("reporting_only_days", ())),
                verified,
                item.get("min_minutes"),
            )
            for item, verified in self.items("attribution", "settings")
        }

    @cached_property
    def attribution_models(self) -> tuple[str, ...]:
        """The models by which conversions are credited, where their list was read at its source."""
        block = self.block("attribution")
        names: list[str] = block.get("models", block.get("reporting_models", []))
        return tuple(names) if block.get("models_verified", block.get("verified", False)) else ()

    @cached_property
    def countings(self) -> tuple[str, ...]:
        """The ways of counting several conversions of one visitor, where their list was read at its source."""
        block = self.block("attribution")
        found = (block.get(key) for key in ("count_types", "counting_methods", "event_count_values"))
        return tuple(next((names for names in found if names), ())) if block.get("verified", False) else ()

    @cached_property
    def match_keys(self) -> dict[str, MatchKey]:
        """The fields that say who did it, by their name at the platform."""
        return {
            item["key"]: MatchKey(
                item["key"],
                item["label"],
                item["hash"],
                tuple(item.get("normalise", ())),
                verified,
                item.get("browser_key", ""),
            )
            for item, verified in self.items("customer_information")
        }

    @cached_property
    def limits(self) -> dict[str, Limit]:
        """The bounds by key, such as `event_name_length`."""
        return {
            item["key"]: Limit(
                item["key"], item["value"], item["unit"], item.get("scope", ""), item.get("exceptions", {}), verified
            )
            for item, verified in self.items("limits")
        }

    @cached_property
    def deduplication(self) -> tuple[Deduplication, ...]:
        """The ways in which browser and server events are told to be one, the recommended first."""
        return tuple(
            Deduplication(
                item["id"],
                (item["browser_key"] or "").split(" ")[0],
                (item["server_key"] or "").rpartition(".")[2],
                tuple(item.get("plus_match", ())),
                item.get("window_hours"),
                item.get("window_verified", verified),
                verified,
                item.get("plus_match_verified", verified),
                tuple(item.get("events", ())),
            )
            for item, verified in self.items("deduplication", "methods")
        )

    @cached_property
    def token_kinds(self) -> dict[str, TokenKind]:
        """The kinds of credentials by name."""
        return {
            item["kind"]: TokenKind(
                item["kind"],
                item["use"],
                item["lifetime"],
                item.get("lifetime_verified", verified),
            )
            for item, verified in self.items("tokens")
        }

    @cached_property
    def consent_signals(self) -> dict[str, Signal]:
        """The consent signals by name."""
        return {
            item["name"]: Signal(item["name"], tuple(item.get("values", ())), item.get("location", ""), verified)
            for item, verified in self.items("consent", "signals")
        }

    @cached_property
    def identifiers(self) -> dict[str, Identifier]:
        """The ids of accounts and visitors by key."""
        return {
            item["key"]: Identifier(
                item["key"], item["pattern"], item.get("example", ""), item.get("status") == "retired", verified
            )
            for item, verified in self.items("identifiers")
        }

    @cached_property
    def api(self) -> Api:
        """The server API, empty where there is none."""
        block = self.block("server_api")
        ends = block.get("version_ends", {})
        return Api(
            tuple(block.get("hosts", ())),
            block.get("version_current", ""),
            block.get("version_pattern", ""),
            block.get("verified", False),
            {str(version): str(day) for version, day in ends.get("days", {}).items()},
            ends.get("verified", False),
        )

    @cached_property
    def envelope(self) -> dict[str, EnvelopeField]:
        """The fields of every server event by name."""
        return {
            item["name"]: EnvelopeField(
                item["name"],
                item["type"],
                item.get("required") is True,
                item.get("unit", ""),
                tuple(item.get("values", ())),
                verified,
            )
            for item, verified in self.items("event_envelope", "fields")
        }

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """What is known of single event parameters, by name."""
        return {
            item["name"]: Parameter(
                item["name"],
                item["type"],
                item.get("format", ""),
                item.get("pattern", ""),
                tuple(item.get("values", ())),
                verified,
                item.get("browser_key", ""),
            )
            for item, verified in self.items("parameters")
        }

    def parameter(self, field: str) -> Parameter | None:
        """What is known of a parameter, by the server's word for it or by the browser's."""
        return self.parameters.get(field) or self.parameters.get(self.server_words.get(field, ""))

    @cached_property
    def server_words(self) -> dict[str, str]:
        """What servers call the parameters for which the platform's own script has another word."""
        return {browser: name for name, browser in self.browser_words.items()}

    @cached_property
    def browser_words(self) -> dict[str, str]:
        """What the platform's own script calls parameters, where that is another word."""
        return {name: found.browser_key for name, found in self.parameters.items() if found.browser_key}

    @cached_property
    def csp(self) -> tuple[CspProduct, ...]:
        """The sources that the platform's code needs, by product."""
        return tuple(
            CspProduct(
                item["product"],
                {directive: tuple(sources) for directive, sources in item["directives"].items()},
                bool(item.get("discouraged", False)),
                verified,
            )
            for item, verified in self.items("csp", "products")
        )

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles somebody may have; one name may stand for different roles in different scopes."""
        return tuple(
            Role(item["name"], item["scope"], item["rank"], bool(item.get("modifier", False)), verified)
            for item, verified in self.items("access", "roles")
        )

    @cached_property
    def leaks(self) -> tuple[Leak, ...]:
        """How credentials look that are known by their form."""
        return tuple(
            Leak(item["label"], item["hint"], item["pattern"], verified)
            for item, verified in self.items("tokens", "leaks")
        )


def field(item: dict[str, Any], verified: bool, wish: bool) -> Field:
    """One parameter of a standard event."""
    return Field(
        item["name"],
        item["type"],
        item.get("format", ""),
        item.get("required_if", ""),
        wish or item.get("required_basis") == "tool_policy",
        verified,
    )
