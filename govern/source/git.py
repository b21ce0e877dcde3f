"""Git, asked in one place, so that nothing of the repository runs and nothing but the repository is read.

`govern` is called in hooks and in CI on branches of other people, and git does what a repository's `config` says: it
starts the programs named there for signatures, file watching, differences, filters and connections. Three walls stand
between: the repository is found here, without git, and is not a repository unless a `.git` outside of what can be committed
says so; git is told where it may look (`environment`); and what could start a program is set to nothing (`SETTINGS`),
beside commands that compare no contents and write nothing. `tests/test_git_safety.py` has the traps.

What reads history goes through GitPython's command interface (`reader`). A hook that asks what is staged goes through
`subprocess` (`ask`): importing GitPython takes longer than all of a warm `lint`, see `docs/dependencies.md`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from govern.core.record import Record

if TYPE_CHECKING:
    from git.cmd import Git

SETTINGS = (
    "safe.bareRepository=explicit",  # a folder that only looks like a repository is not opened
    "core.fsmonitor=",  # a program, or `true` for git's own; older versions take any word for a program
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "log.showSignature=false",  # would run `gpg.program`
    "log.follow=false",
)
"""What a command is told, stronger than any configuration file."""

OPTIONS = ("--no-pager", *(word for setting in SETTINGS for word in ("-c", setting)))

PLAIN = ("--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", "-O/dev/null")
"""What a comparison is told: by names and object ids alone, in git's own order."""

WISHES = {
    "GIT_ALLOW_PROTOCOL": "none",  # stronger than `protocol.*.allow`: a missing object is missing, nobody is called
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ATTR_NOSYSTEM": "1",
}
"""What every command finds in its environment."""

KEPT = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"})
"""The caller's own variables that git sees. All others say where to look, what to run or where to write."""


class Checkout(Record):
    """A work tree: its topmost folder and its git directory, as real paths, and the program to ask."""

    top: str
    folder: str
    program: str


def checkout(start: str) -> Checkout | None:
    """The work tree that a folder is in; `None` without git, or where git and the place of `.git` do not agree."""
    found = located(os.path.realpath(start))
    program = found and program_for(found[0])
    if not found or not program:
        return None
    it = Checkout(*found, program)
    said = ask(it, "rev-parse", "--show-toplevel")  # elsewhere if `core.worktree` says so; nothing if git distrusts it
    top = os.fsdecode(said or b"").removesuffix("\n")
    return it if top and os.path.realpath(top) == it.top else None


def top_of(start: str) -> str:
    """The topmost folder of the work tree that a folder seems to be in, by its real path; empty if there is none."""
    found = located(os.path.realpath(start))
    return found[0] if found else ""


def located(folder: str) -> tuple[str, str] | None:
    """The nearest folder at or above one that has a `.git`, and the git directory that it means."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder or looks_like_git(folder):
            return None
        folder = parent
    found = git_directory(folder)
    return (folder, found) if found else None


def git_directory(top: str) -> str | None:
    """What the `.git` of a folder means. A git directory elsewhere inside the work tree could have been committed."""
    own = os.path.join(top, ".git")
    meant = own
    if os.path.isfile(own):
        try:
            with open(own, "rb") as file:
                said = file.read(8192)
        except OSError:
            return None
        if not said.startswith(b"gitdir: ") or b"\0" in said:
            return None
        meant = os.path.join(top, os.fsdecode(said[8:].rstrip(b"\r\n")))
    meant = os.path.realpath(meant)
    return meant if looks_like_git(meant) and (meant == own or not inside(meant, top)) else None


def looks_like_git(folder: str) -> bool:
    """Whether git might take a folder for a git directory."""
    there = os.path.lexists
    return there(os.path.join(folder, "HEAD")) and (
        (there(os.path.join(folder, "objects")) and there(os.path.join(folder, "refs")))
        or there(os.path.join(folder, "commondir"))
    )


def inside(path: str, folder: str) -> bool:
    """Whether a path is a folder or below it; both are real."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def program_for(top: str) -> str | None:
    """Git on the caller's `PATH`, by its full name; never a file of the work tree, nor of wherever we happen to be."""
    for place in os.environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(place, "git.exe" if os.name == "nt" else "git")
        is_elsewhere = os.path.isabs(place) and not inside(os.path.realpath(place), top)
        if is_elsewhere and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def environment(it: Checkout) -> dict[str, str]:
    """The variables for git: the caller's without what belongs to git, and no way up beyond the work tree."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in KEPT}
    return ours | WISHES | {"GIT_CEILING_DIRECTORIES": os.path.dirname(it.top)}


def ask(it: Checkout, *args: str, index: str | None = None) -> bytes | None:
    """What git answers about a work tree, at its top; `None` where it cannot. `index` is a file to use as its index."""
    import subprocess

    variables = environment(it) | ({"GIT_INDEX_FILE": index} if index else {})
    nothing, command = subprocess.DEVNULL, [it.program, *OPTIONS, *args]
    try:
        done = subprocess.run(
            command, cwd=it.top, env=variables, check=False, stdin=nothing, stdout=subprocess.PIPE, stderr=nothing
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def reader(it: Checkout, folder: str) -> Git:
    """GitPython's interface to the same commands, at work in some folder of the work tree."""
    variables = environment(it)
    with only({**variables, "GIT_PYTHON_GIT_EXECUTABLE": it.program, "GIT_PYTHON_REFRESH": "quiet"}):
        from git.cmd import Git  # runs `git version`

    class Safe(Git):
        """GitPython adds to the environment and takes nothing away, so it starts programs in one that is ours."""

        GIT_PYTHON_GIT_EXECUTABLE = it.program

        def execute(self, *args: Any, **named: Any) -> Any:
            with only(variables):
                return super().execute(*args, **named)

    git = Safe(folder)
    git.set_persistent_git_options(no_pager=True, c=list(SETTINGS))
    return git


@contextmanager
def only(variables: dict[str, str]) -> Iterator[None]:
    """The environment of this process is another one for a moment."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
