"""Hostile repositories: each a way to make git start a program (`TRAPS`), laid in a place where git might take it for its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

WHO = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Mia"), ("EMAIL", "mia@example.com"))
}

PLAIN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

SPEC = "version: 1\nevents: [{name: purchase, owner: shop, description: Somebody paid.}]\n"

COMMANDS = (["lint", "--staged"], ["render"], ["render", "--check"], ["check"])

SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----\n"


def plainly(folder: Path, *args: str, stdin: str | None = None, check: bool = True) -> str:
    """What git says when nobody takes care."""
    env = {**{k: v for k, v in os.environ.items() if not k.startswith("GIT_")}, **WHO, **PLAIN}
    done = subprocess.run(["git", *args], cwd=folder, env=env, input=stdin, capture_output=True, text=True, check=check)
    return done.stdout


def modelled(root: Path) -> Path:
    """Make a folder a repository with a signed commit and a staged change: whatever is wanted of it, git has something to do."""
    (root / "specs").mkdir()
    (root / "govern.yaml").write_text("version: 1\ntargets: [plan]\n")
    (root / "specs" / "events.yaml").write_text(SPEC)
    (root / ".gitattributes").write_text("*.yaml diff=trap filter=trap merge=trap\n")
    plainly(root, "init", "-q", "--template=", "-b", "main")
    plainly(root, "add", "-A")
    plainly(root, "commit", "-q", "-m", "specs")
    said = plainly(root, "cat-file", "commit", "HEAD").replace("\n\n", f"\n{SIGNATURE}\n", 1)
    plainly(
        root, "update-ref", "HEAD", plainly(root, "hash-object", "-t", "commit", "-w", "--stdin", stdin=said).strip()
    )
    (root / "specs" / "events.yaml").write_text(SPEC.replace("paid", "has paid"))
    plainly(root, "add", "-A")
    return root


class Trap:
    """One hostile repository: the folder that a command is about, and the git directory that lies in wait."""

    def __init__(self, tmp_path: Path, model: Path) -> None:
        self.model = model
        self.base = tmp_path
        self.outer = tmp_path / "checkout"
        self.shop = self.outer / "shop"
        self.mark = tmp_path / "ran"
        self.program = tmp_path / "canary"
        self.program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self.mark}'\nexit 1\n")
        self.program.chmod(0o755)
        self.git = self.shop / ".git"
        self.worktree = ""

    def project(self) -> None:
        """The files of the model, without its repository."""
        shutil.copytree(self.model, self.shop, ignore=shutil.ignore_patterns(".git"), dirs_exist_ok=True)

    def repository(self, folder: Path) -> None:
        """The repository of the model as plain files in some folder."""
        shutil.copytree(self.model / ".git", folder, dirs_exist_ok=True)
        self.git = folder

    def config(self, text: str, file: str = "config") -> None:
        with (self.git / file).open("a") as config:
            config.write(text.replace("CANARY", str(self.program)) + "\n")

    def ran(self) -> str:
        return self.mark.read_text() if self.mark.exists() else ""


def embedded(trap: Trap) -> None:
    """The project's folder is itself a bare repository, of plain committed files, in an ordinary checkout."""
    trap.project()
    plainly(trap.outer, "init", "-q", "--template=")
    trap.repository(trap.shop)
    trap.worktree = "."


def alone(trap: Trap) -> None:
    """The same in a folder that is not a checkout."""
    trap.project()
    trap.repository(trap.shop)
    trap.worktree = "."


def above(trap: Trap) -> None:
    """A folder above the project is one."""
    trap.project()
    trap.repository(trap.outer)
    trap.worktree = "shop"


def pointed(trap: Trap) -> None:
    """A `.git` that is a file and leads to plain files beside it."""
    trap.project()
    trap.repository(trap.shop / "evil")
    (trap.shop / ".git").write_text("gitdir: evil\n")


def linked_in(trap: Trap) -> None:
    """A `.git` that is a symbolic link and leads to plain files beside it."""
    trap.project()
    trap.repository(trap.shop / "evil")
    (trap.shop / ".git").symlink_to("evil")


