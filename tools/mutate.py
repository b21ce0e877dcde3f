"""Damage good specs and good exports in tens of thousands of ways: `python tools/mutate.py --count 60000`.

Each damaged file goes through what the commands call. What must come out: findings and refusals, each with its place in
the file, never another exception. Prints a table; exits with 1 when anything else came out.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from govern.commands import init as start  # noqa: E402
from govern.commands.audit import audited  # noqa: E402
from govern.commands.diff import differences  # noqa: E402
from govern.commands.lint import lint  # noqa: E402
from govern.commands.render import rendered  # noqa: E402
from govern.core.errors import GovernError  # noqa: E402
from govern.core.record import Record  # noqa: E402
from govern.core.report import Place, Report  # noqa: E402
from govern.gtm import specs as importing  # noqa: E402
from govern.gtm.desired import desired  # noqa: E402
from govern.gtm.faults import faults  # noqa: E402
from govern.output import write  # noqa: E402
from govern.output.formats import FORMATS  # noqa: E402
from govern.plan import plan  # noqa: E402
from govern.project import load  # noqa: E402
from govern.project.config import Config  # noqa: E402
from govern.project.exports import Exports, read_export, read_exports  # noqa: E402
from govern.project.project import Project  # noqa: E402
from govern.render.reviews import audit as audit_report  # noqa: E402
from govern.rules.run import run  # noqa: E402
from govern.source import writing  # noqa: E402
from govern.source.document import Document, read_document  # noqa: E402
from tools.mutations import Case, Kind, Seed, cases  # noqa: E402

TODAY = "2026-11-23"
EXPORTS = ROOT / "tests" / "exports"
CORPUS = ROOT.parent / "shared" / "corpus"
CONFIG = "govern.yaml"
ADOPTED = ("web.json", "server.json")
WHOLE_FILE = ("this is not an export that govern knows", "this is not a Tag Manager container", "the file is empty")
"""What can only be said of a file as a whole: it has no place inside it."""


class Outcome(Record):
    """What came of a case. `fault` is the traceback of what should not have been raised."""

    kind: Kind
    label: str
    findings: int = 0
    refusals: int = 0
    fault: str = ""
    unplaced: tuple[str, ...] = ()
    seconds: float = 0.0


class Base(Record):
    """A good project: its files, the documents read from them, and what was exported of its containers."""

    found: dict[str, bytes]
    documents: dict[str, Document]
    live: Exports

    def project(self, file: str = "", raw: bytes = b"", live: Exports | None = None) -> Project:
        """The project with one file changed, or with other exports."""
        found, documents = dict(self.found), dict(self.documents)
        if file:
            found[file] = raw
        if file in documents:
            documents[file] = read_document(raw, file)
        inputs = load.Inputs("", Config(), found, dict.fromkeys(found, 0))
        return load.project_of(inputs, tuple(documents.values()), TODAY, self.live if live is None else live)


def base_of(found: dict[str, bytes], live: Exports) -> Base:
    """A project of spec files and side files by path."""
    inputs = load.Inputs("", Config(), found, dict.fromkeys(found, 0))
    return Base(found, {document.file: document for document in load.documents_of(inputs)}, live)


@cache
def bases() -> dict[str, Base]:
    """The example project, the one of the language's page, and what `init --from` makes of our exports."""
    containers = [str(EXPORTS / "hazel" / name) for name in ADOPTED]
    example = {f"specs/{path.relative_to(ROOT / 'specs').as_posix()}": path.read_bytes() for path in spec_paths()}
    page = (EXPORTS / "language.yaml").read_bytes()
    adopted = start.project_files("hazel", read_exports(containers)).files
    specs = {path: raw for path, raw in adopted.items() if path.startswith("specs/")}
    everything = read_exports([str(EXPORTS / "hazel")])
    return {
        "example": base_of(example, everything),
        "language": base_of({"specs/spec.yaml": page}, everything),
        "adopted": base_of(specs, everything),
    }


def spec_paths() -> Iterator[Path]:
    """The example's spec files."""
    return (path for path in sorted((ROOT / "specs").rglob("*")) if path.is_file())


@cache
def seeds() -> tuple[Seed, ...]:
    """Every good file of our own."""
    found = [
        Seed("spec" if file.endswith(".yaml") else "side file", name, file, raw)
        for name, base in bases().items()
        for file, raw in base.found.items()
    ]
    found.append(Seed("configuration", "example", CONFIG, (EXPORTS / "configuration.yaml").read_bytes()))
    found.extend(export_seed(path) for path in export_paths(EXPORTS / "hazel", ROOT / "templates" / "demo"))
    return tuple(found)


def export_paths(*folders: Path) -> Iterator[Path]:
    """Exports in our own fixtures."""
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".yaml")


