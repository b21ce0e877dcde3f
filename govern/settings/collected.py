"""What platforms collect by themselves, held against what the specs declare: events, parameters, personal data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.platforms import Platform
from govern.settings import Setting
from govern.settings.bound import by_platform, destination_of, wishes
from govern.settings.live import of_kind, whole
from govern.spec.sections.destinations import Destination
from govern.spec.sections.mappings import Mapping

if TYPE_CHECKING:
    from govern.project import Project

ENHANCED: dict[str, tuple[str, ...]] = {
    "page_changes": ("page_view",),
    "scrolls": ("scroll",),
    "outbound_clicks": ("click",),
    "site_search": ("view_search_results",),
    "video_engagement": ("video_start", "video_progress", "video_complete"),
    "file_downloads": ("file_download",),
    "form_interactions": ("form_start", "form_submit"),
}
"""The events that each switch of enhanced measurement sends."""

BY_ITSELF = frozenset({
    "page_location", "page_title", "page_referrer", "page_path", "language", "screen_resolution", "percent_scrolled", "link_url",
    "link_domain", "link_classes", "link_id", "link_text", "outbound", "search_term", "video_current_time", "video_duration",
    "video_percent", "video_provider", "video_title", "video_url", "visible", "file_extension", "file_name", "form_id", "form_name",
    "form_destination", "form_submit_text", "ga_session_id", "ga_session_number", "engagement_time_msec", "session_engaged",
    "campaign", "source", "medium", "term", "content", "gclid", "client_id", "user_id",
})  # fmt: skip
"""Parameters that Analytics collects without being told them."""


def enhanced(setting: Setting) -> tuple[str, ...]:
    """The events that a stream sends by itself."""
    switched = setting.says("events") if setting.says("on") else ()
    return tuple(event for name in switched or () for event in ENHANCED.get(name, ()))


def at(project: Project, destination: Destination) -> tuple[Mapping, ...]:
    """The mappings that go to a destination."""
    return tuple(mapping for mapping in project.mappings if mapping.destination == destination.name)


def known_parameters(platform: Platform) -> frozenset[str]:
    """Parameters for which reports have a dimension of their own, or which stand in every event."""
    fields = {
        field.name
        for event in platform.events.values()
        for field in (*event.required, *event.recommended, *event.optional)
    }
    reserved = platform.reserved_names.parameter_names
    return frozenset({*platform.parameters, *fields, *reserved}) | BY_ITSELF


def unregistered(project: Project) -> Iterator[tuple[Mapping, str]]:
    """Parameters that are told to Analytics and for which the property has no dimension and no metric."""
    platform = project.platform("ga4")
    for destination in by_platform(project).get("ga4", ()):
        there = [one for one in of_kind(project, "dimension", "metric") if destination_of(project, one) is destination]
        lists = {one.kind for one in there if whole(project, "ga4", one.kind, one.account)}
        if platform is None or "dimension" not in lists:
            continue
        registered = {one.name for one in there} | known_parameters(platform)
        wish = wishes(project).get(destination.name)
        registered |= {one.parameter for one in (*wish.dimensions, *wish.metrics)} if wish is not None else set()
        told: set[str] = set()
        for mapping in at(project, destination):
            for name in mapping.parameters:
                if (
                    name not in registered
                    and "." not in name
                    and name not in told
                    and not is_number(project, mapping, name, lists)
                ):
                    told.add(name)
                    yield mapping, name


def is_number(project: Project, mapping: Mapping, name: str, lists: set[str]) -> bool:
    """Whether a parameter is a number, and nobody can tell whether it is registered as a metric."""
    event, source = project.event_by_name.get(mapping.event), mapping.parameters[name]
    if event is None or not isinstance(source, str) or "metric" in lists:
        return False
    parameter = project.parameters_of(event).get(source)
    return parameter is not None and parameter.type in ("money", "number", "integer")


def never_sent(project: Project) -> Iterator[Setting]:
    """Dimensions of events that no mapping sends, where all mappings can be read and no live container may send them."""
    if not project.is_whole("mappings", "events") or project.live.containers:
        return
    for setting in of_kind(project, "dimension"):
        destination = destination_of(project, setting)
        if destination is None or setting.says("scope") != "event" or setting.name in BY_ITSELF:
            continue
        mapped = at(project, destination)
        if mapped and not any(setting.name in mapping.parameters for mapping in mapped):
            yield setting


def declared_classes(project: Project, destination: Destination) -> frozenset[str]:
    """The classes of personal data that mappings send to a destination as match keys."""
    found: set[str] = set()
    for mapping in at(project, destination):
        event = project.event_by_name.get(mapping.event)
        parameters = project.parameters_of(event) if event is not None else {}
        for name in mapping.match_keys.values():
            parameter = parameters.get(name)
            if parameter is not None and parameter.pii is not None:
                found.add(parameter.pii)
    return frozenset(found)
