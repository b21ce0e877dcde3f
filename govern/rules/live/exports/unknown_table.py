"""Every table in a folder of exports is one that can be read.

A list of people whose headings nobody understands is not judged, and whoever is in it was not reviewed: the report looks better for it.

Remedy: say under `columns` in `govern.yaml` what the headings mean. Keep tables about something else in another folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good='files: {people.csv: "Email,Role,Platform\\nana@acme.example,read,gtm\\n"}',
    bad='files: {people.csv: "Henkilö,Taso\\nana@acme.example,luku\\n"}',
    level="warning",
    cost="broken",
)
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.skipped:
        if found.may_be_list:
            message = f"{found.message}, so nothing of this file was judged"
            yield Problem(found.place, message, help=found.help, subject=found.place.file)
