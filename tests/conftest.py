from __future__ import annotations

import os
import tempfile

# Everything an installation writes goes to a folder of the test run's own, chosen before the settings are read.
os.environ.setdefault("LAWGATE_VAR", tempfile.mkdtemp(prefix="lawgate-test-"))
