"""What a server reads of the hits that its web container sends, and under which names it is sent.

The server's event data has what the hit carries under the same names. A key that differs by a sign or by the case of its
letters from one that is sent reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.gtm.calls import set_by
from govern.gtm.container import Container
from govern.gtm.holders import holders
from govern.gtm.javascript import inside
from govern.gtm.tags import text_of
from govern.signals.containers.pair import Pair
from govern.spec.spelling import letters

GIVEN = frozenset((
    "client_id", "currency", "engagement_time_msec", "event_id", "event_location", "event_name", "first_party_collection",
    "ga_session_id", "ga_session_number", "ip_override", "items", "language", "page_encoding", "page_hostname",
    "page_location", "page_path", "page_referrer", "page_title", "screen_resolution", "user_agent", "user_data", "user_id",
    "user_properties", "value", "viewport_size",
))  # fmt: skip
"""What a server's own client puts into the event data, whatever is sent."""

SHOP = frozenset((
    "affiliation", "coupon", "currency", "creative_name", "creative_slot", "discount", "item_list_id", "item_list_name", "items",
    "location_id", "payment_type", "promotion_id", "promotion_name", "shipping", "shipping_tier", "tax", "transaction_id",
    "value",
))  # fmt: skip
"""What a tag sends that takes the e-commerce object of the data layer."""


class Misread(Record):
    """Something of the server that reads a name, and the name under which it is sent."""

    variable: str
    what: str
    read: str
    sent: str


def misread(found: Pair) -> Iterator[Misread]:
    """The variables of the server that read a field or a cookie under another spelling than it is sent under."""
    fields, cookies = sent_fields(found), frozenset(cookies_set(found.web))
    for name, body in found.server.bodies("variable").items():
        if body.get("type") == "ed":
            key, known, what = text_of(body, "keyPath").split(".")[0], fields, "event data"
        elif body.get("type") == "sgtmk":
            key, known, what = text_of(body, "cookieName") or text_of(body, "name"), cookies, "cookie"
        else:
            continue
        other = near(key, known)
        if other:
            yield Misread(name, what, key, other)


def near(key: str, known: frozenset[str]) -> str:
    """The name that has the same letters as a key; empty where the key itself is one, or none has."""
    if not key or "{{" in key or key in known or key in GIVEN or key.startswith("x-"):
        return ""
    alike = sorted(name for name in known if letters(name) == letters(key))
    return alike[0] if alike else ""


def sent_fields(found: Pair) -> frozenset[str]:
    """The parameters under which the web container's hits carry something, as far as they are known."""
    named = {name for hit in found.hits for name in hit.parameters}
    return frozenset(named | (SHOP if any(hit.more for hit in found.hits) else frozenset()))


def cookies_set(web: Container) -> Iterator[str]:
    """The cookies that the code of a container sets by a fixed name."""
    for holder in holders(web):
        for code in holder.codes:
            for _, right in set_by(code).get("document.cookie", ()):
                first = next((node for node in inside(right) if node.type == "string_fragment"), None)
                name, equals, _ = (code.written(first) if first is not None else "").partition("=")
                if equals and name.strip():
                    yield name.strip()


def taken_by_nobody(found: Pair) -> dict[str, str]:
    """The events that the web container sends and no tag of the server fires for that tells somebody, each with the tag that
    sends it. A conversion linker takes nothing."""
    from govern.gtm.tags import firing
    from govern.signals.containers.condition import satisfiable
    from govern.signals.containers.setup import name_of
    from govern.signals.containers.tags import container_signals
    from govern.signals.containers.when import domain_of, whens
    from govern.signals.signal import Condition
    from govern.signals.source import MESSAGE

    times, domain = whens(found.server), domain_of(found.server)
    takers = firing(found.server).keys() - set(container_signals(found.server).support)
    waits = [cube for name in takers for cube in times[name].fire]
    lost: dict[str, str] = {}
    for hit in found.hits:
        name = hit.called
        if hit.kind != "event" or not name or name in lost or not waits:
            continue
        at = Condition(MESSAGE, "equals", name)
        if all(satisfiable((at, *cube), domain).possible is False for cube in waits):
            lost[name] = name_of(hit)
    return lost
