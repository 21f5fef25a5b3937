"""The Python API: an archive of reports that is opened, added to and asked, and the check-up of an installation."""

from rashomon.engine.archive import Archive, open_archive
from rashomon.engine.doctor import Check, checks

__all__ = ["Archive", "Check", "checks", "open_archive"]
