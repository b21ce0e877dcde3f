"""Platforms: what is known about each advertising and analytics platform, as far as rules and renderers ask for it.

A folder here is a platform. Its `facts.py` holds one value, `FACTS`, of the type `Facts` (`facts.py` beside this), so
reading one costs about a millisecond. `platform.facts` is what is written there, block by block; what is asked of a
platform by name (an event, a limit, a match key) is answered from it here, with every fact as sure as its block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeVar

from govern.core.registry import network, networks
from govern.platforms.fact import Fact
from govern.platforms.leaks import Secret, is_credential, is_credential_field, leaks_in, masked, may_leak

if TYPE_CHECKING:
    from govern.platforms.fact import Leak
    from govern.platforms.facts import (
        Api,
        CspProduct,
        Deduplication,
        EnvelopeField,
        Facts,
        Identifier,
        Limit,
        MatchKey,
        Parameter,
        ReservedNames,
        Role,
        Signal,
        StandardEvent,
        TokenKind,
        Window,
    )

__all__ = [
    "Platform",
    "Secret",
    "is_credential",
    "is_credential_field",
    "leaks_in",
    "load",
    "masked",
    "may_leak",
    "platform",
    "platforms",
    "settled",
]

F = TypeVar("F", bound=Fact)


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


def settled(block: Fact, facts: Iterable[F]) -> Iterator[F]:
    """The facts of a block, each with its own word on whether it is verified."""
    return (fact.settled(block) for fact in facts)


class Platform:
    """One platform: its facts, and what is asked of them."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.key = facts.platform
        self.name = facts.display_name.partition(" (")[0]
        self.aliases = facts.aliases
        self.purpose: str = facts.purpose or ""
        """What data is sent there for; empty where nobody has said."""

    @cached_property
    def events(self) -> dict[str, StandardEvent]:
        """The platform's own events by name, under the browser's and the server's spelling where those differ."""
        block = self.facts.events
        found: dict[str, StandardEvent] = {}
        for written in settled(block, block.standard):
            event = self.standard_event(written)
            for name in event.names:
                found.setdefault(name, event)
        return found

    def standard_event(self, event: StandardEvent) -> StandardEvent:
        """One of the platform's events, without the parameters that every event has in its envelope."""
        basis = {"required_basis": event.required_basis} if event.wish else {}
        return event.replace(
            browser_name=event.browser_name or event.name,
            server_name=event.server_name or event.name,
            required=tuple(
                field.settled(event).replace(**basis) for field in event.required if field.name not in self.always
            ),
        )

    @cached_property
    def always(self) -> frozenset[str]:
        """The fields without which no server event is sent."""
        return frozenset(field.name for field in self.facts.event_envelope.fields if field.required)

    @cached_property
    def other_event_names(self) -> frozenset[str]:
        """Names that the platform uses besides its standard events: sent by itself, or met in its documents."""
        block = self.facts.events
        return frozenset((*block.automatic_web, *block.enhanced_measurement, *block.extra_types_in_docs))

    @property
    def takes_custom_events(self) -> bool:
        """Whether an event may have any name."""
        return self.facts.events.custom_allowed

    @property
    def takes_custom_from_servers(self) -> bool:
        """Whether an event may have any name where a server tells it."""
        return self.takes_custom_events and not self.facts.events.server_closed

    @cached_property
    def has_verified_events(self) -> bool:
        """Whether the list of events was read at its source, every name of it."""
        return bool(self.events) and all(event.verified for event in self.events.values())

    @property
    def reserved_names(self) -> ReservedNames:
        """The names that the platform keeps for itself."""
        return self.facts.reserved_names

    @cached_property
    def event_id_fields(self) -> tuple[str, ...]:
        """The fields by which the platform tells that a browser and a server event are one; empty without event IDs."""
        by_id = (way for way in self.deduplication if way.verified and way.id.startswith(("event_id", "conversion_id")))
        return tuple(dict.fromkeys(key for way in by_id for key in (way.browser_key, way.server_key)))

    @cached_property
    def windows(self) -> dict[str, Window]:
        """The attribution windows that can be set, by interaction: `click`, `view`, `engaged_view` and others."""
        block = self.facts.attribution
        return {window.interaction: window for window in settled(block, block.settings)}

    @cached_property
    def attribution_models(self) -> tuple[str, ...]:
        """The models by which conversions are credited, where their list was read at its source."""
        block = self.facts.attribution
        sure = block.models_verified if block.given("models_verified") else block.verified
        return (block.models or block.reporting_models) if sure else ()

    @cached_property
    def countings(self) -> tuple[str, ...]:
        """The ways of counting several conversions of one visitor, where their list was read at its source."""
        block = self.facts.attribution
        return (block.count_types or block.counting_methods or block.event_count_values) if block.verified else ()

    @cached_property
    def match_keys(self) -> dict[str, MatchKey]:
        """The fields that say who did it, by their name at the platform."""
        block = self.facts.customer_information
        return {key.key: key for key in settled(block, block.items)}

    @cached_property
    def limits(self) -> dict[str, Limit]:
        """The bounds by key, such as `event_name_length`."""
        block = self.facts.limits
        return {limit.key: limit for limit in settled(block, block.items)}

    @cached_property
    def deduplication(self) -> tuple[Deduplication, ...]:
        """The ways in which browser and server events are told to be one, by the plain names of fields."""
        block = self.facts.deduplication
        return tuple(
            way.replace(browser_key=way.browser_key.split(" ")[0], server_key=way.server_key.rpartition(".")[2])
            for way in settled(block, block.methods)
        )

    @cached_property
    def token_kinds(self) -> dict[str, TokenKind]:
        """The kinds of credentials by name."""
        block = self.facts.tokens
        return {kind.kind: kind for kind in settled(block, block.items)}

    @cached_property
    def consent_signals(self) -> dict[str, Signal]:
        """The consent signals by name."""
        block = self.facts.consent
        return {signal.name: signal for signal in settled(block, block.signals)}

    @cached_property
    def identifiers(self) -> dict[str, Identifier]:
        """The ids of accounts and visitors by key."""
        block = self.facts.identifiers
        return {identifier.key: identifier for identifier in settled(block, block.items)}

    @property
    def api(self) -> Api:
        """The server API, empty where there is none."""
        return self.facts.server_api

    @property
    def most_events(self) -> tuple[int | None, bool]:
        """How many events a request may hold, and whether that is verified."""
        for key in ("events_per_request", "mp_events_per_request"):
            if key in self.limits:
                return self.limits[key].value, self.limits[key].verified
        api = self.api
        return api.batch_max_events, api.batch_max_verified if api.given("batch_max_verified") else api.verified

    @cached_property
    def envelope(self) -> dict[str, EnvelopeField]:
        """The fields of every server event by name."""
        block = self.facts.event_envelope
        return {field.name: field for field in settled(block, block.fields)}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """What is known of single event parameters, by name."""
        block = self.facts.parameters
        return {parameter.name: parameter for parameter in settled(block, block.items)}

    def parameter(self, field: str) -> Parameter | None:
        """What is known of a parameter, by the server's word for it or by the browser's."""
        return self.parameters.get(field) or self.parameters.get(self.server_words.get(field, ""))

    def is_taken(self, field: str) -> bool:
        """Whether the server API takes a parameter: any, unless the list of them is closed."""
        if not self.facts.parameters.closed:
            return True
        known = self.parameters.get(field)
        return known is not None and (not known.surfaces or "server" in known.surfaces)

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
        return tuple(settled(self.facts.csp, self.facts.csp.products))

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles somebody may have."""
        return tuple(settled(self.facts.access, self.facts.access.roles))

    @cached_property
    def leaks(self) -> tuple[Leak, ...]:
        """How credentials look that are known by their form."""
        return tuple(settled(self.facts.tokens, self.facts.tokens.leaks))
