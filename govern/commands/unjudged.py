"""What the specs leave so open that rules about it had nothing to judge, in words: silence is no clean bill."""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project


def unjudged(project: Project) -> Iterator[str]:
    """A remark for each site that is measured and names no domain in production."""
    if not project.sites:
        return
    from govern.signals.destinations import at_site

    for site in project.sites:
        if not site.domains.get("production") and at_site(project, site, "advertising", "analytics"):
            yield (
                f'site "{site.name}" names no domains in production, so whether it has a policy, consent defaults and '
                "thresholds was not judged: domains: {production: [...]}"
            )
