"""`python -m wucheng`, the same as the command `wucheng`."""

import sys

from wucheng.cli import main

if __name__ == "__main__":
    sys.exit(main())
