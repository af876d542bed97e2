"""``python -m scorer``: score a saved file, or write an empty one."""

import sys

from scorer.cli import main

sys.exit(main())
