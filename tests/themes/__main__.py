"""``python -m tests.themes OUT``: agreement with hand codings, for an output folder of the real reports."""

import sys
from pathlib import Path

from tests.themes import agreements

for name, value in agreements(Path(sys.argv[1])).items():
    print(f"{name:16} {value:.3f}")
