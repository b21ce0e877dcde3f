"""What the tags of a container send: to which platform and account, under which event name, with an event ID or not."""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.record import Record
from govern.gtm.container import Body, Container
from govern.gtm.tags import REFERENCE, constant, firing, names_in, parameter, parameters, table_of, text_of
from govern.signals.code.told import plainly
from govern.signals.signal import Told
from govern.signals.source import NOTHING, Ambient, Text
from govern.spec.base import Leg


class Sent(Record):
    """One event that a tag sends. `event` and `account` are as written, `{{...}}` included; empty where nobody can say.

    `always` is false where code decides whether the event is sent at all; `server` is the address of one's own that a
    Google tag sends to, empty where that is Google's, and `None` for tags that have nothing to say about it.
    """

    tag: str
    platform: str
    account: str
    event: str
    leg: Leg = "browser"
    has_event_id: bool = True
    always: bool = True
    triggers: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    server: str | None = None


def sent_by(container: Container) -> Iterator[Sent]:
    """Every event that the container's tags send, as far as it can be told."""
    for name, tag in firing(container).items():
        for sent in events_of(container, name, tag):
            triggers, blocking = names_in(tag.get("firingTrigger")), names_in(tag.get("blockingTrigger"))
            yield sent.replace(tag=name, triggers=triggers, blocked_by=blocking)


def events_of(container: Container, name: str, tag: Body) -> Iterator[Sent]:
    """The events of one tag."""
    type_ = tag.get("type")
    if type_ == "gaawe":
        yield Sent("", "ga4", google_account(tag), text_of(tag, "eventName"))
    elif type_ in ("googtag", "gaawc"):
        if sends_page_view(container, tag):
            account, server = text_of(tag, "tagId", "measurementId"), server_of(container, tag)
            yield Sent("", "ga4", account, "page_view", server=server)
    elif type_ == "awct":
        account = f"{text_of(tag, 'conversionId')}/{text_of(tag, 'conversionLabel')}"
        yield Sent("", "google_ads", account, "conversion")
    elif type_ == "html":
        yield from events_of_code(container, name)
    else:
        yield from events_of_template(tag)


def google_account(tag: Body) -> str:
    """The measurement ID that a GA4 event tag sends to; `tag ...` where it takes that of a configuration tag."""
    found = parameter(tag, "measurementId")
    if found is not None and found.get("type") == "TAG_REFERENCE":
        return text_of(tag, "measurementIdOverride") or f"tag {found.get('value')}"
    return text_of(tag, "measurementIdOverride", "measurementId")


def settings_of(tag: Body) -> dict[str, str]:
    """The settings in the tables of a Google tag, of today or of before."""
    return {**table_of(tag, "configSettingsTable"), **table_of(tag, "fieldsToSet", "name", "value")}


def server_of(container: Container, tag: Body) -> str:
    """The server of one's own that a Google tag sends to. The one that Meta's setup adds sends there and nowhere else."""
    settings = settings_of(tag)
    named = settings.get("server_container_url") or settings.get("transport_url") or text_of(tag, "serverContainerUrl")
    return (constant(container, named) or named).rstrip("/")


def sends_page_view(container: Container, tag: Body) -> bool:
    """Whether a Google tag of Analytics sends its page view by itself, which it does unless told otherwise."""
    account = text_of(tag, "tagId", "measurementId")
    if not constant(container, account).startswith("G-") or text_of(tag, "configSettingsVariable"):
        return False
    asked = settings_of(tag).get("send_page_view", "true")
    return text_of(tag, "sendPageView") != "false" and asked == "true"


def events_of_template(tag: Body) -> Iterator[Sent]:
    """The events of templates that are known by their parameters, whatever they are called."""
    keys = {found["key"] for found in parameters(tag.get("parameter"))}
    account = text_of(tag, "pixelId", "pixelIds")
    if account and (keys & {"accessToken", "apiAccessToken"}):
        inherits = text_of(tag, "inheritEventName") != "override"
        yield Sent("", "meta", account, "" if inherits else meta_event(tag), "server")
    elif account and keys & {"standardEventName", "eventNameStandard", "customEventName", "eventNameCustom", "eventId"}:
        inherits = text_of(tag, "inheritEventName") == "inherit"
        has_id = bool(text_of(tag, "eventId"))
        yield Sent("", "meta", account, "" if inherits else meta_event(tag), has_event_id=has_id)
    elif {"pixel_code", "event"} <= keys:
        leg: Leg = "server" if "access_token" in keys else "browser"
        yield Sent("", "tiktok", text_of(tag, "pixel_code"), text_of(tag, "event"), leg, bool(text_of(tag, "event_id")))


def meta_event(tag: Body) -> str:
    """The event name in a Meta template: a standard one, one of its own, or what a variable says."""
    kind = text_of(tag, "eventName")
    if kind == "standard":
        return text_of(tag, "standardEventName", "eventNameStandard")
    if kind == "custom":
        return text_of(tag, "customEventName", "eventNameCustom")
    return text_of(tag, "variableEventName") or kind


def events_of_code(container: Container, name: str) -> Iterator[Sent]:
    """The events that the code of an HTML tag sends, as far as they are sure to have a name."""
    for told in plainly(container).get(name, ()):
        if told.kind == "event" and told.platform:
            account, event = as_written(told.account), as_written(told.name)
            has_id = told.event_id.source != NOTHING or "object worked out by code" in told.more
            is_known = bool(account) or isinstance(told.account.source, Ambient)
            always = told.surely == "always" and is_known
            yield Sent("", told.platform, account, event, has_event_id=has_id, always=always)


def as_written(told: Told) -> str:
    """A fixed text, or the one variable that is read; empty for anything that code works out."""
    if isinstance(told.source, Text):
        return told.source.value
    written = (told.written or "").strip("'\" ")
    return written if REFERENCE.fullmatch(written) else ""