def export_seed(path: Path) -> Seed:
    """A good export; JSON is laid out afresh, so that every value is found."""
    raw = path.read_bytes()
    sources = read_export(raw, path.name).sources
    kinds: dict[str, Kind] = {
        "container": "container",
        "access list": "access",
        "content security policy": "policy",
        "list of people": "access",
        "list of connected apps": "access",
        "list of settings": "settings",
        "list of secrets": "settings",
    }
    if path.suffix == ".json":
        raw = json.dumps(json.loads(raw), ensure_ascii=False, indent=1).encode()
    project = "adopted" if path.name in ADOPTED else "example"
    return Seed(kinds[sources[0].kind], project, path.name, raw)


def corpus_seeds(limit: int = 150_000) -> Iterator[Seed]:
    """Real exports where they are at hand: those that can be read, up to a size."""
    for path in export_paths(*(CORPUS / name for name in ("gtm-web", "gtm-server", "gtm-api", "access", "csp"))):
        if path.stat().st_size > limit:
            continue
        try:
            yield export_seed(path)
        except (GovernError, ValueError):
            continue


class Listener:
    """Collects what is said about one case, and whether it says where."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.findings = 0
        self.refusals = 0
        self.unplaced: list[str] = []

    def report(self, report: Report, *, specs: Iterable[str] = ()) -> None:
        """A report: every finding has its place, and every format can write it."""
        known = frozenset(specs)
        for finding in report.findings:
            self.findings += 1
            if not is_placed(finding.place, in_specs=finding.place.file in known):
                self.unplaced.append(f"{finding.rule}: {finding.message[:300]} @ {finding.place!r:.300}")
            if not finding.message or " object at 0x" in finding.message or "<class " in finding.message:
                self.unplaced.append(f"{finding.rule} speaks Python: {finding.message[:300]!r}")
        self.written(report)

    def written(self, report: Report) -> None:
        """Every format can write it."""
        for format in FORMATS:
            stream = io.TextIOWrapper(io.BytesIO(), "utf-8", "strict")
            write(report, format, stream)
            stream.flush()

    def refusal(self, error: GovernError, *, in_specs: bool) -> None:
        """A refusal has its place, too."""
        self.refusals += 1
        whole = error.message.startswith(WHOLE_FILE)
        if error.place is None or not (is_placed(error.place, in_specs=in_specs) or (whole and error.place.file)):
            self.unplaced.append(f"refused: {error.message[:300]} @ {error.place!r:.300}")


def is_placed(place: Place, *, in_specs: bool) -> bool:
    """A file and a line in it; in an export a line, the name of an entity, or the way to a field of the container."""
    if place.span is not None:
        start = (place.span.line, place.span.column)
        return bool(place.file) and min(start) >= 1 and (place.span.end_line, place.span.end_column) >= start
    return bool(place.file) and not in_specs and bool(place.entity or place.route)


def judge(case: Case) -> Outcome:
    """What comes of a case."""
    listener = Listener(case)
    fault = ""
    began = time.process_time()
    try:
        {"spec": judge_spec, "side file": judge_spec, "configuration": judge_config}.get(case.seed.kind, judge_export)(
            case, listener
        )
    except Exception:  # noqa: BLE001 - finding these is what this is for
        fault = traceback.format_exc()
    seconds = time.process_time() - began
    return Outcome(
        case.seed.kind, f"{case.seed.project}/{case.seed.file}: {case.label}", listener.findings, listener.refusals,
        fault, tuple(listener.unplaced), seconds,
    )  # fmt: skip


def judge_spec(case: Case, listener: Listener) -> None:
    """A spec: what lint, audit, diff, render and import say."""
    project = bases()[case.seed.project].project(case.seed.file, case.raw)
    found = run(project, "specs")
    listener.report(Report(found), specs=project.documents)
    has_errors = any(finding.level == "error" for finding in found)
    steps: list[Callable[[], Report]] = [lambda: audited(project), lambda: differences(project)]
    if not has_errors:
        steps.append(lambda: rendered(project, (), found, check=True))
    for step in steps:
        try:
            listener.report(step(), specs=project.documents)
        except GovernError as error:
            listener.refusal(error, in_specs=True)
    if case.seed.project == "adopted":
        taken_in(bases()["adopted"].found | {case.seed.file: case.raw}, project.live, listener, in_specs=True)


def taken_in(existing: dict[str, bytes], live: Exports, listener: Listener, *, in_specs: bool) -> None:
    """Import into existing specs either refuses, or leads to specs from which the export does not differ."""
    for container in live.containers:
        if container.id not in (governed.id for governed in bases()["adopted"].live.containers):
            continue
        try:
            made = importing.import_container(container, existing)
        except GovernError as error:
            listener.refusal(error, in_specs=in_specs)
            continue
        after = base_of(existing | made.files, Exports()).project()
        wished = desired(after).container(container.id)
        changes = list(plan([wished] if wished else [], [container]))
        if changes:
            raise AssertionError(f"import left a difference: {changes[:2]}")


@cache
def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that is gone when the process that asked for it first has ended."""
    return tempfile.TemporaryDirectory(prefix="govern-mutate-")


