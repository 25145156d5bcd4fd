/** Who has not reported a month, and the reminder to them. */
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Button, CodeTag, ErrorSummary, Page, SearchTable, useNotify, type Column, type Filter } from "@/kit";
import { monthBefore, monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/submissions";

import { RETURN_TONES } from "./looks";

interface MissingRow {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly street_name: string;
  readonly state: string;
  readonly return_id: string | null;
  readonly due_on: string;
  readonly days_late: number;
  readonly last_reminded_on: string | null;
}

const PARAMS = { period: param.text(), tree: param.text() };

const COLUMNS = (): Column<MissingRow>[] => [
  { key: "organisation", title: t("returns.organisation"), render: (row) => row.organisation_name },
  { key: "street", title: t("returns.street"), render: (row) => row.street_name },
  { key: "state", title: t("returns.status"), render: (row) => <CodeTag code="ReportState" value={row.state} tones={RETURN_TONES} /> },
  { key: "due", title: t("returns.due"), render: (row) => <span className="number">{row.due_on}</span> },
  { key: "late", title: t("returns.days_late"), align: "right", render: (row) => <span className="number">{row.days_late || "—"}</span> },
  { key: "reminded", title: t("returns.reminded_on"), render: (row) => <span className="number">{row.last_reminded_on ?? "—"}</span> },
];

const FILTERS = (tree: string | undefined): Filter[] => [
  { name: "period", label: t("returns.period"), kind: "month" },
  { name: "street_id", label: t("returns.street"), kind: "organisation" },
  ...(tree ? [{ name: "tree", label: t("kit.tree"), kind: "code", code: "TreeOf" } as const] : []),
];

export default function MissingReturnsPage() {
  const [{ period: chosen, tree }] = useUrlState(PARAMS);
  const { today } = useMe();
  const period = chosen ?? monthBefore(today);
  const mayRemind = useCan()("returns:remind");
  const notify = useNotify();
  const remind = useSend(
    (ids: readonly string[]) => api.post<{ reminded: number; skipped: number }>("/returns/reminders", { period, organisation_ids: ids }),
    { refresh: ["/returns"], onDone: ({ reminded, skipped }) => notify.done(t("returns.reminded", { reminded, skipped })) },
  );
  return (
    <Page
      title={`${monthName(period)} ${t("returns.missing.title")}`} lead={t("returns.missing.lead")}
      trail={[{ label: t("returns.title"), href: "/returns" }, { label: t("returns.board.title"), href: "/returns/board" }]}
    >
      <ErrorSummary error={remind.error} />
      <SearchTable<MissingRow>
        path="/returns/missing" exportPath="/returns/missing/export" caption={t("returns.missing.title")} columns={COLUMNS()} filters={FILTERS(tree)} fixed={{ period }}
        rowKey={(row) => row.organisation_id} rowHref={(row) => (row.return_id ? `/returns/${row.return_id}` : `/organisations/${row.organisation_id}`)}
        empty={{ title: t("returns.missing.none") }} bulkName={(row) => row.organisation_name}
        bulk={mayRemind ? (rows, clear) => (
          <Button
            type="primary" aria-disabled={remind.busy}
            onClick={() => { if (!remind.busy) void remind.send(rows.map((row) => row.organisation_id)).then((done) => { if (done) clear(); }); }}
          >
            {t("returns.remind", { n: rows.length })}
          </Button>
        ) : undefined}
      />
    </Page>
  );
}
