"""Where else than in its consent settings a tag may wait for consent: in its template's code, or in its triggers."""

from __future__ import annotations

import re

from govern.gtm.container import Body, Container
from govern.gtm.tags import code_of, consent_of, names_in, template_of
from govern.source.texts import texts

IN_CODE = re.compile(r"access_consent|isConsentGranted|addConsentListener|gtag\(\s*['\"]consent['\"]", re.IGNORECASE)
IN_WORDS = re.compile(r"consent|cookie|gdpr|opt.?in|dsgvo|lgpd|einwilligung|consentement|onetrust|usercentrics|cookiebot"
                      r"|didomi|marketing.?(?:granted|allowed|accepted)", re.IGNORECASE)  # fmt: skip

SETS = re.compile(r"setDefaultConsentState|gtag\(\s*['\"]consent['\"]\s*,\s*['\"]default['\"]", re.IGNORECASE)


def sets_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template sets the consent default."""
    return SETS.search(code_of(tag) or template_of(container, tag)) is not None


def asks_consent(container: Container, tag: Body) -> bool:
    """Whether the code of a tag or of its template asks for the consent state."""
    return IN_CODE.search(code_of(tag) or template_of(container, tag)) is not None


def speaks_of_consent(container: Container, tag: Body) -> bool:
    """Whether a tag waits for consent, asks for it, or says that it needs none."""
    return bool(consent_of(tag)) or asks_consent(container, tag) or waits_elsewhere(container, tag)


def waits_elsewhere(container: Container, tag: Body) -> bool:
    """Whether a trigger that fires or blocks the tag speaks of consent."""
    for name in (*names_in(tag.get("firingTrigger")), *names_in(tag.get("blockingTrigger"))):
        if name.startswith("Consent Initialization"):
            continue
        words = [name, *(text for _, text in texts(container.bodies("trigger").get(name, {})))]
        if any(IN_WORDS.search(word) for word in words):
            return True
    return False