@cache
def folder(process: int) -> str:
    """A folder with the example project, for what only works on a disk; each process has one."""
    made = os.path.join(scratch().name, str(process))
    writing.write_all({os.path.join(made, path): raw for path, raw in bases()["example"].found.items()})
    os.mkdir(os.path.join(made, "standards"))
    return made


def judge_config(case: Case, listener: Listener) -> None:
    """A configuration: the project is read with it, from a folder."""
    root = folder(os.getpid())
    writing.write_all({os.path.join(root, CONFIG): case.raw})
    try:
        listener.report(lint(root, use_cache=False))
    except GovernError as error:
        listener.refusal(error, in_specs=True)


def judge_export(case: Case, listener: Listener) -> None:
    """An export: what audit says, with and without specs, what diff says, and what init would write."""
    try:
        exports = read_exports(["-"], case.raw)
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    for container in exports.containers:
        for problem in (*faults(container), *container.doubts):
            listener.findings += 1
            if not problem.message or not (problem.entity or problem.route):
                listener.unplaced.append(f"problem: {problem.message[:300]}")
    base = bases()[case.seed.project]
    project = base.project(live=exports)
    report = audited(project)
    changes = differences(project).changes
    listener.report(report.replace(changes=changes))
    listener.report(audited(load.bare(TODAY, exports)))
    listener.report(Report(changes=tuple(plan(exports.containers, base.live.containers))))
    artifacts = audit_report.render(project, report.findings, changes, exports.sources)
    listener.report(Report(artifacts=tuple(artifacts)))
    try:
        made = start.project_files("mutant", exports).files
    except GovernError as error:
        listener.refusal(error, in_specs=False)
        return
    came_back(made, exports)
    taken_in(bases()["adopted"].found, exports, listener, in_specs=False)


def came_back(made: dict[str, bytes], exports: Exports) -> None:
    """What init made of an export can be read, and has no difference from it; what Tag Manager refuses, it says."""
    specs = {path: raw for path, raw in made.items() if path.startswith("specs/")}
    project = base_of(specs, exports).project()
    refused = {"containers/not-importable", "containers/unresolved-name", "containers/unknown-variable"}
    said = run(project, "specs")
    errors = [
        f for f in said if f.level == "error" and f.rule.startswith(("spec/", "containers/")) and f.rule not in refused
    ]
    changes = differences(project).changes
    if errors or changes:
        raise AssertionError(f"init made specs with {errors[:2]} {changes[:2]}")


def total(outcomes: Iterable[Outcome]) -> tuple[dict[str, list[Any]], list[Outcome], Outcome | None]:
    """The table's rows by kind, what went wrong, and the slowest case."""
    rows: dict[str, list[Any]] = {}
    wrong: list[Outcome] = []
    slowest: Outcome | None = None
    for outcome in outcomes:
        row = rows.setdefault(outcome.kind, [0, 0, 0, 0, 0])
        numbers = (1, outcome.findings, outcome.refusals, bool(outcome.fault), len(outcome.unplaced))
        rows[outcome.kind] = [before + number for before, number in zip(row, numbers, strict=True)]
        if outcome.fault or outcome.unplaced:
            wrong.append(outcome)
        if slowest is None or outcome.seconds > slowest.seconds:
            slowest = outcome
    return rows, wrong, slowest


def table(rows: dict[str, list[Any]]) -> str:
    """The rows and their sum."""
    heads = ("inputs", "findings", "refusals", "tracebacks", "without place")
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines = [f"{'':14}" + "".join(f"{head:>15}" for head in heads)]
    for name, row in (*sorted(rows.items()), ("all", sums)):
        lines.append(f"{name:14}" + "".join(f"{number:15,}" for number in row))
    return "\n".join(lines)


def main() -> int:
    """Run the cases, print the table and the first of what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60_000, help="about how many inputs")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--corpus", action="store_true", help="damage the real exports instead of our own")
    parser.add_argument("--only", default="", help="only seeds whose file has this in its name")
    parser.add_argument("--show", type=int, default=10, help="how many different faults to show")
    options = parser.parse_args()
    chosen = [seed for seed in (corpus_seeds() if options.corpus else seeds()) if options.only in seed.file]
    if not chosen:
        parser.error("there is no such seed")
    scratch()  # here, before there are other processes, so that it is removed once, at the end
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        rows, wrong, slowest = total(pool.imap(judge, cases(chosen, options.count), chunksize=50))
    print(table(rows))
    if slowest is not None:
        print(f"slowest: {slowest.seconds:.2f} s, {slowest.label}")
    told: dict[str, Outcome] = {}
    for outcome in wrong:
        for complaint in (outcome.fault, *outcome.unplaced):
            if complaint:
                told.setdefault("\n".join(complaint.splitlines()[-4:])[:200], outcome)
    for complaint, outcome in list(told.items())[: options.show]:
        print(f"\n{outcome.label}\n{outcome.fault or complaint}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
