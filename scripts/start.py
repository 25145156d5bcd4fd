"""What `make run` and `make dev` start, in one process: tables up to date, demo in an empty store, then the server."""

import sys

from backend.cli import migrate, serve
from backend.demo_commands import load_demo
from backend.settings import Profile, load_settings


def main() -> None:
    """Serve; with ``--reload`` restart on changes."""
    migrate()
    if load_settings().profile is Profile.DEMO:
        print(
            "Looking after the demo district; an empty store takes about half a minute ...", file=sys.stderr
        )
        load_demo(if_empty=True)
    serve(reload="--reload" in sys.argv[1:])


if __name__ == "__main__":
    main()
