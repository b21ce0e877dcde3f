"""Every entry in a platform file of the project's own can be read.

What cannot be read is left out, and rules that would have asked for it stay silent: a limit without its value limits
nothing. The rest of the file holds.

Remedy: write the entry as `docs/language.md` shows; the facts of our own platforms have the same form.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.project.config import PLATFORMS, is_below
from govern.rules import Problem, rule
from govern.source.files import is_yaml


@rule(
    good="""
display_name: Our ad server
events: {standard: [{name: sale, required: [{name: amount, type: number}]}]}
""",
    bad="""
display_name: Our ad server
events: {standard: [{title: sale, required: [{name: amount, type: number}]}]}
""",
    over="team",
)
def check(project: Project) -> Iterator[Problem]:
    for file, document in project.own_files.items():
        if is_below(file, PLATFORMS) and is_yaml(file) and document.refusal is not None:
            message, span, help = document.refusal
            yield Problem(Place(file, (), span), message, help=help, subject=file)
    for file, own in project.own_platforms.items():
        for misfit in own.misfits:
            yield Problem(Place(file, misfit.route), misfit.message, help=misfit.help, at_key=misfit.at_key)
