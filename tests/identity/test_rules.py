"""Pure rules of identity: delays, life of a session, places of roles, separate duties, the account workflow."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.identity.codes import AccountAction, AccountStatus, ThrottleKind
from backend.identity.rules import (
    ACCOUNT_WORKFLOW,
    DELAYS,
    LOGIN_NAME,
    Delay,
    Family,
    Lifetime,
    RefreshVerdict,
    canonical_login,
    device_of,
    judge_refresh,
    place_fits,
    roles_clash,
)
from backend.kernel.errors import Conflict, Forbidden, Invalid
from backend.kernel.roles import Role

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LIFE = Lifetime(timedelta(minutes=30), timedelta(hours=12))


def family(generation: int = 3, used_after: timedelta = timedelta(), *, ended: bool = False) -> Family:
    return Family(generation, START, START + used_after, ended)


@pytest.mark.parametrize(
    ("presented", "after", "verdict"),
    [
        (3, timedelta(seconds=1), RefreshVerdict.ROTATE),
        (3, timedelta(minutes=29, seconds=59), RefreshVerdict.ROTATE),
        (3, timedelta(minutes=30), RefreshVerdict.EXPIRED),
        (2, timedelta(seconds=10), RefreshVerdict.REPEAT),
        (2, timedelta(seconds=10, microseconds=1), RefreshVerdict.REPLAY),
        (1, timedelta(seconds=1), RefreshVerdict.REPLAY),
        (0, timedelta(seconds=1), RefreshVerdict.REPLAY),
        (4, timedelta(seconds=1), RefreshVerdict.REPLAY),
        (1, timedelta(minutes=31), RefreshVerdict.EXPIRED),
    ],
)
def test_a_refresh_token_is_judged_by_generation_and_time(
    presented: int, after: timedelta, verdict: RefreshVerdict
) -> None:
    assert judge_refresh(family(), presented, LIFE, START + after) is verdict


def test_a_session_in_constant_use_ends_after_twelve_hours() -> None:
    busy = family(used_after=timedelta(hours=11, minutes=59))
    assert (
        judge_refresh(busy, 3, LIFE, START + timedelta(hours=11, minutes=59, seconds=59))
        is RefreshVerdict.ROTATE
    )
    assert judge_refresh(busy, 3, LIFE, START + timedelta(hours=12)) is RefreshVerdict.EXPIRED


def test_an_ended_session_stays_ended_whatever_is_presented() -> None:
    for generation in range(5):
        assert judge_refresh(family(ended=True), generation, LIFE, START) is RefreshVerdict.EXPIRED


def test_the_delay_doubles_after_the_free_tries_up_to_the_cap_and_never_ends_in_a_lock() -> None:
    delay = Delay(free=2, cap=timedelta(seconds=30), forget=timedelta(hours=1))
    waits = [delay.after(failures).total_seconds() for failures in range(10)]
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert delay.after(10**9) == timedelta(seconds=30)


def test_both_counters_have_a_cap_of_minutes_and_forget_within_a_day() -> None:
    assert set(DELAYS) == set(ThrottleKind)
    for delay in DELAYS.values():
        assert timedelta() < delay.cap <= timedelta(minutes=15)
        assert delay.forget <= timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "name"), [("Chair01", "chair01"), ("  chair01 ", "chair01"), ("ｃｈａｉｒ０１", "chair01")]
)
def test_a_login_name_has_one_spelling(typed: str, name: str) -> None:
    assert canonical_login(typed) == name
    assert LOGIN_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["ab", ".chair", "chair one", "主席", "a" * 33, "chair\n", "ch%ir", ""])
def test_a_malformed_login_name_does_not_fit(name: str) -> None:
    assert LOGIN_NAME.fullmatch(name) is None


@pytest.mark.parametrize(
    ("role", "path", "fits"),
    [
        (Role.DISTRICT, "430702.", True),
        (Role.DISTRICT, "430702.001.", False),
        (Role.AUDITOR, "430702.", True),
        (Role.SYSTEM_ADMIN, "430702.001.", False),
        (Role.STREET, "430702.001.", True),
        (Role.STREET, "430702.", False),
        (Role.STREET, "430702.001.002.", False),
        (Role.ENTERPRISE, "430702.", False),
        (Role.ENTERPRISE, "430702.001.", True),
        (Role.ENTERPRISE, "430702.001.002.003.", True),
        (Role.DISTRICT, "430703.", False),
    ],
)
def test_a_role_stands_where_it_belongs(role: Role, path: str, fits: bool) -> None:
    assert place_fits(role, path, "430702") is fits


@pytest.mark.parametrize(
    ("role", "others", "clashes"),
    [
        (Role.SYSTEM_ADMIN, {Role.DISTRICT}, True),
        (Role.DISTRICT, {Role.SYSTEM_ADMIN}, True),
        (Role.AUDITOR, {Role.STREET}, True),
        (Role.AUDITOR, {Role.SYSTEM_ADMIN}, True),
        (Role.STREET, {Role.ENTERPRISE}, False),
        (Role.SYSTEM_ADMIN, {Role.SYSTEM_ADMIN}, False),
        (Role.SYSTEM_ADMIN, set(), False),
    ],
)
def test_who_keeps_or_audits_the_system_does_no_business(
    role: Role, others: set[Role], clashes: bool
) -> None:
    assert roles_clash(role, frozenset(others)) is clashes


ACCOUNT_STEPS = {
    (AccountStatus.ENABLED, AccountAction.RESET_PASSWORD): AccountStatus.ENABLED,
    (AccountStatus.ENABLED, AccountAction.RESET_FACTOR): AccountStatus.ENABLED,
    (AccountStatus.ENABLED, AccountAction.DISABLE): AccountStatus.DISABLED,
    (AccountStatus.DISABLED, AccountAction.ENABLE): AccountStatus.ENABLED,
}


def test_every_pair_of_state_and_action_outside_the_table_is_refused() -> None:
    listed = {(step.source, step.action): step.target for step in ACCOUNT_WORKFLOW.steps}
    assert len(listed) == len(ACCOUNT_WORKFLOW.steps)
    assert listed == ACCOUNT_STEPS
    every_right = frozenset(step.permission for step in ACCOUNT_WORKFLOW.steps)
    refused = 0
    for state in AccountStatus:
        for action in AccountAction:
            if (state, action) in listed:
                assert (
                    ACCOUNT_WORKFLOW.step_for(state, action, every_right, "理由").target
                    == listed[state, action]
                )
                with pytest.raises(Forbidden):
                    ACCOUNT_WORKFLOW.step_for(state, action, frozenset(), "理由")
            else:
                refused += 1
                with pytest.raises(Conflict):
                    ACCOUNT_WORKFLOW.step_for(state, action, every_right, "理由")
    assert (len(listed), refused) == (4, 4)


def test_disabling_needs_a_reason() -> None:
    rights = frozenset(step.permission for step in ACCOUNT_WORKFLOW.steps)
    with pytest.raises(Invalid):
        ACCOUNT_WORKFLOW.step_for(AccountStatus.ENABLED, "disable", rights, "  ")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120",
            "Edge / Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/120 Safari/537.36", "Chrome / Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Safari/604", "Safari / iPhone"),
        ("", "其他程序 / 其他系统"),
        ("<script>" * 200, "其他程序 / 其他系统"),
    ],
)
def test_a_device_is_named_by_known_words_only(agent: str, name: str) -> None:
    assert device_of(agent) == name
