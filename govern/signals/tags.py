"""Signals as a container sets them up: what each of its tags tells whom, and when.

Of every tag there is an answer: it tells (`told`), helps others to tell (`support`), or cannot be read, and why (`unread`).
A paused tag and one without a trigger tell as well; they are `never called`.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.report import Place, Route
from govern.gtm.container import Body, Container, label
from govern.gtm.tags import (
    has_trigger,
    in_sequence,
    is_active,
    parameters,
    table_of,
    template_of,
    text_of,
)
from govern.platforms.told import Choice, Form, Rows, by_type, made_by
from govern.signals.consent_asked import consent_asked
from govern.signals.signal import Consent, Personal, Signal, Surely, Told
from govern.signals.source import (
    MESSAGE,
    NOTHING,
    Ambient,
    Fields,
    Made,
    Read,
    Source,
    Text,
    Unknown,
    choices,
    edge,
    joined,
)
from govern.signals.variables import Variables, variables
from govern.signals.when import whens

NOBODY_KNOWN = "custom HTML that tells nobody who is known"
NO_PIXEL = "an image that is no pixel of a known vendor"


class Raw(Record):
    """An entity of a container that says something: what a signal is told `by`."""

    container: str
    file: str
    kind: str
    name: str

    def place(self, *route: str | int) -> Place:
        """The place of the entity, or of something inside it."""
        return Place(self.file, route, entity=label(self.kind, self.name))


class Unread(Record):
    """A tag of which nobody can say whom it tells what, and why."""

    tag: str
    why: str


class Setup(Record):
    """What a container tells: its signals in the order of its tags, the tags that only help, and those not understood."""

    container: Container
    told: tuple[Signal, ...] = ()
    support: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def live(self) -> tuple[Signal, ...]:
        """The signals of tags that can fire."""
        return tuple(signal for signal in self.told if signal.surely != "never called")

    def tag(self, signal: Signal) -> str:
        """The name of the tag that a signal comes from."""
        return name_of(signal)


def name_of(signal: Signal) -> str:
    """The name of the tag that a signal comes from."""
    return signal.by.name if isinstance(signal.by, Raw) else ""


@memo
def container_signals(container: Container) -> Setup:
    """What a container tells, whether it is live or wished for. The container remembers it."""
    reader = Reader(container)
    told: list[Signal] = []
    support, unread = [], []
    for name, tag in container.bodies("tag").items():
        found = reader.signals(name, tag)
        if isinstance(found, str):
            unread.append(Unread(name, found))
        elif all(signal.kind == "support" for signal in found):
            support.append(name)
        else:
            told.extend(found)
    return Setup(container, tuple(told), tuple(support), tuple(unread))


class Reader:
    """Reads the tags of one container."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.variables: Variables = variables(container)
        self.whens = whens(container)
        self.sequenced = in_sequence(container)

    def signals(self, name: str, tag: Body) -> tuple[Signal, ...] | str:
        """The signals of a tag, or why it cannot be read."""
        type_ = str(tag.get("type"))
        if type_ in ("html", "img"):
            return tuple(told_by_code(self, name, tag)) or (NOBODY_KNOWN if type_ == "html" else NO_PIXEL)
        forms = by_type().get(type_)
        if forms is None:
            forms = made_by(frozenset(row["key"] for row in parameters(tag.get("parameter"))))
            code = template_of(self.container, tag)
            forms = tuple(form for form in forms if not form.sign or form.sign in code)
        if not forms:
            return f'nobody knows what a tag of the type "{type_}" tells'
        fitting = tuple(signal for form in forms for signal in Tag(self, name, tag, form).signals())
        return fitting or f'a tag of the type "{type_}" with settings that nobody knows'


def told_by_code(reader: Reader, name: str, tag: Body) -> Iterator[Signal]:
    """What the code of a custom HTML tag tells, or an image, each call and each pixel a signal."""
    from govern.signals.code import spoken

    by = Raw(reader.container.id, reader.container.file, "tag", name)
    called = is_active(tag) and (has_trigger(tag) or name in reader.sequenced)
    bounded = "scheduleStartMs" in tag or "scheduleEndMs" in tag
    for said in spoken(reader.container, name, tag, reader.variables.named):
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
            when=reader.whens[name],
            by=by,
            surely=surely if called else "never called",
            more=said.more,
            endpoint=Told(Unknown("another tag says which"), said.name.place),
        )


