"""Checks that the locks hold every requirement of pyproject.toml, with hashes and without addresses."""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://|file:|(?:^|\s)--(?:extra-)?index-url|--find-links|^[^#\n]*@ ", re.MULTILINE)
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def canonical(name: str) -> str:
    """The comparable form of a distribution name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(specs: list[str]) -> set[str]:
    """The names in a list of requirement strings."""
    return {canonical(re.split(r"[\[<>=!~; ]", spec, maxsplit=1)[0]) for spec in specs}


def problems_of(lock: str, names: set[str]) -> list[str]:
    """What is wrong with one lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    found = {canonical(match[1]) for match in PINNED.finditer(text)}
    problems = [f"{lock}: {name} is missing, run `make lock`" for name in sorted(names - found)]
    problems += [
        f"{lock}: {block.split()[0]} has no hash"
        for block in blocks
        if PINNED.match(block) and "--hash=sha256:" not in block
    ]
    problems += [f"{lock}: records an address: {hit.strip()}" for hit in ADDRESS.findall(text)]
    return problems


def main() -> int:
    """Prints every problem; the exit code says whether there was one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = wanted(project["project"]["dependencies"])
    groups = {name: wanted(specs) for name, specs in project["dependency-groups"].items()}
    problems = problems_of("requirements.lock", runtime)
    problems += problems_of("requirements-dev.lock", runtime.union(*groups.values()))
    problems += problems_of("requirements-tools.lock", groups["tools"])
    package_lock = (ROOT / "frontend/package-lock.json").read_text(encoding="utf-8")
    if '"resolved"' in package_lock:
        problems.append("frontend/package-lock.json: records addresses (`resolved`)")
    print("\n".join(problems) or "locks: complete, hashed, no addresses")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
