"""Generate what the benchmarks read. The same seed gives the same bytes.

python -m benchmarks.generate specs FOLDER --files 1000
python -m benchmarks.generate shop FOLDER --files 1000
python -m benchmarks.generate pair FOLDER --megabytes 10 --changes 100
python -m benchmarks.generate reports FOLDER --count 1000000
python -m benchmarks.generate logs FOLDER --count 10000000
python -m benchmarks.generate settings FOLDER --megabytes 100
python -m benchmarks.generate hits FOLDER --megabytes 100
python -m benchmarks.generate projects FOLDER --count 100
"""

from __future__ import annotations

import argparse
import json
import os

from benchmarks.changes import second_state
from benchmarks.containers import container, written
from benchmarks.hits import write_hits
from benchmarks.logs import write_logs
from benchmarks.projects import write_projects
from benchmarks.reports import write_reports
from benchmarks.settings import write_settings
from benchmarks.shop import write_shop
from benchmarks.specs import write_specs


def write_pair(folder: str, size: int, changes: int, seed: int = 1) -> None:
    """Write `a.json`, `b.json` and the changes between them, `changes.json`."""
    os.makedirs(folder, exist_ok=True)
    first = container(size, seed)
    second, planted = second_state(first, changes, seed)
    texts = {"a.json": written(first), "b.json": written(second), "changes.json": json.dumps(planted, indent=1)}
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("specs", "shop", "pair", "reports", "logs", "settings", "hits", "projects"))
    parser.add_argument("folder")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.what == "specs":
        write_specs(given.folder, given.files, given.seed)
    elif given.what == "shop":
        write_shop(given.folder, given.files, given.seed)
    elif given.what == "logs":
        write_logs(given.folder, given.count)
    elif given.what == "reports":
        write_reports(os.path.join(given.folder, "reports.ndjson"), given.count, given.seed)
    elif given.what == "hits":
        write_hits(os.path.join(given.folder, "hits.ndjson"), int(given.megabytes * 1_000_000), given.seed)
    elif given.what == "projects":
        write_projects(given.folder, given.count)
    elif given.what == "settings":
        write_settings(os.path.join(given.folder, "answer.json"), int(given.megabytes * 1_000_000))
    else:
        write_pair(given.folder, int(given.megabytes * 1_000_000), given.changes, given.seed)


if __name__ == "__main__":
    main()
