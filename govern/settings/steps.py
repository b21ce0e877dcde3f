"""What has to be done at each platform so that live settings are the wished ones: in the platform's words, and as a call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from govern.core.record import Record
from govern.settings import LABELS, Setting
from govern.settings.bound import destination_of, wishes
from govern.settings.calls import Call, call_of
from govern.settings.difference import LISTED, plain
from govern.settings.fields import shown
from govern.settings.held import apart
from govern.settings.live import word
from govern.settings.missing import complete, not_set, undeclared
from govern.settings.wished import wished

if TYPE_CHECKING:
    from govern.project import Project

MENUS: dict[tuple[str, str], str] = {
    ("ga4", "key_event"): "Admin › Events › Key events",
    ("ga4", "dimension"): "Admin › Custom definitions › Custom dimensions",
    ("ga4", "metric"): "Admin › Custom definitions › Custom metrics",
    ("ga4", "retention"): "Admin › Data collection and modification › Data retention",
    ("ga4", "google_signals"): "Admin › Data collection and modification › Data collection",
    ("ga4", "user_data"): "Admin › Data collection and modification › Data collection",
    ("ga4", "enhanced_measurement"): "Admin › Data streams › the stream › Enhanced measurement",
    ("ga4", "attribution"): "Admin › Attribution settings",
    ("ga4", "property"): "Admin › Property details",
    ("google_ads", "conversion"): "Goals › Conversions › the conversion action › Edit settings",
    ("google_ads", "account"): "Admin › Account settings",
    ("meta", "pixel"): "Events Manager › the dataset › Settings",
    ("meta", "ad_set"): "Ads Manager › the ad set › Attribution setting",
    ("meta", "conversion"): "Events Manager › Custom conversions",
    ("tiktok", "pixel"): "Events Manager › the pixel › Settings › Automatic advanced matching",
    (
        "tiktok",
        "ad_set",
    ): "Ads Manager › the ad group › Attribution settings; they stay as they are once the ad group is made, so make another one",
    ("snapchat", "ad_set"): "Ads Manager › the ad set › Goal & bid › Conversion window",
    ("linkedin", "conversion"): "Campaign Manager › Analyze › Conversion tracking › the conversion",
    ("pinterest", "pixel"): "Ads › Conversions › the tag › Enhanced match",
    ("x", "conversion"): "Ads Manager › Tools › Events Manager › the event",
    ("microsoft_ads", "conversion"): "Tools › Conversion tracking › Conversion goals › the goal",
}
"""Where each is set, in the platform's words."""


class Step(Record):
    """One thing to do at a platform: what, where in its menus, and the call of its interface, if there is one."""

    destination: str
    platform: str
    what: str
    menu: str
    changes: tuple[tuple[str, str, str], ...] = ()
    call: Call | None = None


def steps(project: Project) -> Iterator[Step]:
    """What is to be changed, added and taken away, then what nobody could compare for want of an export."""
    groups: dict[int, list[Any]] = {}
    for one in apart(project):
        groups.setdefault(id(one.pair), []).append(one)
    for group in groups.values():
        live, fields = group[0].pair.live, {one.field: one.wish for one in group}
        changes = tuple((word(one.field), shown(one.field, one.live), shown(one.field, one.wish)) for one in group)
        yield step(group[0].pair.destination, live, f"Change {title(live)}", changes, call_of("change", live, fields))
    for wish in not_set(project):
        made = wish.setting.replace(
            account=wish.setting.account or account_of(project, wish.destination, wish.setting.kind)
        )
        changes = tuple((word(name), "", shown(name, value)) for name, value in wish.fields.items())
        yield step(wish.destination, made, f"Add {title(made)}", changes, call_of("add", made, wish.fields))
    yield from removals(project)
    yield from unseen(project)


def removals(project: Project) -> Iterator[Step]:
    """What a list of the specs leaves out and the platform has."""
    for kind, section in LISTED.items():
        for setting in undeclared(project, kind):
            destination = destination_of(project, setting)
            wish = wishes(project).get(destination.name) if destination is not None else None
            if destination is not None and wish is not None and getattr(wish, section):
                yield step(destination.name, setting, f"Take away {title(setting)}", (), call_of("remove", setting, {}))


def unseen(project: Project) -> Iterator[Step]:
    """Wishes about which no export says anything: they are looked at by hand, or an export is fetched."""
    for wish in wished(project):
        kind = wish.setting.kind
        listed = kind in LISTED and complete(project, wish.destination, kind) is not None
        if not listed and not any(
            is_about(project, one, wish.destination, kind) for found in project.live.settings for one in found.settings
        ):
            changes = tuple((word(name), "", shown(name, value)) for name, value in wish.fields.items())
            yield step(
                wish.destination,
                wish.setting,
                f"Look whether {title(wish.setting)} is as wished: no export says",
                changes,
            )


def is_about(project: Project, setting: Setting, destination: str, kind: str) -> bool:
    """Whether a live setting is of a kind and of a destination."""
    at = destination_of(project, setting) if setting.kind == kind else None
    return at is not None and at.name == destination


def account_of(project: Project, destination: str, kind: str) -> str:
    """How the platform names the account in which something is missing."""
    return next((one.account for one in complete(project, destination, kind) or () if one.account), "")


def step(
    destination: str, setting: Setting, what: str, changes: tuple[tuple[str, str, str], ...], call: Call | None = None
) -> Step:
    """A step of a checklist, with the menu of the platform where it is done."""
    return Step(destination, setting.platform, what, MENUS.get((setting.platform, setting.kind), ""), changes, call)


def title(setting: Setting) -> str:
    """A setting in a checklist."""
    return f'{LABELS[setting.kind]} "{setting.name}"' if setting.name else LABELS[setting.kind]


def as_data(one: Step) -> dict[str, Any]:
    """A step for programs."""
    call = one.call
    return {
        "destination": one.destination,
        "platform": one.platform,
        "what": one.what,
        "changes": [{"field": field, "before": before or None, "after": after} for field, before, after in one.changes],
        "call": None
        if call is None
        else {"method": call.method, "url": call.url, "headers": dict(call.headers), "body": plain(call.body)},
    }
