"""What crosses the wire about the inbox."""

from backend.kernel.wire import WireOut


class InboxGroupOut(WireOut):
    """One kind of work: how much, where it opens in the page, and the list (API path) that holds exactly these."""

    code: str
    label: str
    count: int
    link: str
    source: str


class InboxOut(WireOut):
    """Everything that waits for the caller; ``total`` is the badge."""

    total: int
    groups: list[InboxGroupOut]