def own(trap: Trap) -> None:
    """The real `.git` of the project, such as an archive may bring along."""
    trap.project()
    trap.repository(trap.shop / ".git")


def worktree(trap: Trap) -> None:
    """A linked worktree whose common repository is hostile."""
    trap.repository(trap.base / "main" / ".git")
    plainly(trap.base / "main", "worktree", "add", "-q", "--detach", str(trap.shop))
    trap.project()
    plainly(trap.shop, "add", "-A")


def submodule(trap: Trap) -> None:
    """A submodule, whose git directory lies in the one of the repository around."""
    trap.project()
    plainly(trap.outer, "init", "-q", "--template=")
    trap.repository(trap.outer / ".git" / "modules" / "shop")
    trap.config("[core]\n\tworktree = ../../../shop")
    (trap.shop / ".git").write_text("gitdir: ../.git/modules/shop\n")


PLACES = (embedded, alone, above, pointed, linked_in, own, worktree, submodule)

COMMITTED = (embedded, alone, above, pointed, linked_in)
"""Places that are not a repository for us at all: nothing is read there."""

Spring = Callable[[Trap, pytest.MonkeyPatch], None]

CONFIGS = {
    "signature": "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = CANARY",
    "signature, ssh": "[log]\n\tshowSignature = true\n[gpg]\n\tformat = ssh\n\tprogram = CANARY\n"
    '[gpg "ssh"]\n\tprogram = CANARY\n\tallowedSignersFile = /dev/null\n[gpg "openpgp"]\n\tprogram = CANARY',
    "file watcher": "[core]\n\tfsmonitor = CANARY",
    "signature, x509": '[log]\n\tshowSignature = true\n[gpg]\n\tprogram = CANARY\n[gpg "x509"]\n\tprogram = CANARY',
    "external diff": '[diff]\n\texternal = CANARY\n[diff "trap"]\n\tcommand = CANARY\n\ttextconv = CANARY',
    "filters": '[filter "trap"]\n\tclean = CANARY\n\tsmudge = CANARY\n\tprocess = CANARY\n\trequired = true',
    "hooks": "[core]\n\thooksPath = CANARY-hooks",
    "file watcher, old": "[core]\n\tfsmonitor = CANARY\n\tfsmonitorHookVersion = 1",
    "watcher, new index": "[core]\n\tfsmonitor = CANARY\n\tuntrackedCache = true\n\tsplitIndex = true\n[index]\n\tsparse = true",
}

REMOTES = {
    "promised, ssh": "\turl = ssh://example.invalid/x\n[core]\n\tsshCommand = CANARY",
    "promised, helper": '\turl = ext::CANARY\n[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always',
    "promised, uploadpack": '\turl = file:///\n\tuploadpack = CANARY\n[protocol "file"]\n\tallow = always',
    "promised, renamed": '\turl = "far: x"\n[url "ext::CANARY"]\n\tinsteadOf = far:\n[protocol "ext"]\n\tallow = always',
    "promised, proxy": "\turl = git://example.invalid/x\n[core]\n\tgitProxy = CANARY",
    "promised, alternates": "\turl = .\n\tuploadpack = CANARY\n[core]\n\talternateRefsCommand = CANARY",
}

EVERYTHING = "\n".join(CONFIGS.values())


def configured(text: str) -> Spring:
    return lambda trap, monkeypatch: trap.config(text)


