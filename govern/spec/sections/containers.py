"""Containers kept raw: Tag Manager entities by name, in their own words. Entries with one id are merged across files."""

from __future__ import annotations

from typing import Any, Literal

from govern.spec.base import Entity, Name
from govern.spec.section import Section

Raw = tuple[dict[str, Any], ...]


class ContainerEntry(Entity):
    """A part of one container. The codec in `gtm_code` gives the entries their meaning."""

    id: Name
    context: Literal["web", "server", "amp", "android", "ios"] | None = None
    settings: dict[str, Any] = {}
    tags: Raw = ()
    triggers: Raw = ()
    variables: Raw = ()
    built_in_variables: tuple[str | dict[str, Any], ...] = ()
    templates: Raw = ()
    folders: Raw = ()
    clients: Raw = ()
    transformations: Raw = ()
    zones: Raw = ()
    google_tags: Raw = ()
    other: dict[str, Any] = {}


SECTION = Section(ContainerEntry, 120, "container")
