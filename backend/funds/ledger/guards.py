"""What the store itself refuses in the ledger, on both databases (MO-3, MO-5, E-R9).

An entry is complete when its own row is written, after its lines: then the lines are two or more, add up to zero,
and its month is open. A complete entry takes no further line. Two transactions cannot slip a line or a closing past
each other: on PostgreSQL the balance is looked at again when a line's transaction ends, and an entry holds its month
until then; SQLite has one writer at a time.
"""

from backend.kernel.guards import Guard

LINE_REFUSED = "the entry of this line is complete"
ENTRY_REFUSED = "the lines of an entry are two or more and add up to zero"
MONTH_REFUSED = "this month is not open"

_LINES = "FROM ledger_line l WHERE l.district_id = NEW.district_id AND l.entry_id = NEW.id"
_COMPLETE = (
    "EXISTS (SELECT 1 FROM ledger_entry e WHERE e.district_id = NEW.district_id AND e.id = NEW.entry_id)"
)
_UNBALANCED = f"(SELECT count(*) {_LINES}) < 2 OR (SELECT sum(l.amount_fen) {_LINES}) <> 0"
_MONTH = (
    "FROM ledger_month m"
    " WHERE m.district_id = NEW.district_id AND m.org_path = NEW.org_path AND m.period = NEW.period"
)

_POSTGRESQL_LINE = f"""
BEGIN
  IF {_COMPLETE} THEN
    RAISE EXCEPTION '{LINE_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""
_POSTGRESQL_LINE_AT_COMMIT = f"""
BEGIN
  IF (SELECT sum(l.amount_fen) FROM ledger_line l
      WHERE l.district_id = NEW.district_id AND l.entry_id = NEW.entry_id) <> 0 THEN
    RAISE EXCEPTION '{ENTRY_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""
_POSTGRESQL_ENTRY = f"""
DECLARE
  state text;
BEGIN
  IF {_UNBALANCED} THEN
    RAISE EXCEPTION '{ENTRY_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  SELECT m.status INTO state {_MONTH} FOR SHARE;
  IF state IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION '{MONTH_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""

LEDGER_GUARDS = {
    "ledger_line": Guard(
        "ledger_line_guard", ((_COMPLETE, LINE_REFUSED),), _POSTGRESQL_LINE, _POSTGRESQL_LINE_AT_COMMIT
    ),
    "ledger_entry": Guard(
        "ledger_entry_guard",
        (
            (_UNBALANCED, ENTRY_REFUSED),
            (f"NOT EXISTS (SELECT 1 {_MONTH} AND m.status = 'open')", MONTH_REFUSED),
        ),
        _POSTGRESQL_ENTRY,
    ),
}
