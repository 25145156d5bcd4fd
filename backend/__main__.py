"""Entry point of ``python -m backend``."""

from backend.cli import cli

if __name__ == "__main__":
    cli()
