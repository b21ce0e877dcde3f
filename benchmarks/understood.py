"""How many tags of public exports are understood: `python benchmarks/understood.py [--each]`, on the files of `CORPUS`.

A tag is understood where it is known whom it tells what, or that it only helps others to tell; an event, where its name and its
account are known too. What is not understood is listed by why, with `--each` tag by tag.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.rows import CORPUS  # noqa: E402
from govern.core.errors import GovernError  # noqa: E402
from govern.gtm.container import Container  # noqa: E402
from govern.project.exports import read_export  # noqa: E402
from govern.signals.containers.setup import name_of  # noqa: E402
from govern.signals.containers.tags import container_signals  # noqa: E402
from govern.signals.source import Source, Unknown  # noqa: E402


def corpus_containers() -> Iterator[tuple[str, Container]]:
    """The containers of the web and server exports, with the number of their file; what `audit` refuses is left out."""
    for kind in ("gtm-web", "gtm-server"):
        for file in sorted(Path(CORPUS, kind).glob("*.json*")):
            try:
                read = read_export(file.read_bytes(), file.name)
            except GovernError as error:
                print(f"{kind}/{file.name[:4]} is refused: {error.message}")
                continue
            yield from ((f"{kind}/{file.name[:4]}", container) for container in read.containers)


def is_known(source: Source) -> bool:
    """Whether it is known where a value comes from."""
    return not isinstance(source, Unknown)


def main(each: bool) -> None:
    tags, told_by = Counter[str](), defaultdict[str, set[tuple[str, str]]](set)
    events: dict[str, Counter[str]] = defaultdict(Counter)
    lacking: dict[str, list[str]] = defaultdict(list)
    for file, container in corpus_containers():
        setup = container_signals(container)
        tags.update(all=len(container.bodies("tag")), helping=len(setup.support), unread=len(setup.unread))
        for one in setup.unread:
            lacking[one.why].append(f"{file} {one.tag}")
        for signal in setup.told:
            told_by[f"{signal.platform or 'the data layer, or nobody known'}, {signal.leg}"].add(
                (file, name_of(signal))
            )
            if signal.kind == "event" and signal.platform:
                name, account = is_known(signal.name.source), is_known(signal.account.source)
                events[f"{signal.platform}, {signal.leg}"].update(all=1, name=int(name), account=int(account))
    print(
        f"{tags['all']} tags: {tags['all'] - tags['unread']} understood, {tags['helping']} of them only help; {tags['unread']} not"
    )
    for who, those in sorted(told_by.items(), key=lambda item: -len(item[1])):
        known = events[who]
        print(
            f"  {len(those):4} tags tell {who:40} {known['all']:4} events, name known of {known['name']}, account of {known['account']}"
        )
    for why, left in sorted(lacking.items(), key=lambda item: -len(item[1])):
        print(f"  {len(left):4} not: {why}")
        for tag in left if each else ():
            print(f"         {tag}")


if __name__ == "__main__":
    main("--each" in sys.argv)
