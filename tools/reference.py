"""Write the reference pages: `docs/rules` from what each rule says about itself, `docs/platforms` from the facts,
`docs/exports` from the readers, `docs/keys` from the records of the language, `docs/man` from the commands,
`docs/reliability.md` from the figures of the campaign.

    python tools/reference.py            write them anew; pages of what is gone are removed
    python tools/reference.py --check    say which are out of date

Nothing on these pages is kept by hand: mend the docstring of the rule or the reader, or the fact of the platform.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.pages import exports, keys, man, platforms, reliability, rules  # noqa: E402

SUBJECTS = {"docs/rules": rules.pages, "docs/platforms": platforms.pages, "docs/exports": exports.pages,
            "docs/keys": keys.pages}  # fmt: skip
COMMAND = "python tools/reference.py"
MADE = {
    "docs/rules": f"<!-- Written by {COMMAND} from the rules' docstrings: mend those in govern/rules. -->",
    "docs/platforms": f"<!-- Written by {COMMAND} from the facts: mend those in govern/platforms. -->",
    "docs/exports": f"<!-- Written by {COMMAND} from the readers' docstrings: mend those in govern/*/readers. -->",
    "docs/keys": f"<!-- Written by {COMMAND} from the words below the fields: mend those in govern/spec/sections. -->",
}
"""What every page begins with."""

RELIABILITY = "docs/reliability.md"


def pages() -> dict[str, str]:
    """Every page by its path from the checkout."""
    found = {
        f"{folder}/{name}.md": f"{MADE[folder]}\n\n{text.rstrip()}\n"
        for folder, written in SUBJECTS.items()
        for name, text in written()
    }
    found |= {
        f"docs/man/{name}.1": f'.\\" Written by {COMMAND} from the commands.\n{text}\n' for name, text in man.pages()
    }
    found[RELIABILITY] = f"<!-- Written by {COMMAND} from tools/reliability.json. -->\n\n{reliability.page()}"
    return dict(sorted(found.items()))


def stale(found: dict[str, str]) -> list[str]:
    """The pages that are out of date, missing, or of something that is gone."""
    written = [path for folder in SUBJECTS for path in (ROOT / folder).rglob("*.md")]
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for path in (*written, *(ROOT / "docs" / "man").glob("*.1"), *(ROOT / "docs").glob("reliability.md"))
    }
    changed = [path for path, text in found.items() if path not in on_disk or (ROOT / path).read_text("utf-8") != text]
    return sorted([*changed, *(on_disk - found.keys())])


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    found = pages()
    different = stale(found)
    for path in different:
        print(path)
        if check:
            continue
        if path in found:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(found[path], encoding="utf-8", newline="\n")
        else:
            (ROOT / path).unlink()
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
