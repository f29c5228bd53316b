"""Settings of the tests of this room."""

from __future__ import annotations

from hypothesis import settings

# Other work on the same machine is no reason to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
