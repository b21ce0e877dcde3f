"""The spec language as frozen records: one module a section, `spec.py` joins them."""
