"""What other auditors find beside ours, on the planted flaws of the tests and on public exports.

    python benchmarks/peers.py FOLDER            # the planted flaws, then the corpus
    python benchmarks/peers.py FOLDER --each     # and each flaw, and each thing that only another names

FOLDER holds a Python environment `peers` with mcp-gtm-audit and tiggy-cli, and `haiqigeng`, a checkout of
gtm-container-audit-cleanup:

    python -m venv FOLDER/peers && FOLDER/peers/bin/pip install mcp-gtm-audit==0.2.0 tiggy-cli==0.2.0
    git clone --branch v1.13.0 https://github.com/haiqigeng/gtm-container-audit-cleanup FOLDER/haiqigeng

A flaw is found where something is said of the container that has it and not of the container that has none (`ASIDE` says
what does not count). A thing that another names is ours too where `audit` names it in the same
file: where a finding stands, what it is related to, or in its message.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.rows import CORPUS  # noqa: E402
from govern.core.errors import GovernError  # noqa: E402
from govern.core.report import Finding  # noqa: E402
from govern.gtm.references import references  # noqa: E402
from govern.project.exports import read_export  # noqa: E402
from govern.project.load import bare  # noqa: E402
from govern.render.targets.gtm import export  # noqa: E402
from govern.rules.examples import containers  # noqa: E402
from govern.rules.run import run  # noqa: E402

PEERS = ("haiqigeng", "mcp", "tiggy")
DAY = "2026-11-30"
ASIDE = {
    "unfiled_objects": "without-folder",
    "unused_object": "unused-",
    "unused_built_in_variable": "unused-",
    "trigger_orphan": "unused-",
    "unused-trigger": "unused-",
    "unused-template": "unused-",
    "tag_no_consent": "consent",
    "tag_custom_html": "code/template-instead",
    "Custom HTML uses an inline script; keep it only when a native tag or template cannot do the same job.": "code/template-instead",
}
"""Kinds that are said of every thing of a sort, or of what a plant leaves behind, and the word in our rule's name without which
they do not tell a flaw."""
ENTITY = re.compile(r'\w+ "(.*)"')

Said = set[tuple[str, str]]
"""A kind of finding, and what it names."""


def asked(peer: str, folder: Path, files: Iterable[Path]) -> list[Said | str]:
    """What a peer says of each file, or why it says nothing."""
    line = [
        str(folder / "peers/bin/python"),
        "-B",
        str(ROOT / "benchmarks/peers_asked.py"),
        peer,
        str(folder / "haiqigeng"),
    ]
    text = "\n".join(str(file) for file in files)
    out = subprocess.run(line, input=text, capture_output=True, text=True, check=True).stdout
    answers = [json.loads(answer) for answer in out.splitlines()]
    return [a["error"] if isinstance(a, dict) else {(kind, name) for kind, name in a} for a in answers]


def ours(file: Path) -> list[Finding]:
    """What `audit` says of a file; nothing where it refuses it."""
    try:
        return list(run(bare(DAY, read_export(file.read_bytes(), file.name)), "live"))
    except GovernError:
        return []


def names(findings: Iterable[Finding]) -> Iterator[str]:
    """What findings name."""
    for finding in findings:
        for place in (finding.place, *(other.place for other in finding.related)):
            if found := ENTITY.fullmatch(place.entity or ""):
                yield found[1]
        yield from re.findall(r'"([^"]*)"', finding.message)


def planted(folder: Path) -> dict[str, Path]:
    """The container without a flaw (under no name) and those with one each, written as exports."""
    from planted_kit import clean
    from test_planted_containers import FLAWS

    files = {}
    (folder / "planted").mkdir(exist_ok=True)
    for number, (name, plant) in enumerate({"": lambda _: None, **{k: p for k, (_, p) in FLAWS.items()}}.items()):
        container = clean()
        plant(container)
        files[name] = folder / "planted" / f"{number:03}.json"
        (read,) = containers([container])
        files[name].write_text(json.dumps(export(read, tuple(references(read)))), encoding="utf-8")
    return files


def flaws(folder: Path, each: bool) -> None:
    """Prints how many planted flaws each finds."""
    from test_planted_containers import FLAWS

    files = planted(folder)
    rules = {name: {f.rule for f in ours(file)} for name, file in files.items()}
    found = {"ours": {name for name, said in rules.items() if said - rules[""]}}
    for peer in PEERS:
        answers = dict(zip(files, asked(peer, folder, files.values()), strict=True))
        found[peer] = {name for name, (rule, _) in FLAWS.items() if tells(answers[name], answers[""], rule)}
    print(f"{len(FLAWS)} planted flaws")
    for who, those in found.items():
        print(f"{who:12} {len(those):4}   not ours: {sorted(those - found['ours'])}")
    for name in FLAWS if each else ():
        print(f"  {name:60} " + " ".join(who for who, those in found.items() if name in those))


def tells(said: Said | str, of_clean: Said | str, rule: str) -> bool:
    """Whether a peer says something of a container with a flaw that it does not say of the one without, by our rule for it."""
    if isinstance(said, str) or isinstance(of_clean, str):
        return False
    return any(ASIDE.get(kind, "") in rule for kind, _ in said - of_clean)


def corpus(folder: Path, each: bool) -> None:
    """Prints what each finds in public exports, by kind, and how much of it `audit` does not name."""
    files = sorted(file for kind in ("gtm-web", "gtm-server") for file in Path(CORPUS, kind).glob("*.json*"))
    our_names = [set(names(ours(file))) for file in files]
    for peer in PEERS:
        total, lacking = Counter[str](), defaultdict[str, list[tuple[str, str]]](list)
        for file, said, known in zip(files, asked(peer, folder, files), our_names, strict=True):
            if isinstance(said, str):
                total["refused"] += 1
                continue
            for kind, name in said:
                total[kind] += 1
                if name not in known:
                    lacking[kind].append((file.name[:4], name))
        print(f"\n{peer}: {len(files)} exports, {total.pop('refused', 0)} refused; {sum(total.values())} things said")
        for kind, count in total.most_common():
            print(f"  {count:5} {len(lacking[kind]):5} not ours   {kind}")
            for file_name, name in lacking[kind] if each else ():
                print(f"{'':24}{file_name} {name}")


def main(arguments: list[str]) -> None:
    folder, each = Path(arguments[0]).resolve(), "--each" in arguments
    flaws(folder, each)
    corpus(folder, each)


if __name__ == "__main__":
    main(sys.argv[1:])
