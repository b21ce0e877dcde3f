"""`govern lint` without click: what hooks and people type most often has nothing in it to parse, and importing the parser takes
as long as checking a thousand unchanged specs."""

from __future__ import annotations

from functools import partial

from govern.cli.emit import emit
from govern.cli.projects import over, specs_named
from govern.cli.style import Style, usual_format
from govern.project.roots import HERE, SEVERAL

Scopes = dict[str, tuple[str, ...]]
"""Projects by their folders, each with the paths that were named of it."""


def plain(words: list[str]) -> int | None:
    """The exit code of `govern lint` with these words, where `-C` and `--staged` are all that it says."""
    named, staged, left = [], False, iter(words)
    for word in left:
        if word == "--staged":
            staged = True
        elif word == "-C" and not (folder := next(left, "-")).startswith("-"):
            named.append(folder)
        else:
            return None
    return lint(specs_named((), SEVERAL.join(named) or HERE, staged), Style(usual_format()), staged=staged)


def lint(
    scopes: Scopes,
    style: Style,
    *,
    today: str | None = None,
    use_cache: bool = True,
    staged: bool = False,
    jobs: int | None = None,
) -> int:
    """Check the specs of some projects and print what is found; the exit code."""
    from govern.commands.lint import lint as checked

    calls = {
        root: partial(checked, root, today=today, use_cache=use_cache, paths=named, of_commit=staged)
        for root, named in scopes.items()
    }
    return emit(over(calls, jobs), None, style, "the specs are in order", projects=tuple(scopes))
