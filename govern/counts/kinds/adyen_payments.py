"""Adyen, Reports, Payment accounting: a row for each step of a payment. A payment counts by the step in which it is authorised."""

from __future__ import annotations

from govern.counts.kind import Kind

PRECEDENCE = 35

KIND = Kind(
    "Adyen payment accounting",
    "orders",
    ("psp_reference", "merchant_reference", "record_type", "booking_date", ("authorised_(pc)", "captured_(pc)")),
    layer="backend",
    order={
        "id": ("merchant_reference",),
        "at": ("booking_date",),
        "value": ("authorised_(pc)", "captured_(pc)"),
        "currency": ("payment_currency",),
        "status": ("record_type",),
    },
    booked=("authorised",),
)
