"""Destinations: an account at a platform that events are sent to."""

from __future__ import annotations

from typing import Literal

from govern.core.record import Record
from govern.spec.base import ByEnvironment, ConsentType, Duration, Entity, Name
from govern.spec.section import Names, Section


class Server(Record):
    """How a server sends to the destination. `token` names an entry of `tokens`, never a secret.

    `sender` says who sends: the site's server container (`gtm`), or a back end with the rendered payloads. `delay` is
    how much later than the browser's event the server's may come.
    """

    token: str | None = None
    api_version: str | None = None
    test_event_code: ByEnvironment | None = None
    sender: Literal["gtm", "backend"] = "gtm"
    delay: Duration | None = None


class Destination(Entity):
    """One platform account of one site."""

    name: Name
    platform: str
    site: str | None = None
    id: ByEnvironment | None = None
    browser: bool = True
    server: Server | None = None
    consent: tuple[ConsentType, ...] = ()
    settings: dict[str, str | int | float | bool] = {}
    owner: str | None = None
    description: str | None = None


SECTION = Section(Destination, 20, "destination", names=Names(), references={"site": "sites", "server.token": "tokens"})
