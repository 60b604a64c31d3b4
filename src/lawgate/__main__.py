"""``python -m lawgate`` is the command ``lawgate``."""

import sys

from lawgate.cli import main

sys.exit(main())
