"""Source rules: each takes (path, text) pairs and yields what is wrong, so that samples can be fed in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Source = tuple[str, str]

BANNED_NAMES = {
    "services",
    "controllers",
    "utils",
    "helpers",
    "common",
    "utils.py",
    "helpers.py",
    "common.py",
}
DOMAIN_FILES = {
    "__init__.py", "module.py", "routes.py", "service.py", "queries.py", "schemas.py", "models.py",
    "indicators.py", "rules.py", "codes.py", "permissions.py", "demo.py",
}  # fmt: skip
WORKPLACE = re.compile(r"/wo" + r"rk/|\.\./sha" + r"red|/ro" + r"ot/")


def python_sources(folder: str = "backend") -> list[Source]:
    """Every Python file below a folder of the project, path relative to the top."""
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def page_sources() -> list[Source]:
    """Every hand-written TypeScript file of the page."""
    found = []
    for path in sorted((ROOT / "frontend" / "src").rglob("*.ts*")):
        name = str(path.relative_to(ROOT))
        if "/client/" not in name and not name.endswith((".gen.ts", ".d.ts")):
            found.append((name, path.read_text(encoding="utf-8")))
    return found


def too_long(sources: list[Source], limit: int = 300) -> Iterator[str]:
    """Files over the limit."""
    for path, text in sources:
        lines = text.count("\n")
        if lines > limit:
            yield f"{path}: {lines} lines"


def long_functions(sources: list[Source], limit: int = 50) -> Iterator[str]:
    """Functions over the limit, docstring included."""
    for path, text in sources:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > limit:
                    yield f"{path}:{node.lineno} {node.name} has {length} lines"


def without_docstring(sources: list[Source]) -> Iterator[str]:
    """Modules that do not say what they are for."""
    for path, text in sources:
        if text.strip() and not ast.get_docstring(ast.parse(text)):
            yield path


def banned_names(sources: list[Source]) -> Iterator[str]:
    """Folders and files with names that say nothing."""
    for path, _ in sources:
        if BANNED_NAMES & set(Path(path).parts):
            yield path


def _calls(tree: ast.AST, owner: str, *names: str) -> Iterator[ast.Attribute]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in names
            and isinstance(node.value, ast.Name)
            and node.value.id == owner
        ):
            yield node


def reads_the_clock(sources: list[Source]) -> Iterator[str]:
    """Uses of the system time outside the one clock."""
    for path, text in sources:
        if path == "backend/kernel/clock.py":
            continue
        tree = ast.parse(text)
        for owner, names in (("date", ("today",)), ("datetime", ("now", "utcnow", "today"))):
            for node in _calls(tree, owner, *names):
                yield f"{path}:{node.lineno}"


def commits(sources: list[Source]) -> Iterator[str]:
    """Commits outside the one place that may."""
    for path, text in sources:
        if path == "backend/kernel/db.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "commit"
            ):
                yield f"{path}:{node.lineno}"


def raises_http(sources: list[Source]) -> Iterator[str]:
    """HTTPException outside the kernel."""
    for path, text in sources:
        if not path.startswith("backend/kernel/") and "HTTPException" in text:
            yield path


def imports_of(sources: list[Source], package: str) -> list[str]:
    """The files that import a package."""
    pattern = re.compile(rf"^\s*(?:from|import)\s+{re.escape(package)}\b", re.M)
    return [path for path, text in sources if pattern.search(text)]


def checks_roles(sources: list[Source]) -> Iterator[str]:
    """Decisions by role name in services, queries, rules and routes: a right belongs in the signature."""
    pattern = re.compile(r"\.role\s*(==|!=|is\b|in\b)")
    for path, text in sources:
        if path.endswith(("service.py", "queries.py", "rules.py", "routes.py")):
            for found in pattern.finditer(text):
                yield f"{path}:{text.count(chr(10), 0, found.start()) + 1}"


def recursive_queries(sources: list[Source]) -> Iterator[str]:
    """Recursive queries; the tree is read by path."""
    for path, text in sources:
        if re.search(r"\bwith\s+recursive\b|recursive=True", text, re.I):
            yield path


def names_the_workplace(sources: list[Source]) -> Iterator[str]:
    """Paths of somebody's machine."""
    for path, text in sources:
        if WORKPLACE.search(text):
            yield path


def silenced(sources: list[Source]) -> Iterator[str]:
    """Errors that are caught and dropped, and unfinished places."""
    for path, text in sources:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler) and all(isinstance(s, ast.Pass) for s in node.body):
                yield f"{path}:{node.lineno} drops an error"
        if re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", text):
            yield f"{path}: unfinished"
