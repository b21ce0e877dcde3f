"""Credentials by reference: kinds, dates, holders."""
