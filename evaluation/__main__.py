"""`python -m evaluation`: every evaluation in turn, each against its floors; exits 1 when one is under."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_NOT_ONE = {"__init__", "__main__", "corpora"}


def main() -> int:
    """Run each module of this folder that has a `main`, in the order of names."""
    failed = []
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in _NOT_ONE or "def main(" not in path.read_text(encoding="utf-8"):
            continue
        print(f"== {path.stem}", flush=True)
        if subprocess.run([sys.executable, "-m", f"evaluation.{path.stem}", *sys.argv[1:]], check=False).returncode:
            failed.append(path.stem)
    if failed:
        print(f"under their floors: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
