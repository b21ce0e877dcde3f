"""Containers kept raw: Tag Manager entities by name, in their own words. Entries with one id are merged across files."""

from __future__ import annotations

from typing import Any, Literal

from govern.spec.base import Entity, Name
from govern.spec.section import Section

Raw = tuple[dict[str, Any], ...]


class ContainerEntry(Entity):
    """A part of one container. The codec in `gtm_code` gives the entries their meaning."""

    id: Name
    """The public ID of the container, such as GTM-ABC1234."""
    context: Literal["web", "server", "amp", "android", "ios"] | None = None
    """The kind of container."""
    settings: dict[str, Any] = {}
    """Fields of the container itself, in Tag Manager's words."""
    tags: Raw = ()
    """Tags, by name."""
    triggers: Raw = ()
    """Triggers, by name."""
    variables: Raw = ()
    """Variables, by name."""
    built_in_variables: tuple[str | dict[str, Any], ...] = ()
    """The built-in variables that are enabled."""
    templates: Raw = ()
    """Custom templates, by name."""
    folders: Raw = ()
    """Folders, by name."""
    clients: Raw = ()
    """Clients of a server container, by name."""
    transformations: Raw = ()
    """Transformations of a server container, by name."""
    zones: Raw = ()
    """Zones, by name."""
    google_tags: Raw = ()
    """Configurations of Google tags."""
    other: dict[str, Any] = {}
    """Entities of other kinds, kept as they are."""


SECTION = Section(ContainerEntry, 120, "container")
