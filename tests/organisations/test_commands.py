"""Opening a district on the machine itself: once, with a sound name, and told in the audit trail."""

import pytest
from sqlalchemy import text

from backend.kernel.db import unit_of_work
from backend.kernel.errors import Conflict, Invalid
from backend.organisations.district import open_district
from backend.organisations.queries import district_root
from tests.support.database import Database


def test_a_district_is_opened_once(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        row = open_district(session, "430702", "常德市武陵区总工会")
        assert (row.org_path, row.code, row.initials) == ("430702.", "430702000001", "cdswlqzgh")
    with unit_of_work(database.engine) as session:
        root = district_root(session, "430702")
        assert root is not None and root.id == row.id
        verbs = session.execute(text("select verb from audit_entry")).scalars().all()
        assert verbs == ["organisation.created"]
    with pytest.raises(Conflict), unit_of_work(database.engine) as session:
        open_district(session, "430702", "常德市武陵区总工会")
    with unit_of_work(database.engine) as session:
        assert open_district(session, "430703", "常德市鼎城区总工会").code == "430703000001"


@pytest.mark.parametrize(
    ("district_id", "name", "field"),
    [
        ("4307", "常德市武陵区总工会", "district"),
        ("43070x", "常德市武陵区总工会", "district"),
        ("４３０７０２", "常德市武陵区总工会", "district"),
        ("430702", "常德市武陵区工会", "name"),
        ("430702", "常" * 98 + "总工会", "name"),
    ],
)
def test_a_wrong_code_or_name_is_refused(database: Database, district_id: str, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused, unit_of_work(database.engine) as session:
        open_district(session, district_id, name)
    assert [error.field for error in refused.value.errors] == [field]
