"""Stories of the register: found, find, correct, declare, look back."""

from typing import Any

from sqlalchemy import text

from backend.kernel.db import unit_of_work
from tests.organisations.conftest import base_form, faults, found, head_count_form
from tests.organisations.samples import EMPLOYER_CODE, OTHER_UNION_CODE
from tests.support.actors import ActorClient, World


async def test_a_street_founds_a_union_corrects_it_and_reads_its_history(
    street: ActorClient, register: World
) -> None:
    answer = await street.post("/organisations", json=base_form(register.street_union.id))
    assert answer.status_code == 201, answer.text
    card = answer.json()
    assert card["org_path"] == "430702.001.003."
    assert card["code"].startswith("430702")
    assert card["short_name"] == "常德恒泰商贸有限公司"
    assert card["approving_org"] == "启明街道总工会"
    assert card["chair_phone"] == "138****9911"
    assert card["division_name"] == "启明街道红卫社区"
    assert [item["name"] for item in card["upper"]] == ["中华全国总工会", "湖南省总工会", "常德市总工会"]
    assert [(p["name"], p["is_open"]) for p in card["parents"]] == [
        ("武陵区总工会", False),
        ("启明街道总工会", True),
    ]
    assert card["employers"][0]["employer_uscc"] == EMPLOYER_CODE
    assert {a["code"] for a in card["actions"]} == {
        "edit",
        "add_branch",
        "reveal_phone",
        "declare_head_count",
    }

    link = f"/organisations/{card['id']}"
    change = {"chair_name": "甘新主", "chair_phone": "13907361234", "has_seal": True}
    answer = await street.patch(link, json=change, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"v2"'
    assert answer.json()["chair_phone"] == "139****1234"

    history = (await street.get(f"{link}/history")).json()
    assert [line["kind"] for line in history["items"]] == ["edited", "created"]
    edited = {c["field"]: (c["label"], c["before"], c["after"]) for c in history["items"][0]["changes"]}
    assert edited == {
        "chair_name": ("主席", "甘试卷", "甘新主"),
        "chair_phone": ("主席电话", "", "已更新"),
        "has_seal": ("已刻公章", "否", "是"),
    }
    assert history["items"][0]["person_name"] == street.seat.person_name  # type: ignore[union-attr]


async def test_numbers_are_given_out_once(street: ActorClient, register: World) -> None:
    first = await found(street, register.street_union)
    second = await found(
        street,
        register.street_union,
        name="启明二店工会委员会",
        union_uscc="",
        employers=[{"name": "启明二店", "economic_type": "170", "industry": "F"}],
    )
    assert (first["org_path"], second["org_path"]) == ("430702.001.003.", "430702.001.004.")
    assert first["code"] != second["code"]


async def test_every_fault_of_a_form_is_named_at_once(street: ActorClient, register: World) -> None:
    spoilt = base_form(
        register.street_union.id,
        name="恒泰公司",
        report_class="public",
        approval_no="",
        founded_on="2020-12-17",
        union_uscc="81430702MC0123450X",
        chair_phone="123",
        chair_name="甘1",
        division_code="430702999",
        status="locked",
    )
    assert faults(await street.post("/organisations", json=spoilt)) >= {
        ("name", "name_ending"),
        ("report_class", "class_of_economy"),
        ("approval_no", "approval_required"),
        ("founded_on", "future_date"),
        ("union_uscc", "uscc_check_digit"),
        ("chair_phone", "mobile_format"),
        ("chair_name", "name_character"),
        ("division_code", "unknown_division"),
        ("status", "first_status"),
    }


async def test_the_register_refuses_doubles(street: ActorClient, register: World) -> None:
    await found(street, register.street_union)
    again = faults(await street.post("/organisations", json=base_form(register.street_union.id)))
    assert again == {
        ("name", "name_taken"),
        ("union_uscc", "uscc_taken"),
        ("employers.0.employer_uscc", "employer_covered"),
    }


async def test_a_double_in_the_next_street_is_refused_without_saying_where(
    street: ActorClient, other_street: ActorClient, register: World
) -> None:
    await found(street, register.street_union)
    answer = await other_street.post("/organisations", json=base_form(register.other_street_union.id))
    assert faults(answer) == {("union_uscc", "uscc_taken"), ("employers.0.employer_uscc", "employer_covered")}
    assert "启明" not in answer.text and "恒泰" not in answer.text


async def test_nobody_founds_in_a_foreign_scope(
    street: ActorClient, district: ActorClient, register: World
) -> None:
    foreign = await street.post("/organisations", json=base_form(register.other_street_union.id))
    random = await street.post("/organisations", json=base_form("00000000-0000-7000-8000-000000000000"))  # type: ignore[arg-type]
    above = await street.post("/organisations", json=base_form(register.district_union.id))
    bodies = [answer.json() for answer in (foreign, random, above)]
    for body in bodies:
        body.pop("trace_id")
    assert bodies[0] == bodies[1] == bodies[2]
    assert faults(foreign) == {("parent_id", "unknown_parent")}
    assert (await found(district, register.other_street_union))["org_path"] == "430702.002.002."


async def test_a_joint_union_needs_two_employers_and_can_change_them(
    street: ActorClient, register: World
) -> None:
    joint: dict[str, Any] = {
        "name": "红卫社区商圈联合工会委员会",
        "org_form": "5",
        "org_type": "2",
        "base_type": "1",
        "economic_type": "600",
        "unit_category": "self_employed",
    }
    shops = [{"name": f"红卫商行{n}", "economic_type": "600", "industry": "F"} for n in "一二三"]
    lonely = base_form(register.street_union.id, **joint, employers=shops[:1])
    assert faults(await street.post("/organisations", json=lonely)) == {("employers", "joint_coverage")}
    card = await found(street, register.street_union, **joint, employers=shops[:2])
    link = f"/organisations/{card['id']}"

    answer = await street.patch(link, json={"employers": shops[:1]}, headers={"If-Match": '"v1"'})
    assert faults(answer) == {("employers", "joint_coverage")}
    answer = await street.patch(link, json={"employers": shops[1:]}, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    assert [e["name"] for e in answer.json()["employers"]] == ["红卫商行三", "红卫商行二"]
    kept = next(e for e in card["employers"] if e["name"] == "红卫商行二")
    assert kept["id"] in {e["id"] for e in answer.json()["employers"]}


async def test_a_stale_or_missing_version_changes_nothing(street: ActorClient, register: World) -> None:
    card = await found(street, register.street_union)
    link = f"/organisations/{card['id']}"
    assert (await street.patch(link, json={"note": "一"})).status_code == 428
    assert (await street.patch(link, json={"note": "一"}, headers={"If-Match": '"v1"'})).status_code == 200
    assert (await street.patch(link, json={"note": "二"}, headers={"If-Match": '"v1"'})).status_code == 412
    assert (await street.get(link)).json()["note"] == "一"


async def test_saving_what_is_there_already_leaves_no_trace(street: ActorClient, register: World) -> None:
    card = await found(street, register.street_union)
    link = f"/organisations/{card['id']}"
    same = {
        "name": card["name"],
        "chair_phone": "13807369911",
        "employers": base_form(register.union.id)["employers"],
    }
    answer = await street.patch(link, json=same, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"v1"')
    assert len((await street.get(f"{link}/history")).json()["items"]) == 1


async def test_fields_that_are_not_for_changing_are_refused(street: ActorClient, register: World) -> None:
    card = await found(street, register.street_union)
    link = f"/organisations/{card['id']}"
    for field, value in (("status", "dissolved"), ("parent_id", card["parent_id"]), ("org_path", "430702.")):
        answer = await street.patch(link, json={field: value}, headers={"If-Match": '"v1"'})
        assert faults(answer) == {("body", "extra_forbidden")}
    answer = await street.patch(link, json={"name": None}, headers={"If-Match": '"v1"'})
    assert faults(answer) == {("name", "required")}


async def test_an_old_fault_does_not_stop_a_mend_elsewhere(street: ActorClient, register: World) -> None:
    link = f"/organisations/{register.union.id}"
    answer = await street.patch(link, json={"address": "人民路一号"}, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    answer = await street.patch(link, json={"industry": None}, headers={"If-Match": '"v2"'})
    assert ("industry", "required") in faults(answer)


async def test_a_chair_keeps_the_contact_and_declares_the_head_count(
    chair: ActorClient, street: ActorClient, register: World
) -> None:
    link = f"/organisations/{register.union.id}"
    card = (await chair.get(link)).json()
    assert card["editable"] == ["address", "chair_phone", "contact_name", "contact_phone"]
    assert [a["code"] for a in card["actions"]] == ["edit", "reveal_phone", "declare_head_count"]
    change = {"contact_name": "甘联络", "contact_phone": "+86 137-0736-5555"}
    answer = await chair.patch(link, json=change, headers={"If-Match": '"v1"'})
    assert answer.json()["contact_phone"] == "137****5555"
    answer = await chair.patch(link, json={"name": "新名工会委员会"}, headers={"If-Match": '"v2"'})
    assert faults(answer) == {("name", "read_only")}
    assert (await chair.post("/organisations", json=base_form(register.union.id))).status_code == 403

    counts = f"{link}/head-counts"
    assert (await chair.put(counts, json=head_count_form())).status_code == 428
    answer = await chair.put(counts, json=head_count_form(), headers={"If-Match": '"v2"'})
    assert answer.status_code == 200, answer.text
    assert answer.json()["head_count"]["employees"] == 50
    again = await chair.put(counts, json=head_count_form(), headers={"If-Match": '"v3"'})
    assert again.headers["etag"] == '"v3"'
    mended = await chair.put(counts, json=head_count_form(employees=52), headers={"If-Match": '"v3"'})
    assert [row["employees"] for row in mended.json()["head_counts"]] == [52]
    line = (await street.get("/organisations", params={"q": "启明一厂"})).json()["items"][0]
    assert (line["employees"], line["declared_members"], line["parent_name"]) == (52, 48, "启明街道总工会")
    changes = (await street.get(f"{link}/history")).json()["items"][0]["changes"]
    assert {"field": "employees", "label": "职工数", "before": "50", "after": "52"} in changes


async def test_wrong_head_counts_are_explained(
    chair: ActorClient, street: ActorClient, register: World
) -> None:
    counts = f"/organisations/{register.union.id}/head-counts"
    wrong = head_count_form(month="2021-01", women_members=49, members=60)
    answer = await chair.put(counts, json=wrong, headers={"If-Match": '"v1"'})
    assert faults(answer) == {("month", "future_month"), ("members", "members_exceed_employees")}
    answer = await chair.put(counts, json=head_count_form(employees=-1), headers={"If-Match": '"v1"'})
    assert faults(answer) == {("employees", "greater_than_equal")}
    federation = f"/organisations/{register.street_union.id}/head-counts"
    answer = await street.put(federation, json=head_count_form(), headers={"If-Match": '"v1"'})
    assert faults(answer) == {("month", "not_grassroots")}


async def test_codes_are_compared_in_one_spelling(street: ActorClient, register: World) -> None:
    card = await found(
        street, register.street_union, union_uscc=f" {OTHER_UNION_CODE[:8].lower()}-{OTHER_UNION_CODE[8:]} "
    )
    assert card["union_uscc"] == OTHER_UNION_CODE
    again = base_form(
        register.street_union.id,
        name="别家工会委员会",
        union_uscc=OTHER_UNION_CODE,
        employers=[{"name": "别家", "economic_type": "170", "industry": "F"}],
    )
    assert faults(await street.post("/organisations", json=again)) == {("union_uscc", "uscc_taken")}


async def test_phone_numbers_are_never_kept_in_clear(app: Any, street: ActorClient, register: World) -> None:
    await found(street, register.street_union)
    with unit_of_work(app.state.engine) as session:
        for table in ("organisation", "organisation_change", "audit_entry", "outbox_event"):
            dump = str(session.execute(text(f"select * from {table}")).all())
            assert "13807369911" not in dump and "138 0736 9911" not in dump


async def test_a_full_phone_number_asks_for_a_purpose_and_is_recorded(
    app: Any, street: ActorClient, auditor: ActorClient, register: World
) -> None:
    card = await found(street, register.street_union)
    link = f"/organisations/{card['id']}/reveal"
    wanted = {"field": "chair_phone", "purpose": "contact"}
    assert (await street.post(link, json=wanted)).json() == {"field": "chair_phone", "value": "13807369911"}
    assert (await street.post(link, json=wanted | {"field": "contact_phone"})).json()["value"] == ""
    assert faults(await street.post(link, json={"field": "chair_phone"})) == {("purpose", "missing")}
    assert (await auditor.post(link, json=wanted)).status_code == 403
    with unit_of_work(app.state.engine) as session:
        query = "select details from audit_entry where verb = 'organisation.reveal' order by id"
        kept = [str(row) for row in session.execute(text(query)).scalars()]
    assert len(kept) == 2
    assert all("contact" in line and "13807369911" not in line for line in kept)


async def test_every_change_leaves_an_audit_entry_and_an_event(
    app: Any, street: ActorClient, register: World
) -> None:
    card = await found(street, register.street_union)
    await street.patch(f"/organisations/{card['id']}", json={"note": "备注"}, headers={"If-Match": '"v1"'})
    with unit_of_work(app.state.engine) as session:
        for table, column in (("audit_entry", "verb"), ("outbox_event", "topic")):
            query = f"select {column} from {table} where {column} like 'organisation.%' order by id"
            assert list(session.execute(text(query)).scalars()) == [
                "organisation.created",
                "organisation.edited",
            ]
