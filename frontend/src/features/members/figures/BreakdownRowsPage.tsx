/** The persons behind one number of the breakdown: as many as the number says. */
import type { BreakdownOut, BreakdownRow } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Page, SearchTable, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/figures";
import "@/locales/zh/members";

import { asked, hrefOf, MEASURES, PARAMS } from "./question";

const ROW_PARAMS = { ...PARAMS, key: param.text(), measure: param.oneOf([...MEASURES], "members") };

const COLUMNS = (onLabel: string): Column<BreakdownRow>[] => [
  { key: "name", title: t("members.field.name"), width: 120, render: (row) => row.name },
  { key: "union", title: t("members.field.organisation_id"), render: (row) => row.organisation_name },
  { key: "on", title: onLabel, width: 140, render: (row) => <span className="number">{row.on}</span> },
];

export default function BreakdownRowsPage() {
  const [{ key, measure, ...question }] = useUrlState(ROW_PARAMS);
  const query = useApi<BreakdownOut>("/members/figures/breakdown", asked(question));
  const line = query.data && (key ? query.data.lines.find((one) => one.key === key) : query.data.total);
  const title = line ? `${line.label}：${t(`figures.${measure}`)}` : t("figures.rows");
  return (
    <Page
      title={title} trail={[{ label: t("figures.title"), href: hrefOf("/members/figures", question) }]}
      lead={query.data && line ? t("figures.rows.lead", { date: query.data.as_of, n: count(line[measure]) }) : undefined}
    >
      <SearchTable<BreakdownRow>
        path="/members/figures/breakdown/rows" caption={t("figures.rows")} fixed={{ ...asked(question), key, measure }}
        columns={COLUMNS(t(measure === "joined" ? "figures.joined_on" : "members.field.joined_on"))}
        rowKey={(row) => row.id} rowHref={(row) => `/members/${row.id}`} empty={{ title: t("figures.rows.none") }}
      />
    </Page>
  );
}
