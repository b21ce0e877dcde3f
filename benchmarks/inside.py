"""Times inside one process, for what a whole run would hide: two numbers of seconds on standard output, ours and the other.

python benchmarks/inside.py rules FOLDER     all rules over the specs, against parsing and reading them
python benchmarks/inside.py platform KEY     loading one platform's facts, against what it may take
python benchmarks/inside.py reports FILE     violation reports counted and judged, against parsing them
python benchmarks/inside.py deduplication|booked|matched FOLDER  a query over a log, against the bare query of the engine
python benchmarks/inside.py more-deduplication|more-booked|more-matched FOLDER  the query over five times as many rows, against FOLDER's own
python benchmarks/inside.py settings FILE    settings read and understood, against json.loads of them
python benchmarks/inside.py projects FOLDER  an audit above all projects of a folder, against the sum of each one's
python benchmarks/inside.py verify FILE      a log judged: megabytes of memory at most, against 500
python benchmarks/inside.py each FOLDER      what each rule takes, the slowest first, for people
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from functools import partial

QUERIES = ("deduplication", "booked", "matched")

MAY_TAKE = 0.005
"""Seconds that loading one platform's facts may take."""


def rules(folder: str) -> tuple[float, float]:
    """All rules, their import included, against reading the files into documents and those into the project."""
    from govern.project import load
    from govern.project.exports import Exports
    from govern.source import files

    config = load.parse_config(files.read(os.path.join(folder, "govern.yaml")))
    inputs = load.read_inputs(folder, config)
    start = time.perf_counter()
    documents = load.documents_of(inputs)
    parsed = time.perf_counter()
    project = load.project_of(inputs, documents, load.day_of(config), Exports())
    built = time.perf_counter()
    from govern.rules.run import run

    findings = run(project, "specs")
    ended = time.perf_counter()
    print(
        f"parsing {parsed - start:.3f} s, project {built - parsed:.3f} s, rules {ended - built:.3f} s, "
        f"{len(findings)} findings",
        file=sys.stderr,
    )
    return ended - built, parsed - start


def platform(key: str) -> tuple[float, float]:
    """The facts of a platform, imported and typed, in a process that knows no platform yet."""
    from govern.platforms import load

    start = time.perf_counter()
    found = load(key)
    assert found.events is not None
    assert found.limits is not None
    return time.perf_counter() - start, MAY_TAKE


def reports(file: str) -> tuple[float, float]:
    """Violation reports counted and judged, against reading their lines as JSON."""
    import json

    from govern.csp.violations.summary import summary
    from govern.csp.violations.tally import Tally

    start = time.perf_counter()
    tally = Tally()
    with open(file, "rb") as stream:
        tally.read((stream,))
    summary(None, tally)
    counted = time.perf_counter()
    with open(file, "rb") as stream:
        for line in stream:
            json.loads(line)
    ended = time.perf_counter()
    return counted - start, ended - counted


def asked(folder: str, name: str) -> float:
    """The processor time of one of the queries over a log, with its views, lock-down and limits. Importing the engine is no part
    of it, on either side."""
    import duckdb  # noqa: F401

    from govern.commands.logs import Asked, logs

    orders = os.path.join(folder, "orders.parquet") if name != "deduplication" else ""
    start = time.process_time()
    logs(Asked((os.path.join(folder, "hits.parquet"),), orders, "Europe/Madrid", (name,)))
    taken = time.process_time() - start
    told_memory(f"{name}, {folder}")
    return taken


def bare(folder: str, name: str) -> float:
    """The same figures of the engine alone: numbers taken as they are, nothing locked."""
    import duckdb

    from govern.commands.logs import zone_of
    from govern.counts.logs.queries import query, written

    start = time.process_time()
    connection = duckdb.connect()
    for setting in ("threads = 2", "memory_limit = '440MB'", "preserve_insertion_order = false"):
        connection.execute(f"set {setting}")
    for table, at, value in (("hits", "at_us", "value"), ("orders", "processed_at", "total")):
        path = os.path.join(folder, f"{table}.parquet").replace("'", "''")
        text = f"select * exclude ({at}), {at} as at_us, cast(round({value} * 1000000) as bigint) as value_micros"
        connection.execute(f"create view {table} as {text} from read_parquet('{path}')")
    connection.execute(written(query(name), zone_of("Europe/Madrid"))).fetchall()
    connection.close()
    return time.process_time() - start


