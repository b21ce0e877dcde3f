"""Exports into specs: a container as new spec files, or into the spec files it has, proved to say the same."""

from govern.gtm.specs.fresh import check_importable, differences, slug, spec_files
from govern.gtm.specs.merge import Imported, import_container

__all__ = ["Imported", "check_importable", "differences", "import_container", "slug", "spec_files"]
