"""Writes the documents under docs/ that come from the code: permissions, workflows, data dictionary."""

from pathlib import Path

from backend.generated_docs import data_dictionary, workflows
from backend.identity.docs import permissions_page
from backend.kernel.db import metadata
from backend.kernel.migrate import load_models
from backend.modules import MODULES, permissions_of

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Write all three."""
    load_models()
    documents = {
        "permissions.md": permissions_page(MODULES, permissions_of),
        "workflows.md": workflows(MODULES),
        "data-dictionary.md": data_dictionary(metadata),
    }
    for name, content in documents.items():
        (DOCS / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
