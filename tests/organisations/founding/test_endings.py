"""A preparation that leads nowhere: given up, ended from above, or out of time; members are settled first."""

from datetime import date

from backend.kernel import clock
from tests.journeys.own_cases import accept_case, let_go
from tests.members.people import registered
from tests.organisations.founding.cases import act, applied, electable, employer, prepared
from tests.support.actors import ActorClient, World


async def test_a_preparation_is_given_up_once_its_members_are_settled(
    street: ActorClient, district: ActorClient, other_chair: ActorClient, ready: World
) -> None:
    case = await prepared(street, district, ready.street_union.id)
    link = f"/organisations/{case['union_id']}"

    class Preparing:
        id = case["union_id"]

    member = await registered(district, Preparing())  # type: ignore[arg-type]
    told = await act(street, case, "stop", "单位已注销")
    assert told.status_code == 409 and "会员（1）" in told.json()["detail"]
    assert (await street.get(link)).json()["status"] == "preparing"
    await let_go(street, member, ready.other_union)
    assert "转接中" in (await act(street, case, "stop", "单位已注销")).json()["detail"]
    assert (await accept_case(other_chair)).status_code == 200
    assert (await act(street, case, "stop")).status_code == 422
    done = (await act(street, case, "stop", "单位已注销")).json()
    assert (done["status"], done["closed_on"], done["union_status"]) == (
        "withdrawn",
        "2020-12-16",
        "dissolved",
    )
    assert (done["history"][-1]["note"], done["actions"]) == ("单位已注销", [])
    union = (await street.get(link)).json()
    assert (union["status"], union["dissolved_on"], union["union_count"]) == ("dissolved", "2020-12-16", 0)
    again = await applied(street, ready.street_union.id)
    assert again["employers"][0]["employer_uscc"] == employer()["employer_uscc"]


async def test_the_upper_union_ends_a_preparation_or_lets_it_lapse(
    street: ActorClient, district: ActorClient, other_street: ActorClient, ready: World
) -> None:
    case = await electable(street, district, ready.street_union.id)
    assert case["prepare_by"] == "2021-12-10"
    assert (await act(street, case, "revoke", "不再建会")).status_code == 409
    assert (await act(other_street, case, "revoke", "不再建会")).status_code == 404
    early = await act(district, case, "lapse", "超期")
    assert early.status_code == 409 and "2021-12-10" in early.json()["detail"]
    assert {a["code"] for a in case["actions"]} >= {"revoke"} and "lapse" not in str(case["actions"])
    clock.freeze(date(2021, 12, 11))
    seen = (await district.get(f"/foundings/{case['id']}")).json()
    assert "lapse" in {a["code"] for a in seen["actions"]}
    done = (await act(district, case, "lapse", "筹备一年未选举")).json()
    assert (done["status"], done["union_status"]) == ("lapsed", "dissolved")
    other = await prepared(street, district, ready.street_union.id)
    ended = (await act(district, other, "revoke", "单位并入集团")).json()
    assert (ended["status"], ended["closed_on"]) == ("refused", "2021-12-11")
    assert (await act(street, ended, "stop", "再停")).status_code == 409
