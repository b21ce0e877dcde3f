"""The rows of the table: what of ours is measured, against what, and the ratio that is aimed at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from benchmarks.lab import CHECKOUT, Command, Lab, Row

CORPUS = os.path.join(CHECKOUT, "..", "shared", "corpus")


def rows(lab: Lab, every: int) -> dict[str, Callable[[], list[Row]]]:
    """The rows by name, each made when its turn comes; of the corpus each `every`-th file is taken."""
    python, govern = lab.install()
    return {
        **of_the_hook(lab, python, govern),
        "rules-1000": lambda: [inside(python, "rules", lab.specs(1000), "parsing the same files")],
        "rules-shop": lambda: [inside(python, "rules", shop(lab), "parsing the same files", 3)],
        "platform": lambda: [inside(python, "platform", key, "5 ms") for key in PLATFORMS],
        "render-2000-tags": lambda: [rendering(lab, python, govern)],
        "round-trip": lambda: round_trips(lab, govern, every, at_once=True),
        "round-trip-each": lambda: round_trips(lab, govern, every, at_once=False),
        "diff-10mb": lambda: [big_diff(lab, python, govern)],
        "reports-1m": lambda: [inside(python, "reports", violations(lab), "json.loads of each line", 2.5)],
        "logs-10m": lambda: [
            inside(data(lab), name, hits(lab, 10), "the bare query", 1.2)
            for name in ("deduplication", "booked", "matched")
        ],
        "logs-50m": lambda: [
            inside(data(lab), f"more-{name}", hits(lab, 10, 50), "10 million rows", 5.5)
            for name in ("deduplication", "booked", "matched")
        ],
        "audit-10mb": lambda: [big_audit(lab, python, govern)],
        "settings-100mb": lambda: [inside(python, "settings", answer(lab), "json.loads", 3)],
        "review-102000": lambda: [review(lab, python)],
        "review-undeclared": lambda: [review(lab, python, "--undeclared", "1314", "50")],
        "projects-100": lambda: [inside(python, "projects", made(lab, "projects", "100"), "the sum of each", 1.5)],
        "verify-50mb": lambda: [
            inside(python, "verify", os.path.join(made(lab, "hits", "50"), "hits.ndjson"), "500 MB")
        ],
    }


def of_the_hook(lab: Lab, python: str, govern: str) -> dict[str, Callable[[], list[Row]]]:
    """The rows of what people and hooks type all day: the start, and `lint` without and with its memory."""
    nothing = [Command([python, "-c", "pass"])]

    def plain(*arguments: str, target: float) -> list[Row]:
        return [Row([Command([govern, *arguments])], nothing, "P", target)]

    def lint(count: int, before: Callable[[], None] | None = lab.forget) -> Command:
        return Command([govern, "lint", "-C", lab.specs(count)], before=before)

    def again(before: Callable[[], None] | None, target: float) -> list[Row]:
        lab.call(lint(1000).line)
        return [Row([lint(1000, before)], nothing, "P", target)]

    def cold() -> list[Row]:
        yamllint = lab.beside(lab.python("yamllint", "yamllint"), "yamllint")
        command = Command([yamllint, "-d", "relaxed", os.path.join(lab.specs(1000), "specs")])
        return [Row([lint(1000)], [command], "yamllint -d relaxed", 1 / 12)]

    return {
        "version": lambda: plain("--version", target=3.3),
        "help": lambda: plain("--help", target=3.5),
        "lint-1": lambda: [Row([lint(1)], nothing, "P", 6.2)],
        "lint-1000-cold": cold,
        "lint-1000-one-changed": lambda: again(lambda: touch(lab.specs(1000)), 16),
        "lint-1000-unchanged": lambda: again(None, 5.3),
        "lint-10000": lambda: [Row([lint(10000)], [lint(1000)], "1,000 files", 10.5)],
    }


ROWS = (
    "version",
    "help",
    "lint-1",
    "lint-1000-cold",
    "lint-1000-one-changed",
    "lint-1000-unchanged",
    "lint-10000",
    "rules-1000",
    "rules-shop",
    "platform",
    "render-2000-tags",
    "round-trip",
    "round-trip-each",
    "diff-10mb",
    "reports-1m",
    "logs-10m",
    "logs-50m",
    "audit-10mb",
    "settings-100mb",
    "review-102000",
    "review-undeclared",
    "projects-100",
    "verify-50mb",
)


PLATFORMS = (
    "ga4",
    "google_ads",
    "gtm",
    "linkedin",
    "meta",
    "microsoft_ads",
    "pinterest",
    "reddit",
    "snapchat",
    "tiktok",
    "x",
)


def inside(python: str, what: str, subject: str, against: str, target: float = 1) -> Row:
    """A row that is measured inside one process of the installed wheel."""
    return Row(
        [Command([python, os.path.join(CHECKOUT, "benchmarks", "inside.py"), what, subject])], [], against, target
    )


def shop(lab: Lab) -> str:
    """The generated shop of 1,000 events."""
    folder = lab.path("shop-1000")
    if not os.path.isdir(folder):
        lab.generate("shop", folder, "--files", "1000")
    return folder


def violations(lab: Lab) -> str:
    """A million reports of violations."""
    folder = lab.path("violations")
    if not os.path.isdir(folder):
        lab.generate("reports", folder)
    return os.path.join(folder, "reports.ndjson")


def data(lab: Lab) -> str:
    """The interpreter of an environment with the wheel and what queries over logs need."""
    lab.install()
    wheel = next(os.path.join(lab.path("dist"), name) for name in os.listdir(lab.path("dist")) if name.endswith(".whl"))
    return lab.python("data", f"{wheel}[data]")


def hits(lab: Lab, millions: int, more: int = 0) -> str:
    """A log of so many million rows and, where more are asked for, a larger one beside it."""
    folder = lab.path(f"logs-{millions}m")
    for path, count in ((folder, millions), (f"{folder}-more", more)):
        if count and not os.path.isdir(path):
            lab.call(
                [data(lab), "-m", "benchmarks.generate", "logs", path, "--count", str(count * 1_000_000)], cwd=CHECKOUT
            )
    return folder


def answer(lab: Lab) -> str:
    """A hundred megabytes of conversion actions."""
    folder = lab.path("settings")
    if not os.path.isdir(folder):
        lab.generate("settings", folder, "--megabytes", "100")
    return os.path.join(folder, "answer.json")


def made(lab: Lab, what: str, size: str) -> str:
    """The folder of what the generator makes in one go: so many projects, so many megabytes of hits."""
    folder = lab.path(f"{what}-{size}")
    if not os.path.isdir(folder):
        lab.generate(what, folder, "--count" if what == "projects" else "--megabytes", size)
    return folder


def review(lab: Lab, python: str, *more: str) -> Row:
    """A review with its report, in seconds of the processor: of 102,000 roles, or as `more` says."""
    folder = lab.path("-".join(("review", *more)))
    command = [python, os.path.join(CHECKOUT, "benchmarks", "access.py"), folder, *more, "--seconds"]
    return Row([Command(command)], [], "a second", 10)


def touch(project: str) -> None:
    """Change one spec file: its comment at the end counts up."""
    path = os.path.join(project, "specs", "events", "event_00007.yaml")
    with open(path, encoding="utf-8") as file:
        text, _, number = file.read().partition("# change ")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{text}# change {int(number or 0) + 1}\n")


def rendering(lab: Lab, python: str, govern: str) -> Row:
    """A container of 2,000 tags from a shop of 1,000 events, against reading and writing that container as JSON."""
    folder = shop(lab)
    build = os.path.join(folder, "build")
    ours = Command([govern, "render", "gtm", "-C", folder], before=lambda: shutil.rmtree(build, ignore_errors=True))
    lab.call(ours.line)
    kept = lab.path("rendered.json")
    shutil.copyfile(os.path.join(build, "gtm", "GTM-BRCH001.json"), kept)
    with open(kept, encoding="utf-8") as file:
        tags = len(json.load(file)["containerVersion"]["tag"])
    if tags < 2000:
        raise SystemExit(f"the shop has {tags} tags, expected 2,000")
    write = "import json,os,sys; json.dump(json.load(open(sys.argv[1])), open(os.devnull, 'w'), indent=2)"
    return Row([ours], [Command([python, "-c", write, kept])], "json.load and json.dump of it", 3)


def pair_of(lab: Lab) -> list[str]:
    """Two exports of ten megabytes."""
    folder = lab.path("pair")
    if not os.path.isdir(folder):
        lab.generate("pair", folder, "--megabytes", "10", "--changes", "100")
    return [os.path.join(folder, "a.json"), os.path.join(folder, "b.json")]


def big_audit(lab: Lab, python: str, govern: str) -> Row:
    """An export of ten megabytes judged by all rules, against loading it."""
    file = pair_of(lab)[0]
    load = "import json,sys; json.load(open(sys.argv[1],'rb'))"
    return Row([Command([govern, "audit", file], (1,))], [Command([python, "-c", load, file])], "json.load of it", 8)


def big_diff(lab: Lab, python: str, govern: str) -> Row:
    """Two exports of ten megabytes against loading them; the planted changes must be found, and no other."""
    files = pair_of(lab)
    line = [govern, "diff", "--from", *files, "--format", "json"]
    keys = ("action", "kind", "name", "before_name")
    found = {tuple(change.get(key) for key in keys) for change in json.loads(lab.call(line, (1,)))["changes"]}
    with open(lab.path("pair", "changes.json"), encoding="utf-8") as file:
        planted = {tuple(change.get(key) for key in keys) for change in json.load(file)}
    if found != planted:
        raise SystemExit(f"diff found {len(found)} changes, {len(found & planted)} of the {len(planted)} planted ones")
    load = "import json,sys; [json.load(open(p,'rb')) for p in sys.argv[1:]]"
    return Row([Command(line, (1,))], [Command([python, "-c", load, *files])], "json.load of both", 2)


def round_trips(lab: Lab, govern: str, every: int, *, at_once: bool) -> list[Row]:
    """Each export of the corpus into specs and back, by both tools; files that one of them refuses are left out.

    `at_once` proves all of them in one command, which the other tool has one of for each file; otherwise it is two
    commands against two for each file, and half the time is the start of Python.
    """
    folders = [os.path.join(CORPUS, name) for name in ("gtm-web", "gtm-server")]
    files = [
        os.path.join(folder, name) for folder in folders if os.path.isdir(folder) for name in sorted(os.listdir(folder))
    ]
    if not files:
        return []
    tiggy = lab.beside(lab.python("tiggy", "tiggy-cli"), "tiggy")
    result, taken, theirs_all = [], [], []
    for file in files[::every]:
        ours, theirs = lab.path("ours"), lab.path("theirs")
        init = Command([govern, "init", ours, "--from", file], before=removal(ours))
        pair = (
            [init, Command([govern, "render", "gtm", "-C", ours])],
            [
                Command([tiggy, "import", file, theirs], before=removal(theirs)),
                Command([tiggy, "export", theirs, "-o", lab.path("theirs.json")]),
            ],
        )
        if all(works(lab, commands) for commands in pair):
            result.append(Row(*pair, "tiggy import + export", 1 / 2.5))
            taken.append(file)
            theirs_all.extend(pair[1])
        else:
            print(f"  left out, since one of the two refuses it: {os.path.basename(file)}", file=sys.stderr)
    proof = Command([govern, "import", "--check", *taken])
    return [Row([proof], theirs_all, "tiggy import + export", 1 / 5)] if at_once else result


def removal(folder: str) -> Callable[[], None]:
    """What makes a folder go away."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def works(lab: Lab, commands: Sequence[Command]) -> bool:
    """Whether commands end as they should; also the run that warms the disk."""
    for command in commands:
        if command.before is not None:
            command.before()
        done = subprocess.run(command.line, capture_output=True, env=lab.environment, cwd=lab.folder, check=False)
        if done.returncode not in command.codes:
            return False
    return True
