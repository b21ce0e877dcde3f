"""One tag of a container as one of the forms of its platform reads it."""

from __future__ import annotations

from collections.abc import Iterator

from govern.gtm.container import Body, Container
from govern.gtm.tags import has_trigger, in_sequence, is_active, parameters, table_of, text_of
from govern.platforms.told import Choice, Form, Rows
from govern.signals.containers.consent_asked import consent_asked
from govern.signals.containers.setup import Raw
from govern.signals.containers.variables import variables
from govern.signals.containers.when import whens
from govern.signals.sameness import choices, edge
from govern.signals.signal import Consent, Personal, Signal, Surely, Told
from govern.signals.source import MESSAGE, NOTHING, Ambient, Fields, Made, Read, Source, Text, Unknown, joined


class Around:
    """What one has to know of a container to read its tags."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.variables = variables(container)
        self.whens = whens(container)
        self.sequenced = in_sequence(container)


class Tag:
    """One tag, as one of its forms reads it."""

    def __init__(self, around: Around, name: str, tag: Body, form: Form) -> None:
        self.around, self.name, self.tag, self.form = around, name, tag, form
        self.by = Raw(around.container.id, around.container.file, "tag", name)
        self.here = self.by.place("parameter")
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
            when=self.around.whens[self.name],
            by=self.by,
            surely=surely,
            more=tuple(self.more()),
            endpoint=self.endpoint(),
        )

    def told(self, text: str) -> Told:
        """What a text of the tag says."""
        return self.around.variables.told(text, self.here)

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
            return Told(Read("event data", form.hit), self.here)
        source: Source = Ambient(form.platform) if form.ambient else NOTHING
        return Told(source, self.here)

    def of_tag(self, name: str) -> Told:
        """The account of the configuration tag that a tag names."""
        other = self.around.container.bodies("tag").get(name)
        if other is None:
            return Told(Unknown(f'no tag "{name}"'), self.here, (), name)
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
                return Told(source, self.here)
            text = choice.text or self.text(choice.field)
            if text:
                return self.told(text)
        return Told(NOTHING, self.here)

    def read_parameters(self) -> dict[str, Told]:
        """The parameters: those of variables of settings, then the tag's own rows, which win."""
        found: dict[str, Told] = {}
        for key in self.form.objects:
            text = self.text(key)
            source = self.around.variables.source(text) if text else NOTHING
            if isinstance(source, Fields):
                place, via = self.here, tuple(self.told(text).via)
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
            source = self.around.variables.source(text) if text else NOTHING
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
        return Told(unsaid, self.here)

    def surely(self) -> Surely | None:
        """Whether the tag, when it fires, tells this; `None` where its settings say that it does not."""
        name, tag = self.name, self.tag
        if not is_active(tag) or not (has_trigger(tag) or name in self.around.sequenced):
            return "never called"
        surely: Surely = "under conditions" if "scheduleStartMs" in tag or "scheduleEndMs" in tag else "always"
        for key in self.form.unless:
            text = self.text(key)
            source = self.around.variables.source(text) if text else self.setting(key)
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
    """Whether an ID may begin with this. One of Analytics is also what begins as nothing that is known, or is not text."""
    known = choices(source)
    texts = [text.upper() for text in known] if known else [edge(source, 0).upper()]
    if start == "G-":
        return not all(text.startswith(OTHER_STARTS) for text in texts)
    return any(text.startswith(start) for text in texts)
