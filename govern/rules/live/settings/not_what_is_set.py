"""A settings file is an answer of the platform: it says what is set.

The body of a request says what somebody wanted. Whether it was sent, refused, or changed again by hand a week later, it does not
say, so a comparison with it proves nothing.

Remedy: fetch the answer (`docs/settings.md` says where), and keep the body out of the exports folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

ACTION = "{name: Enquiry, type: WEBPAGE, category: CONTACT, countingType: ONE_PER_CLICK}"


@rule(
    good=f"settings: [{{results: [{{conversionAction: {ACTION}}}]}}]",
    bad=f"settings: [{{operations: [{{create: {ACTION}}}]}}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for found in project.live.settings:
        if found.doubt:
            kinds = ", ".join(sorted({setting.name for setting in found.settings}))
            place = Place(found.file, entity="list of settings")
            yield Problem(
                place,
                f"this file was not judged, since it may not be what is set: {found.doubt}",
                subject=f"{found.platform}\n{kinds}",
            )
