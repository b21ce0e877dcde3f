"""The parts that a vendor's call says: an event, an account, what is neither."""

from __future__ import annotations

from typing import Any

from govern.signals.code import Arguments, Spoken
from govern.signals.signal import Kind, Told
from govern.signals.source import Ambient, Text


def said(call: Arguments, platform: str, kind: Kind, **values: Any) -> Spoken:
    """A part of a signal, with nothing where nothing is given."""
    nothing, reached = call.nothing(), call.call.reached
    state: dict[str, Any] = {
        "platform": platform,
        "kind": kind,
        "account": nothing,
        "name": nothing,
        "parameters": {},
        "more": (),
        "event_id": nothing,
        "person": {},
        "call": call.call.function,
        "line": call.call.line,
        "surely": reached.surely,
        "guards": reached.guards,
        "after": reached.after,
    }
    return Spoken(**{**state, **values})


def ambient(call: Arguments, platform: str) -> Told:
    """Whichever account the page has initialised."""
    return call.nothing().replace(source=Ambient(platform))


def fixed(call: Arguments, text: str) -> Told:
    """What a call always means."""
    return call.nothing().replace(source=Text(text))


def event(call: Arguments, platform: str, name: Told, at: int, id_key: str = "", account: Told | None = None) -> Spoken:
    """An event with its parameters in the argument at a place, and its ID among them."""
    fields, more = call.fields(at)
    event_id = fields.pop(id_key, call.nothing()) if id_key else call.nothing()
    told = account or ambient(call, platform)
    return said(call, platform, "event", account=told, name=name, parameters=fields, more=more, event_id=event_id)


def base(call: Arguments, platform: str, account: Told, person: int = -1) -> Spoken:
    """An account is initialised, and maybe it is said who the visitor is."""
    people = call.fields(person)[0] if person >= 0 else {}
    return said(call, platform, "base", account=account, person=people)
