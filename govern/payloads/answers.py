"""How a platform's answer is read: one description for each platform, which the senders in both languages follow.

A status is not enough: TikTok answers 200 to what it refuses, Google names the rows that failed in a 200, Pinterest
says of each event what became of it. Only codes are taken from an answer, never texts: those may repeat what was sent.
"""

from __future__ import annotations

from govern.core.record import Record
from govern.core.report import Route


class Answer(Record):
    """What an answer says. Ways lead through its JSON; `*` stands for every entry of a list and every value of an object.

    `code` are ways to the platform's own code, the first that leads somewhere counts; `subcode` is added to it. An answer
    of success has something at `good`: one of `values`, or any value where there are none; with `counts` it is the number
    of events that were taken; with `empty` an object without anything is as good. Where one of `rows` is a list as long as that of the events, each entry speaks of one
    event, which was taken when `row` leads to one of `row_values`. `failures` leads to the events that were not taken,
    `index` from there to their position. `row_code` leads from either to the code.

    Codes `again` mean that the same request may succeed later, `there` that the platform has the event already, `apart`
    that one event of several may have made the platform refuse them all; the statuses 400, 413 and 422 mean that too. With
    `later` a good answer only says that the request has come in: what becomes of its events is told when it is asked about.
    """

    code: tuple[Route, ...] = ()
    subcode: Route = ()
    good: Route = ()
    values: tuple[str, ...] = ()
    counts: bool = False
    rows: tuple[Route, ...] = ()
    row: Route = ()
    row_values: tuple[str, ...] = ()
    failures: Route = ()
    index: Route = ()
    row_code: Route = ()
    again: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    later: bool = False
    empty: bool = False

    def as_data(self) -> dict[str, object]:
        """What the senders carry of it."""
        return {name: value for name in self.__fields__ if (value := getattr(self, name))}
