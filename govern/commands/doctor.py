"""`doctor`: whether everything that govern stands on is there and up to date, and what to do where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from govern import __version__
from govern.commands.init import CONFIG_SCHEMA, SCHEMA
from govern.core import cache
from govern.core.errors import GovernError
from govern.core.record import Record
from govern.platforms import masked
from govern.project import trust
from govern.project.load import load
from govern.source import files, git
from govern.source.files import root_above

HOOKS = ".pre-commit-config.yaml"
ENTRY = "- {repo: WHERE-YOU-KEEP-GOVERN, rev: COMMIT, hooks: [{id: govern-lint}, {id: govern-render-check}]}"
EXTRAS = {"data": ("duckdb", "sqlglot"), "spark": ("pyspark",), "pdf": ("typst",)}
"""The libraries that are not installed with govern, by the extra that brings them: for `govern logs`, and for the PDF of a review."""

DAY = "2000-01-01"
"""Any day: nothing that is asked here depends on one."""


class Checked(Record):
    """One thing that was looked at: what it is, what was found, and the way out where something is to be done."""

    what: str
    said: str
    fix: str = ""


def doctor(directory: str) -> tuple[Checked, ...]:
    """Everything that can be looked at from a folder, in the order in which people ask; no credential is repeated."""
    if not os.path.isdir(directory):
        raise GovernError(f"{directory} is not a folder")
    return tuple(it.replace(said=masked(it.said), fix=masked(it.fix)) for it in looked_at(directory))


def looked_at(directory: str) -> Iterator[Checked]:
    """What `doctor` looks at."""
    yield about_program()
    yield about_git(directory)
    yield about_cache()
    yield about_extras()
    root = root_above(os.path.abspath(directory))
    if root is None:
        yield Checked("project", "no govern.yaml in this folder or above it", "govern init")
        return
    yield from about_project(root)
    yield from about_schema(root)
    yield from about_hooks(root)


def about_program() -> Checked:
    """Govern itself and the interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Checked("govern", f"{__version__} on Python {version}, {os.path.realpath(sys.executable)}")


def about_git(directory: str) -> Checked:
    """Git, and whether the folder is in a work tree that it trusts."""
    if git.program_for(os.path.realpath(directory)) is None:
        return Checked("git", "not found", "install git, for lint --staged and for who approved what; the rest works")
    top = git.top_of(directory)
    return Checked(
        "git", f"work tree {top}" if top else "found; this folder is not in a work tree, or not in one that git trusts"
    )


def about_cache() -> Checked:
    """The folder that makes the second run fast."""
    folder = cache.folder()
    if not folder:
        return Checked("cache", "switched off, or this machine has no folder for it; every run reads everything")
    there = folder
    while not os.path.exists(there) and os.path.dirname(there) != there:
        there = os.path.dirname(there)
    if not os.access(there, os.W_OK | os.X_OK):
        return Checked("cache", f"{folder} cannot be written to", "set GOVERN_CACHE_DIR to a folder of your own")
    return Checked("cache", folder)


def about_extras() -> Checked:
    """The libraries for logs: what is there, and what would bring the others. Nobody has to have them."""
    from importlib.util import find_spec

    there = [extra for extra, libraries in EXTRAS.items() if all(map(find_spec, libraries))]
    absent = [f'pip install "govern-tracking[{extra}]"' for extra in EXTRAS if extra not in there]
    said = f"for govern logs (data, spark) and the PDF of a review (pdf): {', '.join(there) or 'nothing'} installed"
    return Checked(
        "extras", f"{said}; if you want {'more' if there else 'it'}: {' or '.join(absent)}" if absent else said
    )


def about_project(root: str) -> Iterator[Checked]:
    """The project's configuration and specs, and whether its own rules in Python would run."""
    try:
        project = load(root, today=DAY)
    except GovernError as error:
        yield Checked("project", error.message, error.help or "mend govern.yaml")
        return
    from govern.rules.own import left_out, standing_of

    count = len(project.documents)
    said = f"{root}, {count} spec file{'s' * (count != 1)}"
    yield Checked("project", said, "" if count else 'write the first one: events in "specs/", see govern demo')
    notes = left_out(project)
    if notes:
        yield Checked("own rules", notes[0], "look at them, then: govern trust")
    elif standing_of(project) == trust.TRUSTED:
        yield Checked("own rules", "in Python, and trusted")


def about_schema(root: str) -> Iterator[Checked]:
    """The schemas that editors read, which are copies made by an earlier version."""
    from govern.commands.schema import config_text, spec_text

    for name, option, made, kind in (
        (SCHEMA, "", spec_text, "spec files"),
        (CONFIG_SCHEMA, "--config ", config_text, files.CONFIG),
    ):
        path = os.path.join(root, name)
        command = f"govern schema {option}--output {os.path.relpath(path)}"
        if not os.path.isfile(path):
            fix = f"{command}, then begin {kind} with the line that govern schema --help shows"
            yield Checked("schema", f"no copy for editors of {kind}", fix)
        elif files.read(path) != made().encode():
            yield Checked("schema", f"{name} is of another version", command)
        else:
            yield Checked("schema", f"{name} is that of this version")


def about_hooks(root: str) -> Iterator[Checked]:
    """The hooks of pre-commit, in the configuration and in git."""
    it = git.checkout(root)
    if it is None:
        return
    path = os.path.join(it.top, HOOKS)
    if not os.path.isfile(path) or b"govern-lint" not in files.read(path):
        yield Checked("hooks", f"{HOOKS} does not name govern-lint", f"write into {HOOKS}, below repos: {ENTRY}")
    elif not os.path.isfile(os.path.join(it.folder, "hooks", "pre-commit")):
        yield Checked("hooks", "configured, and not installed in this clone", "pre-commit install")
    else:
        yield Checked("hooks", "configured and installed")
