"""Every conversion at every tool, as declared and as live: windows, model, counting, currency, clock, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.attribution.conversions import conversions
from govern.core.record import Record
from govern.settings import Setting
from govern.settings.bound import counts_by, destination_of, mappings_of, wished_event, wishes
from govern.settings.fields import shown
from govern.settings.held import alike
from govern.settings.live import in_use, name_of, of_kind
from govern.settings.wished import windows_of, wished
from govern.spec.sections.destinations import Destination
from govern.spec.sections.events import Event

if TYPE_CHECKING:
    from govern.project import Project

COLUMNS = ("click", "view", "engaged_view", "counting", "model", "currency", "time_zone")
HEADS = ("Click", "View", "Engaged view", "Counting", "Model", "Currency", "Time zone")
BY_REPORT = {
    "ga4": "windows belong to the property, one for acquisition and one for all others",
    "pinterest": "windows are chosen in each report",
    "reddit": "windows are those of all reports of the ad account",
    "snapchat": "windows are not kept at the pixel",
    "tiktok": "windows belong to each ad group",
}
"""Where a platform keeps its windows, if not at the conversion."""


class Cell(Record):
    """One value as it is declared and as it is live, each empty where nobody says."""

    declared: str = ""
    live: str = ""

    @property
    def differs(self) -> bool:
        """Whether both are known and are not one."""
        return bool(self.declared and self.live and self.declared != self.live)

    @property
    def text(self) -> str:
        """What holds, in one text: the live value, and the declared one where it is another."""
        if self.differs:
            return f"{self.live}, declared {self.declared}"
        return self.live or self.declared


class Row(Record):
    """One conversion at one tool. `remarks` say what keeps it from being compared with the others of its event."""

    event: str
    destination: str
    platform: str
    counted_by: str
    cells: dict[str, Cell]
    remarks: tuple[str, ...] = ()
    reason: str = ""


def rows(project: Project) -> tuple[Row, ...]:
    """The table: event by event, tool by tool, each with what keeps it from being compared with the first tool that says."""
    found: list[Row] = []
    for event, names in conversions(project):
        there = [row for name in names if (row := row_of(project, event, name)) is not None]
        found.extend(row.replace(remarks=tuple(remarks(row, there))) for row in there)
    return tuple(found)


def row_of(project: Project, event: Event, name: str) -> Row | None:
    """One conversion at one destination."""
    destination = project.destination_by_name.get(name)
    platform = project.platform(destination.platform) if destination is not None else None
    if destination is None or platform is None:
        return None
    declared, reason = declared_of(project, event, destination)
    live = live_of(project, event, destination)
    said: dict[str, Any] = {}
    for setting in (*account_of(project, destination), *live):
        for field, value in setting.fields.items():
            said.setdefault(field, value)
    cells = {field: cell(field, declared.get(field), said.get(field)) for field in COLUMNS}
    counted_by = ", ".join(dict.fromkeys(one.name or one.id for one in live)) or action_of(project, event, destination)
    of_property = tuple(f"{name} {said[name]}" for name in ("acquisition", "other") if name in said)
    return Row(event.name, destination.name, platform.key, counted_by, cells, of_property, reason)


def declared_of(project: Project, event: Event, destination: Destination) -> tuple[dict[str, Any], str]:
    """What the specs say of a conversion at a destination, and why."""
    fields, _, reason = windows_of(project, destination.name)
    wish = wishes(project).get(destination.name)
    account = {"currency": wish.currency, "time_zone": wish.time_zone, "model": wish.model} if wish is not None else {}
    fields = {**fields, **{name: value for name, value in account.items() if value is not None}}
    for one in wished(project):
        if one.destination == destination.name and is_of(project, one.setting, event, destination):
            fields, reason = (
                {**fields, **{name: one.fields[name] for name in COLUMNS if name in one.fields}},
                one.reason or reason,
            )
    return fields, reason


def is_of(project: Project, wish: Setting, event: Event, destination: Destination) -> bool:
    """Whether a wish is about what an event is counted by at a destination."""
    if wish.kind not in ("conversion", "key_event"):
        return False
    there = [one for one in project.mappings if one.event == event.name and one.destination == destination.name]
    if wish.kind == "key_event":
        return any(mapping.as_ == wish.name for mapping in there)
    return wish.rest.get("event") == event.name or any(counts_by(mapping, wish) for mapping in there)


def live_of(project: Project, event: Event, destination: Destination) -> list[Setting]:
    """The live conversions that an event feeds at a destination; ad sets where these have the windows."""
    found = [
        one
        for one in in_use(project, "conversion", "key_event")
        if destination_of(project, one) is destination
        and (
            any(mapping.event == event.name for mapping in mappings_of(project, one))
            or wished_event(project, destination, one) == event.name
        )
    ]
    return found + [one for one in in_use(project, "ad_set") if destination_of(project, one) is destination]


def account_of(project: Project, destination: Destination) -> Iterator[Setting]:
    """What is live of the account as a whole."""
    return (
        one
        for one in of_kind(project, "property", "account", "attribution")
        if destination_of(project, one) is destination
    )


def action_of(project: Project, event: Event, destination: Destination) -> str:
    """What the mappings say that the platform counts by."""
    there = (
        mapping
        for mapping in project.mappings
        if mapping.event == event.name and mapping.destination == destination.name
    )
    return ", ".join(dict.fromkeys(mapping.conversion_action or mapping.as_ for mapping in there))


def cell(field: str, declared: Any, live: Any) -> Cell:
    """Both sides as people read them; two ways to write one value are one."""
    if declared is not None and live is not None and alike(field, declared, live):
        live = declared
    return Cell(*("" if value is None else shown(field, value) for value in (declared, live)))


def remarks(row: Row, others: list[Row]) -> Iterator[str]:
    """Why a row cannot be laid beside the first of its event that says something else."""
    if row.platform in BY_REPORT:
        yield ", ".join((BY_REPORT[row.platform], *row.remarks))
    for field, head in zip(COLUMNS, HEADS, strict=True):
        first = next((other for other in others if value_of(other, field)), row)
        if first is not row and value_of(row, field) and not alike(field, value_of(first, field), value_of(row, field)):
            yield f"{head.lower()}: {value_of(row, field)}, {first.destination} has {value_of(first, field)}"
    if not any(value_of(row, field) for field in ("click", "view")) and row.platform not in BY_REPORT:
        yield f"the windows of {name_of(row.platform)} are not known"


def value_of(row: Row, field: str) -> str:
    """What holds: the live value, or else the declared one."""
    return row.cells[field].live or row.cells[field].declared
