"""`python -m rashomon` and the `rashomon` command."""

from __future__ import annotations

import os
import sys

from rashomon.errors import ArchiveError, RashomonError


def main() -> None:
    """Run the command line; an error of ours is one line on stderr and exit code 2, or 3 where it is the archive's."""
    # before numpy is loaded: our matrices are small, and threads that wait for one another cost more than they do;
    # on a busy machine grouping took 1.3 times the CPU time with two threads. Processes are what --workers is for
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from rashomon.serve.cli.app import app

    try:
        app()
    except RashomonError as error:
        print(f"rashomon: {error}", file=sys.stderr)
        sys.exit(3 if isinstance(error, ArchiveError) else 2)
    except KeyboardInterrupt:
        print("rashomon: stopped", file=sys.stderr)
        sys.exit(130)  # the shell's code for SIGINT


if __name__ == "__main__":
    main()
