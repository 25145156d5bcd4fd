"""Who may import whom: the layers of the house, checked by import-linter."""

import subprocess
import sys

from tests.architecture.sources import ROOT


def test_the_layers_hold() -> None:
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert config.count("[[tool.importlinter.contracts]]") >= 3
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "kept" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0, done.stdout
