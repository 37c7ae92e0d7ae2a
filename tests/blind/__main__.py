"""``python -m tests.blind a OUT``: the reports of one part and their gold answers, ready to mine and evaluate."""

import sys
from pathlib import Path

from tests.blind import prepared

prepared(sys.argv[1], Path(sys.argv[2]))
