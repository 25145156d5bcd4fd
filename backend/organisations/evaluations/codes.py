"""Words of the member evaluation."""

from backend.kernel.codes import Code


class EvaluationVerdict(Code):
    """How a session's satisfaction stands to the threshold of its day."""

    REACHED = "reached", "达到要求"
    BELOW = "below", "未达到要求"
