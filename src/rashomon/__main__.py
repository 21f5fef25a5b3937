"""`python -m rashomon` and the `rashomon` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from rashomon.serve.cli.app import app

    app()


if __name__ == "__main__":
    main()
