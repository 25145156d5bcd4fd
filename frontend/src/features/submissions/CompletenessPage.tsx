/** Completeness of the returns: streets by months, counted from the returns themselves. */
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import { CompletionBoard, Loaded, Page, Panel, Select, TreeChoice, type BoardCell, type BoardRow } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/submissions";

interface BoardCellData {
  readonly period: string;
  readonly expected: number;
  readonly reported: number;
  readonly accepted: number;
  readonly locked: number;
  readonly late: number;
  readonly rate: number;
}

interface BoardData {
  readonly year: number;
  readonly periods: readonly { readonly period: string }[];
  readonly streets: readonly { readonly street_id: string; readonly name: string; readonly cells: readonly BoardCellData[] }[];
  readonly totals: readonly BoardCellData[];
}

const PARAMS = { year: param.text(), tree: param.text() };

export default function CompletenessPage() {
  const [{ year, tree }, set] = useUrlState(PARAMS);
  const thisYear = useMe().today.slice(0, 4);
  const chosen = year ?? thisYear;
  const query = useApi<BoardData>("/returns/board", { year: chosen, tree });
  const options = yearsTo(Number(thisYear)).map((value) => ({ value, label: t("returns.board.year", { year: value }) }));
  return (
    <Page
      title={t("returns.board.title")} lead={t("returns.board.lead")} trail={[{ label: t("returns.title"), href: "/returns" }]}
      actions={(
        <>
          <TreeChoice value={tree} onChange={(value) => set({ tree: value })} />
          <Select aria-label={t("returns.board.choose")} value={chosen} options={options} onChange={(value: string) => set({ year: value })} />
        </>
      )}
    >
      <Panel flush>
        <Loaded query={query} rows={14}>
          {(data) => (
            <CompletionBoard
              caption={t("returns.board.title")} rowTitle={t("returns.street")} periods={data.periods.map(({ period }) => period)}
              rows={[...data.streets.map((street) => streetRow(street, tree)), totalRow(data, tree)]}
            />
          )}
        </Loaded>
      </Panel>
      <p className="quiet">{tree === "then" && t("returns.board.then")}{t("returns.board.legend")}</p>
    </Page>
  );
}

function yearsTo(last: number): string[] {
  return Array.from({ length: Math.max(1, last - 2019) }, (_, at) => String(last - at));
}

function streetRow(street: BoardData["streets"][number], tree: string | undefined): BoardRow {
  return { id: street.street_id, name: street.name, cells: cellsOf(street.cells, `&street_id=${street.street_id}${under(tree)}`) };
}

function totalRow(data: BoardData, tree: string | undefined): BoardRow {
  return { id: "total", name: t("returns.board.total"), cells: cellsOf(data.totals, under(tree)) };
}

/** A cell opens to its rows under the same tree. */
const under = (tree: string | undefined) => (tree === "then" ? "&tree=then" : "");

function cellsOf(cells: readonly BoardCellData[], more: string): Record<string, BoardCell> {
  return Object.fromEntries(cells.filter((cell) => cell.expected > 0).map((cell) => [cell.period, boardCell(cell, more)]));
}

function boardCell(cell: BoardCellData, more: string): BoardCell {
  const { expected, reported, accepted, locked, late } = cell;
  const done = reported === expected;
  return {
    text: `${reported}/${expected}`,
    label: t("returns.board.cell", { expected, reported, checked: accepted + locked, late }),
    tone: locked === expected ? "neutral" : done ? "good" : reported * 10 >= expected * 9 ? "attention" : "problem",
    href: done ? `/returns?period=${cell.period}${more}` : `/returns/missing?period=${cell.period}${more}`,
  };
}
