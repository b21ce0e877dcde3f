"""The thresholds of `quality`, as live figures are held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.report import Place
from govern.spec.base import percent

if TYPE_CHECKING:
    from govern.project import Project


def threshold(project: Project, name: str) -> tuple[float | None, Place | None]:
    """From which figure down somebody should look, and where that is written; nothing where nobody says."""
    for quality in project.quality:
        block = getattr(quality, name)
        limit = getattr(block, "warn_below", None)
        if limit is not None:
            return (percent(limit) if isinstance(limit, str) else float(limit)), quality.place(name, "warn_below")
    return None, None
