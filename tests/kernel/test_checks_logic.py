"""One meaning of a check on both sides: shared vectors, random rules run in both languages, refused declarations."""

import json
import math
import random
import subprocess
from typing import Any

import pytest

from backend.kernel.checks_logic import OPERATORS, LogicError, evaluate, holds, load
from backend.kernel.migrate import ROOT

VECTORS = json.loads((ROOT / "tests/data/jsonlogic-vectors.json").read_text(encoding="utf-8"))
LIBRARY = ROOT / "frontend/node_modules/json-logic-js/logic.js"
NODE = ROOT / ".venv/bin/node"
PROGRAM = """
const logic = require(process.argv[1]);
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = cases.map(([rule, data]) => {
  const value = logic.apply(rule, data);
  return Number.isNaN(value) ? "!nan" : value === Infinity ? "!inf" : value === -Infinity ? "!-inf" : value;
});
console.log(JSON.stringify(answers));
"""
DATA: dict[str, Any] = {
    "n": 7,
    "z": 0,
    "m": -3,
    "half": 2.5,
    "t": "12",
    "e": "",
    "w": "甲",
    "y": True,
    "f": False,
    "nil": None,
    "d": "2020-05-01",
    "list": [1, "12", None, True],
    "rows": [{"n": 1}, {"n": None}],
    "big": 9007199254740991,
}
SCALARS = [name for name, value in DATA.items() if not isinstance(value, list)]


def _in_browser(cases: list[tuple[Any, Any]]) -> list[Any]:
    assert LIBRARY.exists() and NODE.exists(), "the page's libraries are missing: scripts/frontend.sh deps"
    done = subprocess.run(
        [NODE, "-e", PROGRAM, LIBRARY], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    answers: list[Any] = json.loads(done.stdout, parse_int=float)
    return answers


def _plain(value: Any) -> Any:
    if isinstance(value, float) and math.isnan(value):
        return "!nan"
    if isinstance(value, float) and math.isinf(value):
        return "!inf" if value > 0 else "!-inf"
    return value


def _alike(left: Any, right: Any) -> bool:
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_server_gives_the_expected_answer(vector: dict[str, Any]) -> None:
    expected = "!nan" if vector.get("nan") else vector["expected"]
    answer = _plain(evaluate(load(vector["rule"]), vector["data"]))
    assert _alike(answer, expected), answer


def test_the_vectors_use_every_allowed_operator() -> None:
    text = json.dumps([vector["rule"] for vector in VECTORS])
    assert [operator for operator in OPERATORS if f'"{operator}":' not in text] == []


def test_the_browser_gives_the_same_answers() -> None:
    answers = _in_browser([(vector["rule"], vector["data"]) for vector in VECTORS])
    wrong = [
        vector["name"]
        for vector, answer in zip(VECTORS, answers, strict=True)
        if not _alike(answer, "!nan" if vector.get("nan") else vector["expected"])
    ]
    assert wrong == []


def _random_rule(chance: random.Random, depth: int) -> Any:
    if depth == 0 or chance.random() < 0.25:
        path = chance.choice([*SCALARS, "absent", "rows.0.n", "list.1", "list.9", "list.length"])
        plain = chance.choice([0, 1, -2, 2.5, "", "3", " 4 ", "3人", "0x1f", "1e3", "甲", None, True, False])
        return chance.choice([plain, {"var": path}, {"var": path}, {"var": [path, 5]}])
    operator = chance.choice(
        [name for name in OPERATORS if name not in ("var", "missing", "in", "some", "all", "none")]
    )
    least, most = OPERATORS[operator]
    operands = [_random_rule(chance, depth - 1) for _ in range(chance.randint(least, most or 4))]
    if chance.random() < 0.1:
        return {chance.choice(["some", "all", "none"]): [{"var": "rows"}, {operator: operands}]}
    return {operator: operands}


def test_three_thousand_random_rules_mean_the_same_on_both_sides() -> None:
    chance = random.Random(2020)
    rules = [_random_rule(chance, 3) for _ in range(3000)]
    answers = _in_browser([(rule, DATA) for rule in rules])
    wrong = [
        (rule, theirs, ours)
        for rule, theirs in zip(rules, answers, strict=True)
        if not _alike(theirs, ours := _plain(evaluate(load(rule), DATA)))
    ]
    assert wrong[:3] == []


@pytest.mark.parametrize(
    "logic",
    [
        {"==": [1, 1]},
        {"!=": [1, 1]},
        {"log": "x"},
        {"cat": ["a", "b"]},
        {"reduce": [[], 1, 0]},
        {"method": [1, "toString"]},
        {"a": 1, "b": 2},
        {},
        {"===": [1]},
        {">": [3, 2, 1]},
        {"+": []},
        {"var": []},
        {"var": {"var": "a"}},
        {"var": 1},
        {"var": "constructor"},
        {"var": "a.__proto__.b"},
        {"var": "a.toString"},
        {"var": ["a", {"var": "b"}]},
        {"missing": [["a"]]},
        {"===": [2**60, 1]},
        {"===": [float("nan"), 1]},
        {"===": [{1, 2}, 1]},
    ],
)
def test_a_declaration_outside_the_subset_is_refused_when_loaded(logic: Any) -> None:
    with pytest.raises(LogicError, match="rule"):
        load({"and": [True, logic]})


def test_a_declaration_that_is_too_deep_is_refused() -> None:
    rule: Any = True
    for _ in range(40):
        rule = {"!": [rule]}
    with pytest.raises(LogicError, match="deeply"):
        load(rule)


def test_a_rule_tells_which_data_it_reads() -> None:
    rule = load(
        {"if": [{"missing": ["cell.a"]}, False, {"<=": [{"var": "cell.b"}, {"var": ["param.c", 1]}]}]}
    )
    assert rule.uses == {"cell.a", "cell.b", "param.c"}
    assert holds(rule, {"cell": {"a": 1, "b": 1}}) and not holds(rule, {"cell": {"b": 1}})


def test_the_vectors_are_a_plain_list_that_the_page_can_read_too() -> None:
    assert len(VECTORS) > 50
    assert all({"name", "rule", "data"} < set(vector) for vector in VECTORS)
