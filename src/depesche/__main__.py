"""`python -m depesche` is `depesche`."""

import sys

from depesche.cli import main

if __name__ == "__main__":
    sys.exit(main())
