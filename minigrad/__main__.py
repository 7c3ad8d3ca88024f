"""`python -m minigrad`: the command line, which lives in `minigrad.cli`."""

import sys

from minigrad.cli import main

sys.exit(main())
