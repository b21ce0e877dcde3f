"""Every column of a list that has something in it is understood.

What a list says in a column that nobody understands was not judged: the day of the last login under another name, a second factor, an end;
nor was a word such as `pending check` where others say whether there is a second factor.
The review says "not known" where the platform had told it.

Remedy: say under `columns` in `govern.yaml` what the column means, or leave it: what else a list tells (a phone number, a note) is kept
and not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

MOST = 5


@rule(
    good='access: "Email,Role,Platform,Last login\\nana@acme.example,read,gtm,2026-11-01\\n"',
    bad='access: "Email,Role,Platform,Was here\\nana@acme.example,read,gtm,2026-11-01\\n"',
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for people in (*project.live.access, *project.live.directories):
        if people.unread:
            names = ", ".join(f'"{name[:60]}"' for name in people.unread[:MOST])
            more = f" and {len(people.unread) - MOST} more" if len(people.unread) > MOST else ""
            noun = "columns" if len(people.unread) > 1 else "column"
            message = f"the {noun} {names}{more} of this list {'were' if more or ',' in names else 'was'} not understood and not judged"
            place = Place(people.file, entity="access list")
            yield Problem(place, message, help="say under columns in govern.yaml what it means", subject=people.file)
        for heading, cell in people.puzzling[:MOST]:
            message = f'the column "{heading[:60]}" says "{cell[:60]}", which was not understood and not judged'
            place = Place(people.file, entity="access list")
            yield Problem(place, message, help="look at these people by hand", subject=f"{people.file}\n{heading}")
