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
    """The entry of `tokens` whose secret is sent; never the secret itself."""
    api_version: str | None = None
    """The version of the platform's server API."""
    test_event_code: ByEnvironment | None = None
    """The code that makes events tests, by environment; never in production."""
    sender: Literal["gtm", "backend"] = "gtm"
    """Who sends: the server container of the site (gtm), or a back end."""
    delay: Duration | None = None
    """How much later than the browser's event the server's may come."""


class Destination(Entity):
    """One platform account of one site."""

    name: Name
    """What mappings call the destination."""
    platform: str
    """The platform, by its key, such as meta or google_ads."""
    site: str | None = None
    """The site that it belongs to; of all sites without one."""
    id: ByEnvironment | None = None
    """The pixel, dataset, tag or measurement ID; one, or one for each environment."""
    browser: bool = True
    """Whether browsers send to it."""
    server: Server | None = None
    """How a server sends to it; absent where none does."""
    consent: tuple[ConsentType, ...] = ()
    """The consent types that are asked for before anything is sent; the platform's usual ones without."""
    settings: dict[str, str | int | float | bool] = {}
    """Settings of the platform, such as advanced_matching or customer_id; its page lists them."""
    owner: str | None = None
    """Who answers for it."""
    description: str | None = None
    """What it is for."""


SECTION = Section(Destination, 20, "destination", names=Names(), references={"site": "sites", "server.token": "tokens"})
