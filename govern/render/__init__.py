"""Renderers: what is deployed, from the specs. Each module has `artifacts(project)`; what it lays out is in `templates/`."""

TARGETS = ("gtm", "payloads", "csp", "types", "schemas", "plan")
