"""Findings: errors stop a value, warnings do not."""

from backend.kernel.findings import Checked, Finding, Severity, refused, warning

ERROR = Finding("a", "错了", "改")
WARNING = warning("b", "看看", "核对")


def test_errors_stop_a_value_and_warnings_do_not() -> None:
    assert Checked(1).is_valid
    assert Checked(1, (WARNING,)).is_valid
    assert not Checked(1, (WARNING, ERROR)).is_valid


def test_errors_and_warnings_are_kept_apart_in_order() -> None:
    checked = Checked(1, (WARNING, ERROR))
    assert checked.errors == (ERROR,)
    assert checked.warnings == (WARNING,)
    assert checked.first_error is ERROR
    assert Checked(1).first_error is None


def test_a_refusal_has_no_value_and_one_error() -> None:
    checked: Checked[int] = refused("a", "错了", "改")
    assert (checked.value, checked.findings) == (None, (ERROR,))
    assert ERROR.severity is Severity.ERROR
