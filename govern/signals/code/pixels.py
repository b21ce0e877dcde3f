"""Pixels: addresses that tell a vendor something, of images and of what code asks for, as parts of signals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from govern.core.regex import regex
from govern.core.report import Place
from govern.gtm.calls import arguments_of, called, literal, set_by_key
from govern.gtm.javascript import Code
from govern.signals.code.expressions import Expressions, Resolve
from govern.signals.code.guards import Guards
from govern.signals.code.spoken import Spoken, text_told
from govern.signals.code.wrappers import Ways
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Ambient, Join, Source, Text, joined

if TYPE_CHECKING:
    from tree_sitter import Node


class Form(NamedTuple):
    """An address that tells a vendor something: its host and path, and which keys of the query say what."""

    platform: str
    host: str
    path: str
    account: str
    name: str
    event_id: str = ""
    always: str = ""


FORMS = (
    Form("meta", "www.facebook.com", "/tr", "id", "ev", "eid"),
    Form("linkedin", "px.ads.linkedin.com", "/collect", "pid", "conversionId", always="page view"),
    Form("linkedin", "dc.ads.linkedin.com", "/collect", "pid", "conversionId", always="page view"),
    Form("pinterest", "ct.pinterest.com", "/v3", "tid", "event"),
    Form("microsoft_ads", "bat.bing.com", "/action/0", "ti", "ea"),
    Form("x", "t.co", "/i/adsct", "txn_id", "", always="conversion"),
    Form("x", "analytics.twitter.com", "/i/adsct", "txn_id", "", always="conversion"),
    Form("reddit", "alb.reddit.com", "/rp.gif", "a_pixel_id", "event"),
)
"""The pixels that vendors hand out as images."""


HOSTS = (*dict.fromkeys(form.host for form in FORMS), "www.googleadservices.com")

LOADERS = ("navigator.sendBeacon", "fetch", "$.get", "jQuery.get", "$.getScript", "jQuery.getScript", "importScripts")
"""Functions that ask for the address that they are given."""

ADS = regex(r"/pagead/(?:1p-)?conversion/([0-9]{5,15})/?")
"""The path of the image by which Google Ads is told of a conversion where no script runs."""

MEANT = {"currency_code": "currency", "oid": "transaction_id"}
"""Keys of that image's query that have another name elsewhere."""


def is_pixel(text: str) -> bool:
    """Whether a text speaks of a host that is told by images."""
    return any(host in text for host in HOSTS)


def in_code(code: Code, resolve: Resolve, place: Place) -> Iterator[Spoken]:
    """What code tells by an address that it puts together: an image's, a beacon's, or that of a request."""
    ways, plain = Ways(code, Guards(code)), Expressions(code, resolve)
    for node, given in addresses(code):
        for use in ways.of(node, (given,)):
            source = plain.within(use.bound).source(given)
            parts = source.parts if isinstance(source, Join) else (source,)
            pieces = (one.value if isinstance(one, Text) else f"{{{{\0{at}}}}}" for at, one in enumerate(parts))

            def filled(name: str, parts: tuple[Source, ...] = parts) -> Source:
                return parts[int(name[1:])] if name.startswith("\0") else resolve(name)

            for told in pixel("".join(pieces), filled, place, code.line_of(node)):
                yield told.replace(surely=use.reached.surely, guards=use.reached.guards, after=use.reached.after)


def addresses(code: Code) -> Iterator[tuple[Node, Node]]:
    """The places of a code that load an address, and the address."""
    yield from set_by_key(code, "src")
    for name, nodes in called(code).items():
        last = name.rpartition(".")[2]
        for node in nodes if name in LOADERS or last == "setAttribute" else ():
            given = arguments_of(node)
            if last != "setAttribute" and given:
                yield node, given[0]
            elif len(given) == 2 and literal(code, given[0]) == "src":
                yield node, given[1]


def pixel(address: str, resolve: Resolve, place: Place, line: int) -> Iterator[Spoken]:
    """What an address tells, where it is one of a vendor's; `{{...}}` in it is resolved."""
    host, path = host_and_path(address)
    form = next((known for known in FORMS if known.host == host and path.rstrip("/") == known.path), None)
    ads = ADS.fullmatch(path) if host == "www.googleadservices.com" else None
    if form is None and ads is None:
        return
    told = {key: text_told(value, resolve, place) for key, value in query_of(address)}
    nothing = text_told("", resolve, place).replace(source=NOTHING, written=None)
    if form is None and ads is not None:
        label = told.pop("label", nothing)
        account = label.replace(source=joined((Text(ads[1]), Text("/"), label.source)))
        values = {MEANT.get(key, key): value for key, value in told.items()}
        name, order = nothing.replace(source=Text("conversion")), values.get("transaction_id", nothing)
        yield Spoken("google_ads", "event", account, name, values, ("a fallback image",), order, {}, "img", line)
    elif form is not None:
        yield by_form(form, told, nothing, line)


def by_form(form: Form, told: dict[str, Told], nothing: Told, line: int) -> Spoken:
    """What a query tells, by the words that its vendor has for it."""
    name = told.get(form.name, nothing)
    if name.source in (NOTHING, Text("")) and form.always:
        name = nothing.replace(source=Text(form.always))
    account = told.get(form.account, nothing)
    if account.source == NOTHING:
        account = account.replace(source=Ambient(form.platform))
    own = (form.account, form.name, form.event_id, "noscript")
    parameters = {key.removeprefix("cd[").rstrip("]"): value for key, value in told.items() if key not in own}
    return Spoken(
        form.platform, "event", account, name, parameters, (), told.get(form.event_id, nothing), {}, "img", line
    )


def host_and_path(address: str) -> tuple[str, str]:
    """The host of an address, and the path on it; empty where it has none."""
    _, slashes, rest = address.partition("//")
    if not slashes:
        return "", ""
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    path = rest[end:].split("?")[0].split("#")[0]
    return rest[:end].rpartition("@")[2].split(":")[0].lower(), path


def query_of(address: str) -> Iterator[tuple[str, str]]:
    """The keys and values of an address's query."""
    from urllib.parse import unquote_plus

    for part in address.partition("?")[2].partition("#")[0].split("&")[:200]:
        key, _, value = part.partition("=")
        if key:
            yield unquote_plus(key), value if "{{" in value else unquote_plus(value)
