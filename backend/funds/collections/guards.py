"""What the store itself refuses in collections, on both databases: parts that do not add up to the payment (E-R6).

A payment is complete when its own row is written, after its split lines: then they add up to it. A complete payment
takes no further line; on PostgreSQL the sum is looked at again when a line's transaction ends.
"""

from backend.kernel.guards import Guard

PART_REFUSED = "the payment of this part is complete"
PAYMENT_REFUSED = "the parts of a payment add up to it"

_PARTS = (
    "(SELECT coalesce(sum(s.amount_fen), 0) FROM fund_split_line s"
    " WHERE s.district_id = NEW.district_id AND s.collection_id = NEW.id)"
)
_COMPLETE = (
    "EXISTS (SELECT 1 FROM fund_collection c"
    " WHERE c.district_id = NEW.district_id AND c.id = NEW.collection_id)"
)
_UNEQUAL = f"{_PARTS} <> NEW.paid_fen"

_POSTGRESQL_PART = f"""
BEGIN
  IF {_COMPLETE} THEN
    RAISE EXCEPTION '{PART_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""
_POSTGRESQL_PART_AT_COMMIT = f"""
BEGIN
  IF (SELECT sum(s.amount_fen) FROM fund_split_line s
      WHERE s.district_id = NEW.district_id AND s.collection_id = NEW.collection_id)
     IS DISTINCT FROM
     (SELECT c.paid_fen FROM fund_collection c
      WHERE c.district_id = NEW.district_id AND c.id = NEW.collection_id) THEN
    RAISE EXCEPTION '{PAYMENT_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""
_POSTGRESQL_PAYMENT = f"""
BEGIN
  IF {_UNEQUAL} THEN
    RAISE EXCEPTION '{PAYMENT_REFUSED}' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
"""

COLLECTION_GUARDS = {
    "fund_split_line": Guard(
        "fund_split_line_guard", ((_COMPLETE, PART_REFUSED),), _POSTGRESQL_PART, _POSTGRESQL_PART_AT_COMMIT
    ),
    "fund_collection": Guard("fund_collection_guard", ((_UNEQUAL, PAYMENT_REFUSED),), _POSTGRESQL_PAYMENT),
}
