/** Records that may be one person, the likeliest first. */
import type { FindOut, PairRow } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, CodeTag, Page, SearchTable, useNotify, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { PAIR_TONES } from "../looks";

const COLUMNS = (): Column<PairRow>[] => [
  { key: "names", title: t("members.field.name"), width: 150, render: (row) => (row.first_name === row.second_name ? row.first_name : `${row.first_name}／${row.second_name}`) },
  { key: "score", title: t("records.pair.score"), align: "right", width: 80, render: (row) => <span className="number">{row.score}</span> },
  { key: "reasons", title: t("records.pair.reasons"), render: (row) => row.reasons.map((one) => one.label).join("；") },
  { key: "unions", title: t("records.pair.unions"), render: (row) => (row.first_organisation_name === row.second_organisation_name ? row.first_organisation_name : `${row.first_organisation_name}；${row.second_organisation_name}`) },
  { key: "found", title: t("records.pair.found"), width: 110, render: (row) => <span className="number">{row.found_on}</span> },
  { key: "status", title: t("records.status"), width: 110, render: (row) => <CodeTag code="PairState" value={row.status} tones={PAIR_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "status", label: t("records.status"), kind: "code", code: "PairState" },
  { name: "is_waiting", label: t("records.waiting"), kind: "choice", options: [{ value: "true", label: t("records.waiting.only") }] },
];

export default function DuplicatesPage() {
  const can = useCan();
  return (
    <Page
      title={t("records.pairs")} lead={t("records.pairs.lead")} trail={[{ label: t("members.title"), href: "/members" }]}
      actions={can("members:check") && <Find />}
    >
      <SearchTable<PairRow>
        path="/members/duplicates" caption={t("records.pairs")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/members/duplicates/${row.id}`} empty={{ title: t("records.pairs.empty"), text: t("records.pairs.empty.text") }}
      />
    </Page>
  );
}

function Find() {
  const notify = useNotify();
  const find = useSend(() => api.post<FindOut>("/members/duplicates/find"), {
    refresh: ["/members/duplicates"], onDone: ({ waiting }) => notify.done(waiting > 0 ? t("records.pairs.finding", { n: waiting }) : t("records.pairs.found_all")),
  });
  return <Button loading={find.busy} onClick={() => void find.send(undefined)}>{t("records.pairs.find")}</Button>;
}
