"""What personal data looks like, by its name and by its form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from govern.core.memo import memo
from govern.core.record import Record
from govern.core.regex import regex
from govern.core.report import Place, Route
from govern.payloads.normalise import HASHED
from govern.signals.platform_fields import Filled
from govern.signals.source import NOTHING, Read, Source, Text, Unknown
from govern.source.texts import texts
from govern.spec.sections.events import Event, EventParameter, Parameter, Pii
from govern.spec.spelling import words

if TYPE_CHECKING:
    from govern.platforms.facts import MatchKey
    from govern.project import Project

BY_TYPE: dict[str, Pii] = {"email": "email", "phone": "phone"}

CLASSES: dict[str, Pii] = {
    "email": "email", "email hashed": "email", "phone": "phone", "phone hashed": "phone",
    "first name": "first_name", "last name": "last_name", "street": "street", "city": "city",
    "state": "state", "state or province": "state", "region": "state", "postal code": "zip", "country": "country",
    "date of birth": "birth_date", "gender": "gender", "ip": "ip", "ip address": "ip", "client ip": "ip",
    "user agent": "user_agent", "advertiser user id": "external_id", "advertiser id": "external_id",
    "signed-in user id": "external_id",
}  # fmt: skip
"""The class of personal data that a match key takes, by its label; cookies and click IDs are of none."""

NAMES: dict[str, Pii] = {
    "email": "email", "e_mail": "email", "mail": "email", "email_address": "email", "mail_address": "email",
    "phone": "phone", "phone_number": "phone", "telephone": "phone", "telephone_number": "phone",
    "mobile_number": "phone", "mobile_phone": "phone", "first_name": "first_name", "firstname": "first_name",
    "given_name": "first_name", "last_name": "last_name", "lastname": "last_name", "surname": "last_name",
    "family_name": "last_name", "street_address": "street", "date_of_birth": "birth_date", "birth_date": "birth_date",
    "birthdate": "birth_date", "birthday": "birth_date", "dob": "birth_date", "ip_address": "ip", "ip": "ip",
    "vorname": "first_name", "nachname": "last_name", "telefon": "phone", "telefonnummer": "phone",
    "email_adresse": "email", "e_mail_adresse": "email", "mailadresse": "email", "geburtsdatum": "birth_date",
    "prenom": "first_name", "nom_de_famille": "last_name", "adresse_email": "email", "adresse_e_mail": "email",
    "numero_de_telephone": "phone", "date_de_naissance": "birth_date", "apellido": "last_name", "apellidos": "last_name",
    "correo_electronico": "email", "telefono": "phone", "fecha_de_nacimiento": "birth_date", "cognome": "last_name",
    "data_di_nascita": "birth_date", "voornaam": "first_name", "achternaam": "last_name", "telefoonnummer": "phone",
    "geboortedatum": "birth_date", "courriel": "email", "adresse_courriel": "email", "emailadres": "email",
    "e_mailadres": "email", "mailadres": "email", "indirizzo_email": "email", "handynummer": "phone", "mobilnummer": "phone",
    "rufnummer": "phone", "telefone": "phone", "numero_di_telefono": "phone", "numero_de_telefono": "phone",
    "sobrenome": "last_name", "nazwisko": "last_name", "メールアドレス": "email", "電話番号": "phone", "生年月日": "birth_date",
    "电子邮件": "email", "邮箱": "email", "电话号码": "phone", "手机号": "phone", "이메일": "email", "전화번호": "phone",
}  # fmt: skip
"""Names that leave no doubt about what they stand for, as snake_case, in the languages that specs are written in."""

HINTS = regex(
    "mail|phone|mobil|name|street|birth|dob|ip|tele|geb|prenom|famille|nais|apell|correo|courriel|nacim|nasc|cogn|naam"
    "|nummer|nazwisko|メール|番号|月日|邮|号|이메일|전화",
    re.IGNORECASE,
)
"""What all of them have a part of, which is soon seen."""

AROUND = regex(
    r"^(user|customer|buyer|client|cliente|kunden?|billing|shipping|lead|contact|hashed|sha256)_|_(hashed|hash|sha256)$"
)
"""What may stand around such a name."""


HASH_WORDS = frozenset(("sha256", "sha-256", "hashed", "hex sha256", "sha256 hex"))

DIRECT = frozenset(("email", "phone", "first_name", "last_name", "street", "birth_date", "ip"))
"""Classes that say who somebody is, or nearly."""


@cache
def class_by_name(name: str) -> Pii | None:
    """The class that a parameter's name speaks of."""
    if not HINTS.search(name):
        return None
    snake_case = "_".join(words(name))
    return NAMES.get(snake_case) or NAMES.get(AROUND.sub("", AROUND.sub("", snake_case)))


def class_of_key(key: MatchKey) -> Pii | None:
    """The class of personal data that a match key takes."""
    return CLASSES.get(key.label)


def is_hash(value: Any) -> bool:
    """Whether a value is a SHA-256 hash."""
    return isinstance(value, str) and re.fullmatch(HASHED, value) is not None


def says_hashed(parameter: Parameter | EventParameter) -> bool:
    """Whether a parameter declares that its values are hashes."""
    return (parameter.format or "").casefold() in HASH_WORDS


class Sample(Record):
    """A text in an example of an event, and the parameter whose value it is a part of, if that is declared."""

    event: Event
    name: str
    parameter: Parameter | EventParameter | None
    route: Route
    text: str

    @property
    def place(self) -> Place:
        """Where the text stands."""
        return self.event.place("examples", *self.route)


@memo
def samples(project: Project) -> tuple[Sample, ...]:
    """Every text in the examples of events."""
    found = []
    for event in project.events:
        known = project.parameters_of(event) if event.examples else {}
        for position, example in enumerate(event.examples):
            for route, text in texts(example, (position,)):
                name = str(route[1])
                one = {"event": event, "name": name, "parameter": known.get(name), "route": route, "text": text}
                found.append(Sample.of(one))
    return tuple(found)


def holds_hashes(one: Filled) -> bool:
    """Whether a parameter holds hashes: it says so, or all its examples are some."""
    if one.parameter is not None and says_hashed(one.parameter):
        return True
    values = [value for _, value in one.samples()]
    return bool(values) and all(map(is_hash, values))


def class_of(parameter: Parameter | EventParameter, name: str) -> Pii | None:
    """The class that a parameter without one should have. A list of answers and a yes or no are nobody's data."""
    if parameter.pii is not None or parameter.values or parameter.type in ("boolean", "integer", "money", "currency"):
        return None
    return BY_TYPE.get(parameter.type or "") or class_by_name(name) or class_of_many(name)


def class_of_many(name: str) -> Pii | None:
    """The class of a list, by its name: `emails`. What a shop calls phones may be for sale."""
    return "email" if name[-5:].casefold() == "mails" and class_by_name(name[:-1]) == "email" else None


def says_who(name: str, source: Source) -> bool:
    """Whether a variable says in plain text who somebody is, by its own name or by that of what it reads."""
    key = source.key.rpartition(".")[2] if isinstance(source, Read) else ""
    hashed = any(word in f"{name} {key}".casefold() for word in ("hash", "sha", "md5"))
    open_ = not isinstance(source, Text | type(NOTHING) | Unknown)
    return open_ and not hashed and not {class_by_name(name), class_by_name(key)}.isdisjoint(DIRECT)
