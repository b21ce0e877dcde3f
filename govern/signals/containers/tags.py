"""Signals as a container sets them up: what each of its tags tells whom, and when.

Of every tag there is an answer: it tells (`told`), helps others to tell (`support`), or cannot be read, and why (`unread`).
A paused tag and one without a trigger tell as well; they are `never called`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.gtm.container import Body, Container
from govern.gtm.tags import has_trigger, is_active, parameters, template_of
from govern.platforms.told import by_type, made_by
from govern.signals.containers.consent_asked import consent_asked
from govern.signals.containers.form_read import Around, Tag, without_prefix
from govern.signals.containers.setup import Raw, Setup, Unread
from govern.signals.signal import Personal, Signal, Surely, Told
from govern.signals.source import Unknown

NOBODY_KNOWN = "custom HTML that tells nobody who is known"
NO_PIXEL = "an image that is not a pixel of a known vendor"


@memo
def container_signals(container: Container) -> Setup:
    """What a container tells, whether it is live or wished for. The container remembers it."""
    around = Around(container)
    told: list[Signal] = []
    support, unread = [], []
    for name, tag in container.bodies("tag").items():
        found = signals_of(around, name, tag)
        if isinstance(found, str):
            unread.append(Unread(name, found))
        elif all(signal.kind == "support" for signal in found):
            support.append(name)
        else:
            told.extend(found)
    return Setup(container, tuple(told), tuple(support), tuple(unread))


def signals_of(around: Around, name: str, tag: Body) -> tuple[Signal, ...] | str:
    """The signals of a tag, or why it cannot be read."""
    type_ = str(tag.get("type"))
    if type_ in ("html", "img"):
        return tuple(told_by_code(around, name, tag)) or (NOBODY_KNOWN if type_ == "html" else NO_PIXEL)
    forms = by_type().get(type_)
    if forms is None:
        forms = made_by(frozenset(row["key"] for row in parameters(tag.get("parameter"))))
        code = template_of(around.container, tag)
        forms = tuple(form for form in forms if not form.sign or form.sign in code)
    if not forms:
        return f'nobody knows what a tag of the type "{type_}" tells'
    fitting = tuple(signal for form in forms for signal in Tag(around, name, tag, form).signals())
    return fitting or f'a tag of the type "{type_}" with settings that nobody knows'


def told_by_code(around: Around, name: str, tag: Body) -> Iterator[Signal]:
    """What the code of a custom HTML tag tells, or an image, each call and each pixel a signal."""
    from govern.signals.code.told import spoken

    by = Raw(around.container.id, around.container.file, "tag", name)
    called = is_active(tag) and (has_trigger(tag) or name in around.sequenced)
    bounded = "scheduleStartMs" in tag or "scheduleEndMs" in tag
    for said in spoken(around.container, name, tag, around.variables.named):
        surely: Surely = "under conditions" if bounded and said.surely == "always" else said.surely
        yield Signal(
            platform=said.platform,
            leg="browser",
            kind=said.kind,
            account=prefixed(said.account) if said.platform == "google_ads" else said.account,
            name=said.name,
            parameters=said.parameters,
            event_id=said.event_id,
            person={key: Personal.of({**vars(told), "form": "unknown"}) for key, told in said.person.items()},
            consent=consent_asked(tag, asks_itself=said.call == "gtag"),
            when=around.whens[name],
            by=by,
            surely=surely if called else "never called",
            more=said.more,
            endpoint=Told(Unknown("another tag says which"), said.name.place),
        )


def prefixed(account: Told) -> Told:
    """A Google Ads account as the platform spells it."""
    return account.replace(source=without_prefix(account.source))
