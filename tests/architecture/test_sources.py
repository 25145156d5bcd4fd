"""The rules about source files hold, and each one turns red on a deliberate violation."""

from collections.abc import Callable, Iterable

import pytest

from tests.architecture import sources as s

Rule = Callable[[list[s.Source]], Iterable[str]]

LONG = "x = 1\n" * 301
LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 51
RULES: list[tuple[Rule, s.Source]] = [
    (s.too_long, ("backend/a.py", LONG)),
    (s.long_functions, ("backend/a.py", LONG_FUNCTION)),
    (s.without_docstring, ("backend/a.py", "x = 1\n")),
    (s.banned_names, ("backend/members/utils.py", "")),
    (s.banned_names, ("backend/members/services/a.py", "")),
    (s.reads_the_clock, ("backend/a.py", "from datetime import date\nx = date.today()\n")),
    (s.reads_the_clock, ("backend/a.py", "from datetime import datetime\nx = datetime.now()\n")),
    (s.commits, ("backend/members/service.py", "def f(session):\n    session.commit()\n")),
    (s.raises_http, ("backend/members/routes.py", "from fastapi import HTTPException\n")),
    (s.checks_roles, ("backend/members/service.py", "if actor.role == 'street':\n    pass\n")),
    (s.recursive_queries, ("backend/a.py", "q = 'WITH RECURSIVE t AS (select 1)'\n")),
    (s.recursive_queries, ("backend/a.py", "q = select(x).cte(recursive=True)\n")),
    (s.names_the_workplace, ("backend/a.py", "p = '/ro" + "ot/x'\n")),
    (s.silenced, ("backend/a.py", "try:\n    f()\nexcept ValueError:\n    pass\n")),
    (s.silenced, ("backend/a.py", "def f():\n    raise NotImplementedError\n")),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_backend_keeps_the_rule(rule: Rule) -> None:
    sources = s.python_sources()
    assert len(sources) > 60
    assert list(rule(sources)) == []


@pytest.mark.parametrize(("rule", "sample"), RULES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_violation_is_seen(rule: Rule, sample: s.Source) -> None:
    assert list(rule([sample]))


def test_page_files_are_short() -> None:
    sources = s.page_sources()
    assert len(sources) > 40
    pages = [(path, text) for path, text in sources if path.endswith(".tsx")]
    assert list(s.too_long(pages, 200)) == []
    assert list(s.too_long(sources, 300)) == []


def test_only_one_module_knows_the_token_library() -> None:
    assert s.imports_of(s.python_sources(), "jose") == ["backend/identity/tokens.py"]


def test_every_domain_has_tests_of_its_name_and_known_file_names() -> None:
    from backend.modules import MODULES

    domains = [module.name for module in MODULES if module.name != "kernel"]
    assert len(domains) >= 5
    for name in domains:
        assert (s.ROOT / "backend" / name).is_dir(), name
        assert (s.ROOT / "tests" / name).is_dir(), name