def prefixed(account: Told) -> Told:
    """A Google Ads account as the platform spells it."""
    return account.replace(source=without_prefix(account.source))


class Tag:
    """One tag, as one of its forms reads it."""

    def __init__(self, reader: Reader, name: str, tag: Body, form: Form) -> None:
        self.reader, self.name, self.tag, self.form = reader, name, tag, form
        self.by = Raw(reader.container.id, reader.container.file, "tag", name)
        self.rows = {row["key"]: row for row in reversed(parameters(tag.get("parameter")))}
        self.settings = {key: value for rows in form.rows for key, value in rows_of(tag, rows)}
        self.parameters = self.read_parameters()

    def signals(self) -> Iterator[Signal]:
        """The signal, where the form is that of the tag."""
        form, account = self.form, self.account()
        if form.only is not None and not self.applies(form.only):
            return
        if form.starts and not might_start(account.source, form.starts):
            return
        surely = self.surely()
        if surely is None:
            return
        yield Signal(
            platform=form.platform,
            leg=form.leg,
            kind=form.kind,
            account=account.replace(source=without_prefix(account.source)) if form.starts == "AW-" else account,
            name=self.event_name(),
            parameters=self.parameters,
            event_id=self.first(form.event_id),
            person=self.people(),
            consent=self.consent(),
            when=self.reader.whens[self.name],
            by=self.by,
            surely=surely,
            more=tuple(self.more()),
            endpoint=self.endpoint(),
        )

    def place(self, *route: str | int) -> Place:
        """A place in the tag."""
        return self.by.place(*route)

    def told(self, text: str, route: Route = ("parameter",)) -> Told:
        """What a text of the tag says."""
        return self.reader.variables.told(text, self.place(*route))

    def first(self, keys: tuple[str, ...]) -> Told:
        """What the first of some fields says that says anything."""
        return self.told(self.text(*keys))

    def text(self, *keys: str) -> str:
        """The text of the first of the parameters that has one."""
        for key in keys:
            value = self.rows[key].get("value") if key in self.rows else None
            if isinstance(value, str) and (found := value.strip()):
                return found
        return ""

    def applies(self, choice: Choice) -> bool:
        """Whether a choice is the one that the tag takes."""
        if choice.says.startswith("!"):
            return self.text(choice.key) not in ("", choice.says[1:])
        return not choice.key or self.text(choice.key) == choice.says

    def account(self) -> Told:
        """The account, in the platform's one spelling."""
        form = self.form
        for key in form.account:
            if key not in self.rows:
                continue
            found = self.rows[key]
            value = found.get("value")
            if found.get("type") in ("TAG_REFERENCE", "tagReference") and isinstance(value, str):
                return self.of_tag(value)
            if isinstance(value, str) and value.strip():
                return self.labelled(self.told(value.strip()))
        if form.hit:
            return Told(Read("event data", form.hit), self.place("parameter"))
        source: Source = Ambient(form.platform) if form.ambient else NOTHING
        return Told(source, self.place("parameter"))

    def of_tag(self, name: str) -> Told:
        """The account of the configuration tag that a tag names."""
        other = self.reader.container.bodies("tag").get(name)
        if other is None:
            return Told(Unknown(f'no tag "{name}"'), self.place("parameter"), (), name)
        return self.told(text_of(other, "tagId", "measurementIdOverride", "measurementId")).replace(written=name)

    def labelled(self, account: Told) -> Told:
        """An account with the label of a conversion, and without the `AW-` that some write before the number."""
        source = account.source
        if self.form.platform == "google_ads" and not self.form.starts:
            source = without_prefix(source)
        labels = [self.told(text) for key in self.form.label if (text := self.text(key))]
        if labels:
            pieces = [piece for one in labels for piece in (Text("/"), one.source)]
            via = tuple(name for one in labels for name in one.via)
            return Told(joined((source, *pieces)), account.place, account.via + via, account.written)
        return account.replace(source=source)

    def event_name(self) -> Told:
        """The event's name: what the first choice that the tag takes says."""
        for choice in self.form.name:
            if not self.applies(choice):
                continue
            if choice.message:
                source: Source = Made(choice.text, (MESSAGE,)) if choice.text else MESSAGE
                return Told(source, self.place("parameter"))
            text = choice.text or self.text(choice.field)
            if text:
                return self.told(text)
        return Told(NOTHING, self.place("parameter"))

    def read_parameters(self) -> dict[str, Told]:
        """The parameters: those of variables of settings, then the tag's own rows, which win."""
        found: dict[str, Told] = {}
        for key in self.form.objects:
            text = self.text(key)
            source = self.reader.variables.source(text) if text else NOTHING
            if isinstance(source, Fields):
                place, via = self.place("parameter"), tuple(self.told(text).via)
                found.update((name, Told(value, place, via, text)) for name, value in source.fields)
        found.update((name, self.told(value)) for name, value in self.settings.items())
        for name, key in self.form.parameters:
            if text := self.text(key):
                found[name] = self.told(text)
        return found

    def more(self) -> Iterator[str]:
        """Why there may be further parameters."""
        for key, says, why in self.form.more:
            if not key or self.text(key) == says:
                yield why
        for key in self.form.objects:
            text = self.text(key)
            source = self.reader.variables.source(text) if text else NOTHING
            if source != NOTHING and (not isinstance(source, Fields) or source.open):
                yield "a variable of settings"

    def people(self) -> dict[str, Personal]:
        """What says who somebody is."""
        rows = ((key, value) for rows in self.form.people for key, value in rows_of(self.tag, rows))
        return {key: Personal.of({**vars(self.told(value)), "form": "unknown"}) for key, value in rows}

    def endpoint(self) -> Told:
        """The server of one's own that takes the hits."""
        for key in self.form.endpoint:
            text = self.text(key)
            found = self.told(text) if text else self.parameters.get(key)
            if found is not None and found.source != NOTHING:
                source = found.source
                return found.replace(source=Text(source.value.rstrip("/"))) if isinstance(source, Text) else found
        unsaid = NOTHING if self.form.endpoint else Unknown("another tag says which")
        return Told(unsaid, self.place("parameter"))

    def surely(self) -> Surely | None:
        """Whether the tag, when it fires, tells this; `None` where its settings say that it does not."""
        name, tag = self.name, self.tag
        if not is_active(tag) or not (has_trigger(tag) or name in self.reader.sequenced):
            return "never called"
        surely: Surely = "under conditions" if "scheduleStartMs" in tag or "scheduleEndMs" in tag else "always"
        for key in self.form.unless:
            text = self.text(key)
            source = self.reader.variables.source(text) if text else self.setting(key)
            if source == Text("false"):
                return None
            if source not in (NOTHING, Text("true")):
                surely = "under conditions"
        if self.form.unless and "a variable of settings" in self.more():
            surely = "under conditions"
        return surely

    def setting(self, key: str) -> Source:
        """What a setting of the tag says."""
        return self.parameters[key].source if key in self.parameters else NOTHING

    def consent(self) -> Consent:
        """What the tag waits for."""
        return consent_asked(self.tag, asks_itself=self.form.asks)


def without_prefix(source: Source) -> Source:
    """A Google Ads account without the `AW-` that some write before its number."""
    return Text(source.value[3:]) if isinstance(source, Text) and source.value[:3].upper() == "AW-" else source


def rows_of(tag: Body, rows: Rows) -> Iterator[tuple[str, str]]:
    """The rows of a table of a tag, those that have a name."""
    table = table_of(tag, rows.field, rows.name, rows.value)
    return ((name, value) for name, value in table.items() if name)


OTHER_STARTS = ("AW-", "DC-")
"""How the IDs of Google begin that are none of Analytics."""


def might_start(source: Source, start: str) -> bool:
    """Whether an ID may begin with this. One of Analytics is also what begins as nothing that is known, or is no text."""
    known = choices(source)
    texts = [text.upper() for text in known] if known else [edge(source, 0).upper()]
    if start == "G-":
        return not all(text.startswith(OTHER_STARTS) for text in texts)
    return any(text.startswith(start) for text in texts)
