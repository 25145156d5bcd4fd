"""The shared shape of an explained decision: every check met, not met or unknown, with its article; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backend.kernel.codes import Code
from backend.kernel.errors import FieldError
from backend.kernel.parameters import Parameter
from backend.kernel.wire import WireOut


class Verdict(Code):
    """What a check found."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    UNKNOWN = "unknown", "不能判定"


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """Which value of a dated parameter a check was judged with."""

    key: str
    version: int
    valid_from: date
    legal_source: str

    @classmethod
    def of(cls, parameter: Parameter) -> "ParameterUsed":
        """From the value that was looked up."""
        return cls(parameter.key, parameter.version, parameter.valid_from, parameter.legal_source)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied: what it found, where the rule stands, which values it looked at, how to mend it."""

    code: str
    label: str
    verdict: Verdict
    article: str
    inputs: tuple[tuple[str, str], ...] = ()
    parameter: ParameterUsed | None = None
    #: what to do when it is not met or unknown, in words for a clerk
    fix: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the rule is kept."""
        return self.verdict is Verdict.MET


@dataclass(frozen=True, slots=True)
class Decision:
    """What the checks come to, with every one of them."""

    outcome: Verdict
    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that are not met."""
        return tuple(check for check in self.checks if check.verdict is Verdict.NOT_MET)

    @property
    def reason(self) -> str:
        """Why the outcome is not met or unknown: the labels of the checks that stand in the way; empty when met."""
        if self.outcome is Verdict.MET:
            return ""
        return "；".join(check.label for check in self.checks if check.verdict is self.outcome)


def verdict_of(is_met: bool | None) -> Verdict:
    """True, False or None (an input is missing) as a verdict."""
    if is_met is None:
        return Verdict.UNKNOWN
    return Verdict.MET if is_met else Verdict.NOT_MET


def decide(checks: Iterable[Check]) -> Decision:
    """All of the checks together: one that is not met decides, else one that is unknown; none at all is met."""
    found = tuple(checks)
    verdicts = {check.verdict for check in found}
    for outcome in (Verdict.NOT_MET, Verdict.UNKNOWN):
        if outcome in verdicts:
            return Decision(outcome, found)
    return Decision(Verdict.MET, found)


def refusals(checks: Iterable[Check], field: str) -> list[FieldError]:
    """The checks that are not met, as errors of one field of a form."""
    return [
        FieldError(field, check.code, f"不符合：{check.label}", check.fix)
        for check in checks
        if check.verdict is Verdict.NOT_MET
    ]


class RuleInputOut(WireOut):
    """One value a check looked at."""

    label: str
    value: str


class RuleParameterOut(WireOut):
    """The dated parameter a check was judged with."""

    key: str
    version: int
    valid_from: date
    legal_source: str


class RuleCheckOut(WireOut):
    """One check of a decision as people read it."""

    code: str
    label: str
    verdict: Verdict
    article: str
    inputs: list[RuleInputOut]
    parameter: RuleParameterOut | None
    fix: str


def checks_out(checks: Sequence[Check]) -> list[RuleCheckOut]:
    """The checks for the wire, in their order."""
    return [
        RuleCheckOut(
            code=check.code,
            label=check.label,
            verdict=check.verdict,
            article=check.article,
            inputs=[RuleInputOut(label=label, value=value) for label, value in check.inputs],
            parameter=RuleParameterOut.model_validate(check.parameter) if check.parameter else None,
            fix="" if check.is_met else check.fix,
        )
        for check in checks
    ]
