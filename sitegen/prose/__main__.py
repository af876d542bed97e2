"""``python -m sitegen.prose [FILE …]``: what the prose lint finds."""

import sys

from sitegen.prose.lint import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
