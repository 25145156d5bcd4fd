"""Files against what the platform has already: the seven classes, other layouts, the street's part, closed months."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from fastapi import FastAPI

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections.service import book
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.service import month_of
from backend.funds.paid import paid_of
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import payer_by_code
from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import IMPORTERS
from backend.kernel.db import unit_of_work
from backend.kernel.tables import read_table
from tests.funds.books import DISTRICT, clerk, working
from tests.funds.collections.payments import payment
from tests.funds.statements.files import (
    PAYERS,
    act,
    booked,
    card,
    compared,
    csv_file,
    done,
    exception,
    exceptions,
    read,
    rows,
    seeded,
    step,
    tax_row,
)
from tests.support.actors import ActorClient, World

FIRST, SECOND, THIRD, WITHOUT = (PAYERS[n]["uscc"] for n in (0, 1, 2, 3))
NAMES = {payer["uscc"]: payer["name"] for payer in PAYERS}
LATE = date(2020, 12, 10)


def line(ticket: str, yuan: int, **values: str) -> dict[str, str]:
    """A row that is right in itself: so many yuan are 2 % of the base."""
    reckoned = {"计费依据": f"{abs(yuan) * 50}.00", "应缴费额": f"{yuan}.00", "实缴费额": f"{yuan}.00"}
    return tax_row(**{**reckoned, "电子税票号": ticket, **values})


def paid_before(app: FastAPI, uscc: str, ticket: str, yuan: int, **values: Any) -> None:
    """A payment the platform has already."""
    actor = clerk()
    with working(app.state.engine, actor) as session:
        payer = payer_by_code(session, DISTRICT, uscc)
        assert payer is not None
        known = {"ticket_no": ticket, "paid_fen": yuan * 100, "base_fen": None, "due_fen": None, **values}
        book(session, actor, payment(payer, **{"booked_on": date(2020, 11, 9), **known}))


def net_paid(app: FastAPI, uscc: str) -> dict[tuple[str, FundItem], int]:
    """What a payer paid, by month and item, net of reversals; nothing where it sums to nothing."""
    with unit_of_work(app.state.engine, writes=False) as session:
        payer = payer_by_code(session, DISTRICT, uscc)
        assert payer is not None
        found = paid_of(session, DISTRICT, [payer.id], "2020-01", "2020-12")
    return {(period, item): fen for (_, period, item), fen in found.items() if fen}


def verdicts(found: list[dict[str, Any]]) -> list[str]:
    """The verdicts in order."""
    return [row["verdict"] for row in found]


async def test_the_seven_classes_against_the_platform_and_every_clash_is_mended(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    seeded(app, world, [FIRST, SECOND, WITHOUT])
    with unit_of_work(app.state.engine) as session:
        upper = payer_by_code(session, DISTRICT, SECOND)
        assert isinstance(upper, FundPayer)
        upper.coverage = FundCoverage.UPPER_SHARE
        session.add(upper)
    paid_before(app, FIRST, "T1", 200)
    paid_before(app, FIRST, "", 300)
    paid_before(app, FIRST, "", 400, booked_on=date(2020, 11, 1))
    paid_before(app, FIRST, "T5", 500)
    paid_before(app, FIRST, "T6", 600)
    paid_before(app, FIRST, "T7", 700, period="2020-09")
    paid_before(app, FIRST, "T8", 800)
    item = await compared(app, district, csv_file(
        line("T1", 200),
        line("T2", 300, 入库日期="2020-11-12"),
        line("T3", 400, 入库日期="2020-11-12"),
        line("T5", 510),
        line("T6", 600, 统一社会信用代码=WITHOUT, 纳税人名称=NAMES[WITHOUT], 征收品目="筹备金"),
        line("T7", 700),
        line("T9", -800, 入库日期="2020-11-20"),
        line("T10", 900),
        line("T10", -900, 入库日期="2020-11-20"),
        line("T11", 11, 征收品目="滞纳金", 计费依据="", 应缴费额=""),
        line("T12", 120, 所属期起="2020-08-01", 所属期止="2020-08-31"),
        line("T13", 130, 所属期起="2020-08-01"),
        line("T14", 140, 费率="0.01"),
        line("T15", 150, 实缴费额="149.00"),
        line("T16", 1000, 统一社会信用代码=SECOND, 纳税人名称=NAMES[SECOND], 实缴费额="400.00"),
    ), is_complete=True)  # fmt: skip
    assert verdicts(await rows(district, item)) == [
        "matched", "matched", "ok", "amount_differs", "payer_differs", "other_period", "reversal", "ok", "reversal",
        "late_fee", "other_period", "other_period", "rate_differs", "paid_differs_from_due", "ok",
    ]  # fmt: skip
    assert (item["platform_rows"], item["platform_fen"]) == (1, 40_000)

    item = await booked(app, district, item)
    found = {one["recon_class"]: one["rows"] for one in item["settlement"]["classes"]}
    assert found == {
        "agreed": 7, "source_only": 1, "platform_only": 1, "amount": 3, "payer": 1, "duplicate": 0, "period": 3,
    }  # fmt: skip
    share = [row for row in await rows(district, item) if row["ticket_no"] == "T16"]
    assert share[0]["coverage"] == "upper_share_only"
    await every_clash_is_mended(app, district)
    assert (await read(district, item))["settlement"]["open_fen"] == 0
    assert net_paid(app, FIRST) == {
        ("2020-10", FundItem.FUNDS): 20_000 + 30_000 + 40_000 + 51_000 + 60_000 + 13_000 + 14_000 + 14_900,
        ("2020-10", FundItem.LATE_FEE): 1_100,
        ("2020-09", FundItem.FUNDS): 70_000, ("2020-08", FundItem.FUNDS): 12_000,
    }  # fmt: skip


async def every_clash_is_mended(app: FastAPI, district: ActorClient) -> None:
    """The source is right, or the platform is; a month that was closed meanwhile takes nothing more."""
    for one in (await exceptions(district))["items"]:
        await done(district, one, "assign")
    other = await exception(district, "amount_differs")
    assert (await step(district, other, "accept", note="照收")).status_code == 409
    assert (await step(district, other, "correct")).status_code == 422
    await done(district, other, "correct", note="以税票为准", booked_on="2020-11-20")
    await done(district, await exception(district, "payer_differs"), "link", note="税务误写代码")
    clash, late, span = [one for one in (await exceptions(district, verdict="other_period"))["items"]]
    assert (await step(district, clash, "accept", note="照收")).status_code == 409
    await done(district, clash, "link")

    with working(app.state.engine, clerk()) as session:
        month_of(session, clerk(), "2020-11").status = LedgerMonthState.CLOSED
    refused = await step(district, late, "accept", note="补缴")
    assert refused.status_code == 409 and "已结账" in refused.text
    assert (await card(district, late))["status"] == "assigned"
    for one, verdict in (
        (late, ""),
        (span, ""),
        ({}, "rate_differs"),
        ({}, "paid_differs_from_due"),
        ({}, "late_fee"),
    ):
        chosen = one or await exception(district, verdict)
        await done(district, chosen, "accept", note="核对无误", booked_on=LATE.isoformat())
    gone = await exception(district, "platform_only")
    assert [one["code"] for one in gone["actions"]] == ["assign", "propose", "explain", "reverse"]
    gone = await done(district, gone, "reverse", note="重复登记", booked_on=LATE.isoformat())
    assert (gone["status"], gone["resolution"]) == ("settled", "reverse")


async def test_each_layout_has_its_importer_and_a_file_that_does_not_fit_is_refused_with_a_reason(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    seeded(app, world, [FIRST, WITHOUT])
    tax = await booked(
        app, district, await compared(app, district, workbook([line("T1", 200), line("T2", 300)]))
    )
    assert tax["written"] == 2
    treasury = {"电子税票号": "T1", "纳税人识别号": FIRST, "缴款人名称": NAMES[FIRST], "预算科目": "工会经费收入",
                "所属期": "2020年10月", "入库金额": "200.00", "入库日期": "2020-11-09"}  # fmt: skip
    new = {**treasury, "电子税票号": "T9", "入库金额": "250.00"}
    sure = await compared(app, district, csv_file(treasury, new, encoding="gb18030"), layout="treasury")
    assert verdicts(await rows(district, sure)) == ["matched", "ok"]
    fiscal = {"统一社会信用代码": WITHOUT, "单位名称": NAMES[WITHOUT], "所属期": "202010", "划拨金额": "400",
              "划拨日期": "2020-11-20", "支付凭证号": "拨1", "基本工资": "20000"}  # fmt: skip
    paid = await booked(app, district, await compared(app, district, csv_file(fiscal), layout="fiscal"))
    assert (paid["channel"], paid["written"], net_paid(app, WITHOUT)) == (
        "fiscal", 1, {("2020-10", FundItem.RESERVE): 40_000},
    )  # fmt: skip
    bank = {"交易日期": "2020-11-30", "交易流水号": "L1", "对方户名": NAMES[FIRST], "收入金额": "99.50", "支出金额": "",
            "摘要": "2020年10月工会经费"}  # fmt: skip
    out = {**bank, "交易流水号": "L2", "收入金额": "", "支出金额": "5000.00", "摘要": "上解"}
    who = {**bank, "交易流水号": "L3", "对方户名": "某某公司"}
    total = {"交易日期": "合计", "收入金额": "199.00"}
    flow = await compared(app, district, csv_file(bank, out, who, total), layout="bank")
    assert verdicts(await rows(district, flow)) == ["ok", "outgoing", "unknown_payer"]
    assert (flow["total_fen"], flow["control_fen"], flow["ignored_rows"]) == (19_900, 19_900, 1)
    assert (await booked(app, district, flow))["written"] == 1

    await what_does_not_fit(app, district)
    for layout in StatementLayout:
        template = await district.get("/funds/statements/template", params={"layout": layout.value})
        heads = [str(cell) for row in read_table(template.content).rows for cell in row if cell]
        assert f"{IMPORTERS[layout].columns[0].headings[0]}".rstrip("*") in " ".join(heads)
    marked = await district.get(f"/funds/statements/{flow['id']}/workbook")
    assert any("没有此缴费户" in str(row[-1]) for row in read_table(marked.content).rows)


async def what_does_not_fit(app: FastAPI, district: ActorClient) -> None:
    """A wrong layout, a total that is not the sum, a row that cannot be read: nothing is booked."""
    wrong = await compared(app, district, csv_file(tax_row()), layout="bank")
    assert wrong["status"] == "failed" and "没有找到表头" in wrong["failure"]
    short = await compared(
        app, district, csv_file(line("T30", 10), {"登记序号": "合计", "实缴费额": "20.00"})
    )
    answer = await act(district, f"/funds/statements/{short['id']}", short, "commit")
    assert answer.status_code == 409 and "合计" in answer.text
    broken = await compared(app, district, csv_file(line("T31", 10), line("T32", 10, 实缴费额="十元"), line("T33", 10, 征收品目="社保"),
                                                    line("T34", 10, 入库日期="2021-02-01")))  # fmt: skip
    assert (verdicts(await rows(district, broken))[1:], broken["invalid_rows"]) == (["invalid"] * 3, 3)
    refused = await act(district, f"/funds/statements/{broken['id']}", broken, "commit")
    assert refused.status_code == 409 and "读不出来" in refused.text
    given_up = await act(district, f"/funds/statements/{broken['id']}", broken, "discard")
    assert given_up.json()["status"] == "discarded"


async def test_a_street_settles_its_own_with_the_districts_finance_office(
    district: ActorClient, street: ActorClient, other_street: ActorClient, chair: ActorClient, leader: ActorClient,
    app: FastAPI, world: World,
) -> None:  # fmt: skip
    seeded(app, world, [FIRST, WITHOUT])
    item = await compared(
        app, district, csv_file(line("T1", 200, 征收品目="筹备金"), line("T2", 300, 统一社会信用代码=THIRD))
    )
    assert await waiting(district, "fund_statements_ready") == 1
    await booked(app, district, item)
    wrong = await exception(district, "item_contradicts_union")
    paths = [
        f"/funds/exceptions/{wrong['id']}",
        f"/funds/statements/{item['id']}",
        f"/funds/statements/{item['id']}/rows",
    ]
    for path in paths:
        assert (await other_street.get(path)).status_code == 404
    assert (await other_street.get("/funds/statements")).json()["total"] == 0
    assert (await exceptions(other_street))["total"] == 0
    assert [(await exceptions(client))["total"] for client in (district, street, chair)] == [2, 1, 1]
    assert (await step(chair, wrong, "assign")).status_code == 403
    assert (await chair.get("/funds/exceptions/owners")).status_code == 403
    for client in (street, leader):
        answer = await client.get("/funds/statements/template")
        assert answer.status_code == 403

    assert await waiting(street, "fund_exceptions_open") == 1
    assert (await done(street, wrong, "assign"))["is_mine"] is True
    assert await waiting(street, "fund_exceptions_mine") == 1
    assert (await step(street, wrong, "correct", note="改", item="funds")).status_code == 403
    wrong = await done(street, wrong, "propose", note="该厂 2015 年建会，应为经费", item="funds")
    assert (wrong["status"], wrong["proposal"]["item"], wrong["row"]["row_number"]) == (
        "proposed",
        "funds",
        2,
    )
    assert await waiting(district, "fund_exceptions_proposed") == 1
    await done(district, wrong, "return", note="请附税务更正函")
    await done(street, wrong, "propose", note="更正函已收到", item="funds")
    wrong = await done(district, wrong, "correct", note="按更正函", item="funds")
    assert (wrong["status"], net_paid(app, FIRST)) == ("settled", {("2020-10", FundItem.FUNDS): 20_000})

    stranger = await exception(district, "unknown_payer")
    await done(district, stranger, "assign")
    await done(district, stranger, "propose", note="查无此户")
    assert (await step(district, stranger, "reject", note="退税务")).status_code == 409
    assert (await step(district, stranger, "return", note="再查")).status_code == 409


async def waiting(client: ActorClient, code: str) -> int:
    """The badge of one group; it equals the list behind it."""
    groups = (await client.get("/inbox")).json()["groups"]
    group = next(one for one in groups if one["code"] == code)
    assert (await client.get(group["source"])).json()["total"] == group["count"]
    return int(group["count"])


def workbook(found: list[dict[str, str]]) -> bytes:
    """Rows as the bytes of a workbook."""
    out = BytesIO()
    book_ = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book_.add_worksheet("明细")
    sheet.write_row(0, 0, ["常德市武陵区工会经费代收明细"])
    sheet.write_row(1, 0, list(found[0]))
    for number, row in enumerate(found, start=2):
        sheet.write_row(number, 0, list(row.values()))
    book_.close()
    return out.getvalue()


@pytest.mark.parametrize("layout", list(StatementLayout))
def test_headings_of_a_layout_mean_one_column_each(layout: StatementLayout) -> None:
    importer = IMPORTERS[layout]
    names = [heading for column in importer.columns for heading in column.headings]
    assert len(set(names)) == len(names) and importer.channel in CollectionChannel
