/** The queue of what does not agree: by state, kind and owner; several are given to one owner at once. */
import { useState } from "react";

import type { FundExceptionRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeTag, Money, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { AssignDialog } from "./AssignDialog";
import { CLASS_TONES, EXCEPTION_TONES, VERDICT_TONES } from "./looks";

const COLUMNS = (): Column<FundExceptionRow>[] => [
  { key: "payer", title: t("statements.payer"), render: (row) => row.payer_name || t("exceptions.nobody") },
  { key: "verdict", title: t("exceptions.kind"), width: 170, render: (row) => <CodeTag code="StatementVerdict" value={row.verdict} tones={VERDICT_TONES} /> },
  { key: "class", title: t("statements.class"), width: 110, render: (row) => <CodeTag code="ReconciliationClass" value={row.recon_class} tones={CLASS_TONES} /> },
  { key: "amount", title: t("exceptions.amount"), align: "right", width: 120, render: (row) => <Money fen={row.amount_fen} /> },
  { key: "booked", title: t("statements.booked_on"), width: 110, render: (row) => <span className="number">{row.booked_on}</span> },
  { key: "said", title: t("statements.said"), deskOnly: true, render: (row) => row.message },
  { key: "owner", title: t("exceptions.owner"), width: 100, render: (row) => row.owner_name || t("exceptions.owner.none") },
  { key: "status", title: t("exceptions.status"), width: 120, render: (row) => <CodeTag code="FundExceptionState" value={row.status} tones={EXCEPTION_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("exceptions.status"), kind: "code", code: "FundExceptionState" },
  { name: "verdict", label: t("exceptions.kind"), kind: "code", code: "StatementVerdict" },
  { name: "recon_class", label: t("statements.class"), kind: "code", code: "ReconciliationClass" },
  { name: "period", label: t("exceptions.period"), kind: "month" },
  { name: "is_mine", label: t("exceptions.mine"), kind: "choice", options: [{ value: "true", label: t("exceptions.mine.yes") }] },
];

interface Chosen {
  readonly rows: readonly FundExceptionRow[];
  readonly clear: () => void;
}

export default function ExceptionsPage() {
  const mayAssign = useCan()("funds:collect");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Page title={t("exceptions.title")} lead={t("exceptions.lead")}>
      <SearchTable<FundExceptionRow>
        path="/funds/exceptions" caption={t("exceptions.title")} columns={COLUMNS()} filters={FILTERS()} search={t("exceptions.search")} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/exceptions/${row.id}`} empty={{ title: t("exceptions.empty"), text: t("exceptions.empty.text") }} bulkName={(row) => row.payer_name || t("exceptions.nobody")}
        bulk={mayAssign ? (rows, clear) => <Button onClick={() => setChosen({ rows, clear })}>{t("exceptions.assign", { n: rows.length })}</Button> : undefined}
      />
      {chosen && <AssignDialog ids={chosen.rows.map(({ id }) => id)} onClose={() => setChosen(null)} onDone={chosen.clear} />}
    </Page>
  );
}
