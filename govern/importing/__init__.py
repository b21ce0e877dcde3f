"""Exports into specs: a container as new spec files, or into the spec files it has, proved to say the same."""

from govern.importing.fresh import check_importable, differences, slug, spec_files
from govern.importing.into import Imported, import_container

__all__ = ["Imported", "check_importable", "differences", "import_container", "slug", "spec_files"]
