"""Hears what is said about a damaged file, and notes what does not say where."""

from __future__ import annotations

import io
from collections.abc import Iterable

from govern.core.errors import GovernError
from govern.core.report import Place, Report
from govern.output import write
from govern.output.formats import FORMATS
from tools.damage.changes import Case

WHOLE_FILE = (
    "this is not an export that govern knows", "this is not a Tag Manager container", "the file is empty",
    "the answer lists nothing", "the answer {} lists nothing", 'the answer "" lists nothing', "the answer null lists nothing", "this is not a capture that govern knows", "this lists secrets of",
)  # fmt: skip
"""What can only be said of a file as a whole: it has no place inside it."""


OF_CAPTURE = frozenset({"hits/none-seen", "hits/nothing-declared-seen"})
"""Rules that say of a capture as a whole what is not in it."""


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
            whole = finding.rule in OF_CAPTURE and finding.place.file
            if not whole and not is_placed(finding.place, in_specs=finding.place.file in known):
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
