"""Pixels: images of which the address tells a vendor something, as parts of signals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote_plus

from govern.core.report import Place
from govern.gtm.html import Load
from govern.signals.expressions import Resolve
from govern.signals.source import NOTHING, Ambient, Text

if TYPE_CHECKING:
    from govern.signals.code import Spoken


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


def pixels(load: Load, html: bytes, resolve: Resolve, place: Place) -> Iterator[Spoken]:
    """What an image tells, where its address is one of a vendor's."""
    from govern.signals.code import Spoken, text_told

    address = load.address(html)
    host, path = host_and_path(address)
    form = next((known for known in FORMS if known.host == host and path.rstrip("/") == known.path), None)
    if form is None:
        return
    query = dict(query_of(address))
    told = {key: text_told(value, resolve, place) for key, value in query.items()}
    nothing = text_told("", resolve, place).replace(source=NOTHING, written=None)
    name = told.get(form.name, nothing)
    if name.source in (NOTHING, Text("")) and form.always:
        name = nothing.replace(source=Text(form.always))
    account = told.get(form.account, nothing)
    if account.source == NOTHING:
        account = account.replace(source=Ambient(form.platform))
    own = (form.account, form.name, form.event_id, "noscript")
    parameters = {key.removeprefix("cd[").rstrip("]"): value for key, value in told.items() if key not in own}
    event_id = told.get(form.event_id, nothing)
    yield Spoken(form.platform, "event", account, name, parameters, (), event_id, {}, "img", load.line)


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
    for part in address.partition("?")[2].partition("#")[0].split("&")[:200]:
        key, _, value = part.partition("=")
        if key:
            yield unquote_plus(key), value if "{{" in value else unquote_plus(value)