def told_memory(what: str) -> None:
    """The highest memory so far, for people."""
    import resource

    print(f"{what}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB", file=sys.stderr)


def against_bare(name: str, folder: str) -> tuple[float, float]:
    """A query over a log, against the bare query for the same figures."""
    ours = asked(folder, name)
    return ours, bare(folder, name)


def against_less(name: str, folder: str) -> tuple[float, float]:
    """A query over five times as many rows, against the query over these: cost grows with the rows."""
    small = asked(folder, name)
    return asked(f"{folder}-more", name), small


def settings(file: str) -> tuple[float, float]:
    """Settings read and understood, against reading the same bytes as JSON, each in a process of its own. Says on standard error how much
    memory each took."""
    import json

    from govern.project.exports import read_export
    from govern.source import files

    raw = files.read(file)
    ours, most = apart(lambda: read_export(raw, file).settings)
    other, plain = apart(lambda: json.loads(raw))
    print(f"{most} MB at most, {plain} MB with json.loads", file=sys.stderr)
    return ours, other


def apart(work: Callable[[], object]) -> tuple[float, int]:
    """What some work takes in a process that has done nothing else: seconds of the processor, and megabytes at most."""
    import json
    import resource

    read, write = os.pipe()
    if not os.fork():
        start = time.process_time()
        assert work()
        taken = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        os.write(write, json.dumps(taken).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        seconds, megabytes = json.loads(told.read())
    os.wait()
    return seconds, megabytes


def projects(folder: str) -> tuple[float, float]:
    """One audit above many projects, in this process, against an audit of each; the first of all is not counted."""
    import contextlib
    import io

    from govern.cli import run

    def audited(root: str) -> float:
        start = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            run(["audit", "-C", root, "--jobs", "1"])
        return time.process_time() - start

    roots = sorted(entry.path for entry in os.scandir(folder) if entry.is_dir())
    audited(roots[0])
    single = sum(map(audited, roots))
    return audited(folder), single


def verify(file: str) -> tuple[float, float]:
    """A log of hits judged to its end. Says on standard error how long it took."""
    import resource

    from govern.commands.verify import verify as judge

    start = time.process_time()
    report = judge(None, (file,), today="2026-11-30")
    print(f"{report.read} in {time.process_time() - start:.0f} s of processor", file=sys.stderr)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 500


def each(folder: str) -> None:
    """What each rule takes, for people who look for the slow one."""
    from govern.project import load
    from govern.project.exports import Exports
    from govern.rules.run import ask, rules_over
    from govern.source import files

    config = load.parse_config(files.read(os.path.join(folder, "govern.yaml")))
    inputs = load.read_inputs(folder, config)
    project = load.project_of(inputs, load.documents_of(inputs), load.day_of(config), Exports())
    taken = []
    for rule in list(rules_over(project, "specs")):
        start = time.perf_counter()
        list(ask(project, [rule]))
        taken.append((time.perf_counter() - start, rule.id))
    for seconds, rule_id in sorted(taken, reverse=True)[:25]:
        print(f"{seconds * 1000:9.1f} ms  {rule_id}")
    print(f"{sum(seconds for seconds, _ in taken) * 1000:9.1f} ms  {len(taken)} rules")


def main() -> None:
    """Run the command line."""
    what, subject = sys.argv[1:]
    gc.disable()  # as `govern` does
    if what == "each":
        each(subject)
        return
    measured: dict[str, Callable[[str], tuple[float, float]]] = {
        "rules": rules, "platform": platform, "reports": reports, "settings": settings, "projects": projects, "verify": verify,
        **{name: partial(against_bare, name) for name in QUERIES}, **{f"more-{name}": partial(against_less, name) for name in QUERIES},
    }  # fmt: skip
    ours, other = measured[what](subject)
    print(f"{ours:.6f} {other:.6f}")


if __name__ == "__main__":
    main()
