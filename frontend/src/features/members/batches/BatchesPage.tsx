/** Enrolment of the eight groups in batches, newest first. */
import type { BatchRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { BATCH_TONES } from "../looks";

const COLUMNS = (): Column<BatchRow>[] => [
  { key: "title", title: t("batches.field.title"), render: (row) => row.title },
  { key: "union", title: t("lifecycle.union"), render: (row) => row.organisation_name },
  { key: "group", title: t("batches.field.group_eight"), width: 110, render: (row) => <CodeLabel code="GroupEight" value={row.group_eight} /> },
  { key: "people", title: t("batches.people"), width: 80, align: "right", render: (row) => <span className="number">{row.people}</span> },
  { key: "confirmed", title: t("batches.confirmed"), width: 90, align: "right", render: (row) => <span className="number">{row.confirmed}</span> },
  { key: "enrolled", title: t("batches.enrolled"), width: 80, align: "right", render: (row) => <span className="number">{row.enrolled}</span> },
  { key: "status", title: t("members.case.status"), width: 120, render: (row) => <CodeTag code="BatchState" value={row.status} tones={BATCH_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("members.case.status"), kind: "code", code: "BatchState" },
  { name: "is_waiting", label: t("lifecycle.waiting"), kind: "choice", options: [{ value: "true", label: t("lifecycle.waiting.only") }] },
  { name: "is_returned", label: t("lifecycle.returned"), kind: "choice", options: [{ value: "true", label: t("lifecycle.returned.only") }] },
];

export default function BatchesPage() {
  const can = useCan();
  const go = useGo();
  return (
    <Page
      title={t("batches.title")} lead={t("batches.lead")} trail={[{ label: t("members.title"), href: "/members" }]}
      actions={can("members:enrol") && <Button type="primary" onClick={() => go("/members/batches/new")}>{t("batches.new")}</Button>}
    >
      <SearchTable<BatchRow>
        path="/members/batches" caption={t("batches.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/batches/${row.id}`} empty={{ title: t("batches.empty"), text: t("batches.empty.text") }}
      />
    </Page>
  );
}
