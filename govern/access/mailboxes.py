"""Mailboxes at providers where everybody may have one, and what everybody may do."""

from __future__ import annotations

PRIVATE = frozenset({
    "126.com", "163.com", "aol.com", "bluewin.ch", "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch",
    "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
    "hotmail.fr", "hotmail.it", "icloud.com", "laposte.net", "libero.it", "live.com", "mac.com", "mail.ru", "me.com",
    "msn.com", "naver.com", "outlook.com", "outlook.com.br", "outlook.de", "outlook.es", "outlook.fr", "outlook.it", "pm.me",
    "proton.me", "protonmail.com", "qq.com", "sapo.pt", "t-online.de", "uol.com.br", "virgilio.it", "wanadoo.fr", "web.de",
    "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es", "yahoo.fr",
    "yahoo.it", "yandex.com", "yandex.ru", "ymail.com",
})  # fmt: skip

READ = 10
