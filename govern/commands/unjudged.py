"""What the specs leave so open that rules about it had nothing to judge, and what lies beside them that nothing names: silence is
no clean bill."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govern.project import Project

CODE = (".html", ".js", ".tpl", ".css")
"""How the names of files of code end: a README in their folder is not a left-over."""

NO_SPECS = "holds no spec file, so there was nothing to judge"
"""How the remark ends that there are no specs at all."""

NAMED = 3
"""So many files that nothing names are named here."""


def unjudged(project: Project) -> Iterator[str]:
    """A remark where there are no specs at all, for each site that is measured and names no domain in production, and about
    files that nothing names."""
    if project.root and not project.documents:
        yield f"{project.config.specs} {NO_SPECS}"
    yield from without_domains(project)
    yield from left_aside(project)


def left_aside(project: Project) -> Iterator[str]:
    """A remark about files of code beside specs that no entry names any more, where every entry could be read."""
    if not project.side_files or not project.container_entries or not project.is_whole("containers"):
        return
    from govern.gtm.specs.existing import side_paths

    named = {path for entry in project.container_entries for path in side_paths(entry)}
    folders = {dirname(path) for path in named}
    left = [
        file
        for file in sorted(project.side_files)
        if file.endswith(CODE) and file not in named and (dirname(file) in folders or "/code/" in file)
    ]
    if left:
        more = f" and {len(left) - NAMED:,} more" if len(left) > NAMED else ""
        verb = "is" if len(left) == 1 else "are"
        yield f"{', '.join(left[:NAMED])}{more} {verb} named by no entry: delete what is left over, or name it with $file"


def without_domains(project: Project) -> Iterator[str]:
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
