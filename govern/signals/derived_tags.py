"""What deriving the containers says already, so that no rule says it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.signals.destinations import has_misspelt_platform
from govern.spec.references import all_resolve

if TYPE_CHECKING:
    from govern.gtm.entries import EntryProblem
    from govern.project import Project


def is_derivable(project: Project) -> bool:
    """Whether there is something to derive, and nothing that other rules speak of stands in the way."""
    if not project.mappings or not any(site.containers for site in project.sites):
        return False
    is_whole = project.is_whole("sites", "destinations", "parameters", "events", "mappings") and all_resolve(project)
    return is_whole and not has_misspelt_platform(project)


def underivable(project: Project) -> tuple[EntryProblem, ...]:
    """What keeps tags from being derived: containers/not-derivable says so."""
    if not is_derivable(project):
        return ()
    from govern.gtm.desired import outline

    return outline(project).underivable


@memo
def derived(project: Project) -> frozenset[int]:
    """The mappings, by identity, that tags are derived from: what these lack, containers/not-derivable says."""
    off = any(setting.rule == "containers/not-derivable" and setting.level == "off" for setting in project.config.rules)
    if off or not is_derivable(project):
        return frozenset()
    from govern.gtm.derive import CONTEXTS, told

    return frozenset(id(mapping) for context in CONTEXTS for mapping, _, _ in told(project, context))


def is_derived(project: Project, event: str) -> bool:
    """Whether a tag of some container is derived for an event."""
    return any(id(mapping) in derived(project) for mapping in project.mappings_of_event.get(event, ()))
