"""Say which text files have trailing blanks or no newline at their end: `python tools/whitespace.py FILE...`."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def complaints(path: Path) -> list[str]:
    """What is wrong with a file's blanks."""
    text = path.read_text(encoding="utf-8")
    lines = [
        f"{path}:{number}: trailing blanks"
        for number, line in enumerate(text.split("\n"), 1)
        if re.search(r"[ \t]$", line)
    ]
    if text and not text.endswith("\n"):
        lines.append(f"{path}: no newline at the end")
    return lines


if __name__ == "__main__":
    found = [complaint for name in sys.argv[1:] for complaint in complaints(Path(name))]
    print("\n".join(found))
    sys.exit(1 if found else 0)