def promised(text: str) -> Spring:
    """Objects are missing, and the configuration says who has them."""

    def spring(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
        trap.config(
            f'[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = far\n[remote "far"]\n\tpromisor = true\n{text}'
        )
        for folder in (trap.git / "objects").iterdir():
            if len(folder.name) == 2:
                for file in folder.iterdir():
                    kind = plainly(trap.model, "cat-file", "-t", folder.name + file.name).strip()
                    if kind != "commit":
                        file.unlink()

    return spring


def included(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    trap.config("[include]\n\tpath = more")
    trap.config(EVERYTHING, "more")


def included_if(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    trap.config(f'[includeIf "gitdir:/"]\n\tpath = {trap.git}/more')
    trap.config(EVERYTHING, "more")


def by_worktree(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    trap.config("[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tworktreeConfig = true")
    trap.config(EVERYTHING, "config.worktree")


def with_hooks(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = trap.git / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman", "post-checkout"):
        shutil.copy(trap.program, hooks / name)
    trap.config("[core]\n\tfsmonitor = .git/hooks/fsmonitor-watchman\n[gc]\n\tauto = 1")


def committed_git(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program called git lies in the project, and the path leads there."""
    shutil.copy(trap.program, trap.shop / "git")
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f".:{trap.shop}::{path}")


def settings_of_home(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build machine whose home is the checkout."""
    text = EVERYTHING + "\n[safe]\n\tbareRepository = all\n\tdirectory = *\n"
    (trap.shop / ".gitconfig").write_text(text.replace("CANARY", str(trap.program)))
    monkeypatch.setenv("HOME", str(trap.shop))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)


def environment(**variables: str) -> Spring:
    def spring(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
        trap.config(EVERYTHING)
        for name, value in variables.items():
            value = value.replace("CANARY", str(trap.program)).replace("MARK", str(trap.mark))
            monkeypatch.setenv(name, value.replace("EVIL", str(trap.git)).replace("SHOP", str(trap.shop)))

    return spring


def helpers_of_git(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's environment says where git's own programs are."""
    folder = trap.base / "exec"
    folder.mkdir()
    for name in ("git-fetch", "git", "git-remote-ext", "git-log", "git-upload-pack"):
        shutil.copy(trap.program, folder / name)
    monkeypatch.setenv("GIT_EXEC_PATH", str(folder))
    promised(REMOTES["promised, ssh"])(trap, monkeypatch)


TRAPS: dict[str, Spring] = {
    **{name: configured(text) for name, text in CONFIGS.items()},
    **{name: promised(f"{text}") for name, text in REMOTES.items()},
    "included": included,
    "included under a condition": included_if,
    "of a worktree": by_worktree,
    "hooks inside": with_hooks,
    "a git of its own": committed_git,
    "settings of the home": settings_of_home,
    "programs of the caller": environment(
        GIT_EXTERNAL_DIFF="CANARY", GIT_PAGER="CANARY", PAGER="CANARY", GIT_SSH_COMMAND="CANARY", GIT_ASKPASS="CANARY",
        SSH_ASKPASS="CANARY", GIT_EDITOR="CANARY", GIT_PROXY_COMMAND="CANARY",
    ),
    "directory of the caller": environment(GIT_DIR="EVIL", GIT_WORK_TREE="SHOP", GIT_COMMON_DIR="EVIL"),
    "objects of the caller": environment(GIT_OBJECT_DIRECTORY="EVIL/objects", GIT_ALTERNATE_OBJECT_DIRECTORIES="EVIL/objects"),
    "settings of the caller": environment(
        GIT_CONFIG_COUNT="2", GIT_CONFIG_KEY_0="core.fsmonitor", GIT_CONFIG_VALUE_0="CANARY",
        GIT_CONFIG_KEY_1="safe.bareRepository", GIT_CONFIG_VALUE_1="all",
        GIT_CONFIG_PARAMETERS="'core.fsmonitor'='CANARY' 'log.showSignature'='true' 'gpg.program'='CANARY'",
    ),
    "traces of the caller": environment(GIT_TRACE="MARK", GIT_TRACE2_EVENT="MARK", GIT_TRACE_SETUP="MARK"),
    "git of the caller's Python": environment(GIT_PYTHON_GIT_EXECUTABLE="CANARY"),
    "helpers of the caller": helpers_of_git,
}  # fmt: skip


def lay(trap: Trap, place: Callable[[Trap], None], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the hostile repository, with the project's folder as the current one."""
    trap.shop.mkdir(parents=True)
    place(trap)
    if trap.worktree:
        trap.config(
            f"[core]\n\tbare = false\n\tworktree = {trap.outer / trap.worktree if place is above else trap.shop}"
        )
    TRAPS[name](trap, monkeypatch)
    hooks = Path(f"{trap.program}-hooks")
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction"):
        shutil.copy(trap.program, hooks / hook)
    monkeypatch.chdir(trap.shop)
