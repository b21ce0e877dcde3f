"""Falls of volume and silence: alarms that need both, the threshold that somebody wrote and that chance alone does not explain it."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import TYPE_CHECKING

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place
from govern.counts.chance import drop_chance, fall_needs, stop_needs
from govern.counts.series import HOURS_A_WEEK, WEEKS, Series, all_series, lumpiness
from govern.counts.thresholds import drops
from govern.counts.tolerances import concerns
from govern.source.cells import DAY_US, HOUR_US, day_of_text, day_text
from govern.spec.base import percent, seconds
from govern.spec.sections.quality import Quality, Silence, VolumeDrop

if TYPE_CHECKING:
    from govern.project import Project

SURE = 99.99
"""How sure an alarm has to be where nobody says."""

DAY_HOURS = 24
WINDOWS = (2, 6, 24)
"""Hours that are looked at in turn where a fall does not show in those that are asked about."""


class Alarm(Record):
    """Something that somebody should look at: its level, what happened, where the threshold is, what it is about."""

    kind: str
    level: str
    message: str
    place: Place
    subject: str


class Watched(Record):
    """A series at a moment: the hour that has just ended, how lumpy it is, the days that say nothing."""

    series: Series
    hour: int
    lumpy: float
    ignored: frozenset[int]
    sure: float


@memo
def drop_alarms(project: Project) -> tuple[tuple[Alarm, ...], tuple[str, ...]]:
    """The alarms about volume and silence at the moment that is looked at, and what cannot be judged."""
    alarms: list[Alarm] = []
    notes: list[str] = []
    hour = moment_of(project) // HOUR_US
    for found in all_series(project):
        for quality in project.quality:
            if concerns(quality, found.event, tuple(filter(None, (found.source.entry.destination,)))):
                watched = watch(found, hour, quality)
                for route, drop in drops(quality):
                    judge(watched, drop, quality.place(*route), alarms, notes)
                if quality.silence is not None and found.hours:
                    alarms += silent(watched, quality.silence, quality.place("silence"))
    return tuple(alarms), tuple(dict.fromkeys(notes))


def moment_of(project: Project) -> int:
    """The moment that is looked at, as the command was told."""
    return int(project.live.between[2]) if len(project.live.between) > 2 else (day_of_text(project.today) + 1) * DAY_US


def watch(found: Series, hour: int, quality: Quality) -> Watched:
    """A series with what a section says of alarms."""
    ignored = frozenset(day_of_text(one.day) for one in quality.ignore)
    sure = (percent(quality.sure) if quality.sure else SURE) / 100
    return Watched(found, hour, lumpiness(found, hour, ignored), ignored, sure)


def judge(watched: Watched, drop: VolumeDrop, place: Place, alarms: list[Alarm], notes: list[str]) -> None:
    """Hold one threshold against one series."""
    hours = max(1, round(seconds(drop.within) / 3600))
    if drop.against == "7d" or not watched.series.hours:
        if hours >= DAY_HOURS or drop.against == "7d":
            judge_day(watched, drop, place, alarms, notes)
        else:
            notes.append(
                f"{watched.series.name}: volume_drop within {drop.within} is not judged, since it is counted by day"
            )
        return
    if watched.series.zone.day((watched.hour - 1) * HOUR_US) in watched.ignored:
        return
    wider = [hours, *(more for more in WINDOWS if more > hours)]
    looks = [look for look in (look_at(watched, span_) for span_ in wider) if look is not None]
    if not looks:
        notes.append(f"{watched.series.name}: volume is not judged before two weeks are known")
        return
    for look in looks:
        if look.is_fall(drop.percent, watched):
            alarms.append(
                Alarm(
                    "volume-drop", drop.level, fell(watched, drop, look), place, f"{watched.series.name}\n{drop.within}"
                )
            )
            return
    if not looks[0].is_seen(drop.percent, watched):
        notes.append(unseen(watched, drop, looks))


class Look(Record):
    """The last hours of a series beside the same hours of the weeks before: how many now, how many then, in how many weeks."""

    hours: int
    now: int
    before: int
    weeks: int

    @property
    def usual(self) -> float:
        """How many are usual."""
        return self.before / self.weeks

    def is_fall(self, percent: float, watched: Watched) -> bool:
        """Whether the number fell below the threshold, and chance does not explain it."""
        below = bool(self.usual) and self.now < self.usual * (1 - percent / 100)
        return below and drop_chance(self.now, self.before, self.weeks, watched.lumpy) < 1 - watched.sure

    def is_seen(self, percent: float, watched: Watched) -> bool:
        """Whether a fall by the threshold could be seen at so many events."""
        return self.usual >= fall_needs(percent, watched.sure, self.weeks, watched.lumpy)


def look_at(watched: Watched, hours: int) -> Look | None:
    """The last hours of a series beside those of earlier weeks; nothing before two of them are known."""
    series, end = watched.series, watched.hour
    starts = [end - hours - HOURS_A_WEEK * week for week in range(1, WEEKS + 1)]
    known = [
        start for start in starts if start >= series.first and series.zone.day(start * HOUR_US) not in watched.ignored
    ]
    if len(known) < 2:
        return None
    before = sum(series.between(start, start + hours) for start in known)
    return Look(hours, series.between(end - hours, end), before, len(known))


def fell(watched: Watched, drop: VolumeDrop, look: Look) -> str:
    """A fall in words; over which hours it shows, where those that are asked about are too few."""
    asked = max(1, round(seconds(drop.within) / 3600))
    wider = "" if look.hours == asked else f"; within {drop.within} so few events show nothing"
    return (
        f"{watched.series.name}: {look.now:,} in {span(watched.hour - look.hours, watched.hour)}, {look.usual:,.0f} expected "
        f"(same hours, {look.weeks} weeks, φ {watched.lumpy:.1f}): −{100 * (1 - look.now / look.usual):.0f} %{wider}"
    )


def unseen(watched: Watched, drop: VolumeDrop, looks: list[Look]) -> str:
    """That a threshold can never ring at so few events, and what can be seen instead."""
    series, weeks = watched.series, looks[0].weeks
    past = series.between(watched.hour - HOURS_A_WEEK, watched.hour) / HOURS_A_WEEK
    if not past:
        return f"{series.name}: nothing happened within a week, so volume says nothing; write `silence`"
    stop = stop_needs(watched.sure, weeks, watched.lumpy) / past
    fall = fall_needs(drop.percent, watched.sure, weeks, watched.lumpy) / past
    slow = (
        f"a fall by {drop.percent:g} % after {fall:,.0f} h"
        if fall < HOURS_A_WEEK
        else f"a fall by {drop.percent:g} % not within a week"
    )
    over = ", ".join(str(look.hours) for look in looks[1:])
    looked = f", so {over} h are looked at as well" if over else ""
    return f"{series.name}: volume_drop within {drop.within} cannot be seen at {past:,.1f} an hour{looked}; a stop shows after {stop:,.0f} h, {slow}"


def judge_day(watched: Watched, drop: VolumeDrop, place: Place, alarms: list[Alarm], notes: list[str]) -> None:
    """The last whole day against the mean of the seven before."""
    series = watched.series
    last = series.zone.day(watched.hour * HOUR_US) - 1
    before = [last - back for back in range(1, 8)]
    first = min(series.days, default=last)
    known = [day for day in before if day >= first and day not in watched.ignored]
    if last in watched.ignored:
        return
    if len(known) < 5 or (
        last not in series.days and max(series.days, default=0) < last and not series.source.is_timed
    ):
        notes.append(f"{series.name}: {day_text(last)} is not judged, since it or the seven days before are not known")
        return
    numbers = [series.days.get(day, 0) for day in known]
    now, total = series.days.get(last, 0), sum(numbers)
    usual = total / len(known)
    spread = sum((number - usual) ** 2 for number in numbers) / (len(known) - 1)
    lumpy = max(1.0, spread / usual if usual else 1.0)
    if (
        usual
        and now < usual * (1 - drop.percent / 100)
        and drop_chance(now, total, len(known), lumpy) < 1 - watched.sure
    ):
        message = f"{series.name}: {now:,} on {day_text(last)}, {usual:,.0f} a day in the seven days before: −{100 * (1 - now / usual):.0f} %"
        alarms.append(Alarm("volume-drop", drop.level, message, place, f"{series.name}\n{drop.within}\n{drop.against}"))


def silent(watched: Watched, silence: Silence, place: Place) -> Iterator[Alarm]:
    """Nothing at all for longer than somebody wrote, counted in opening hours, where something was to be expected."""
    series, end = watched.series, watched.hour
    last = max((hour for hour, number in series.hours.items() if number and hour < end), default=None)
    if last is None:
        return
    quiet = [hour for hour in range(last + 1, min(end, last + 1 + 60 * DAY_HOURS)) if is_open(silence, series, hour)]
    if len(quiet) < seconds(silence.after) / 3600 or series.zone.day((end - 1) * HOUR_US) in watched.ignored:
        return
    weeks = [week for week in range(1, WEEKS + 1) if last - HOURS_A_WEEK * week >= series.first]
    expected = (
        sum(series.hours.get(hour - HOURS_A_WEEK * week, 0) for hour in quiet for week in weeks) / len(weeks)
        if weeks
        else None
    )
    if expected is not None and expected / watched.lumpy < -log(1 - watched.sure):
        return
    told = f", {expected:,.0f} expected" if expected is not None else ""
    message = f"{series.name}: no event since {clock(last + 1)}, {len(quiet)} h in opening time{told}"
    yield Alarm("silence", silence.level, message, place, series.name)


def is_open(silence: Silence, series: Series, hour: int) -> bool:
    """Whether an hour begins in opening time, which may go past midnight."""
    if silence.open is None:
        return True
    start, end = silence.open.split("-")
    local = (hour * HOUR_US + series.zone.offset(hour * HOUR_US)) % DAY_US // HOUR_US
    first, last = int(start[:2]), int(end[:2])
    return first <= local < last if first < last else local >= first or local < last


def clock(hour: int) -> str:
    """An hour in words, in UTC."""
    return f"{day_text(hour // DAY_HOURS)} {hour % DAY_HOURS:02}:00 UTC"


def span(start: int, end: int) -> str:
    """Some hours in words, in UTC."""
    first, last = clock(start), clock(end)
    return f"{first.removesuffix(' UTC')} to {last[11:] if first[:10] == last[:10] else last}"
