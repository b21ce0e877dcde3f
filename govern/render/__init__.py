"""Renderers: what is deployed, from the specs. Each module has `artifacts(project)`, and may have
`remarks(project)`, what it makes nothing of; what it lays out is in `templates/`."""

TARGETS = ("gtm", "payloads", "csp", "types", "schemas", "plan")
