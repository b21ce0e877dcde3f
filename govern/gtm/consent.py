"""Where else than in its consent settings a tag may wait for consent: in its template's code, or in its triggers."""

from __future__ import annotations

import re

from govern.core.memo import memo
from govern.core.regex import regex
from govern.gtm.container import Body, Container
from govern.gtm.tags import code_of, consent_of, names_in, template_of
from govern.gtm.texts import says
from govern.source.texts import texts

IN_CODE = regex(r"access_consent|isConsentGranted|addConsentListener|gtag\(\s*+['\"]consent['\"]", re.IGNORECASE)
IN_WORDS = regex(
    "consent|cookie|gdpr|opt.?in|dsgvo|lgpd|einwilligung|consentement|onetrust|usercentrics|cookiebot|didomi"
    "|marketing.?(?:granted|allowed|accepted)"
)
"""In small letters, which takes a fifth of the time that it takes in whatever case."""

SETS = regex(r"setDefaultConsentState|gtag\(\s*+['\"]consent['\"]\s*+,\s*+['\"]default['\"]", re.IGNORECASE)


def sets_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template sets the consent default."""
    return says(container, "consent") and SETS.search(code_of(tag) or template_of(container, tag)) is not None


def asks_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template asks for the consent state."""
    return says(container, "consent") and IN_CODE.search(code_of(tag) or template_of(container, tag)) is not None


@memo
def tag_asks_consent(container: Container, name: str) -> bool:
    """The same of a tag by its name, remembered: one tag may tell thousands of events."""
    return asks_consent(container, container.bodies("tag")[name])


def speaks_of_consent(container: Container, tag: Body) -> bool:
    """Whether a tag waits for consent, asks for it, or says that it needs none."""
    return bool(consent_of(tag)) or asks_consent(container, tag) or waits_elsewhere(container, tag)


def waits_elsewhere(container: Container, tag: Body) -> bool:
    """Whether a trigger that fires or blocks the tag speaks of consent."""
    for name in (*names_in(tag.get("firingTrigger")), *names_in(tag.get("blockingTrigger"))):
        if name.startswith("Consent Initialization"):
            continue
        if has_words(container, name):
            return True
    return False


@memo
def has_words(container: Container, trigger: str) -> bool:
    """Whether something in a trigger, its name included, speaks of consent."""
    words = (trigger, *(text for _, text in texts(container.bodies("trigger").get(trigger, {}))))
    return IN_WORDS.search("\n".join(words).lower()) is not None  # no word goes over the end of a line
