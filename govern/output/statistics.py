"""How often each rule speaks, for `--statistics`: the most frequent first, as a table for people or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from govern.output import words

if TYPE_CHECKING:
    from govern.core.report import Report


def write(report: Report, format: str, stream: TextIO, clean: str) -> None:
    """Write the counts; `format` is text or json."""
    counts = Counter((finding.rule, finding.level) for finding in report.findings)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if format == "json":
        told = [{"rule": rule, "level": level, "count": count} for (rule, level), count in rows]
        stream.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    width = max((len(f"{count:,}") for _, count in rows), default=0)
    for (rule, level), count in rows:
        stream.write(f"{count:>{width},}  {level:7}  {rule}\n")
    stream.write(("\n" if rows else "") + words.summary(report, clean) + "\n")
