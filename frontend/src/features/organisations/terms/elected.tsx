/** Who was elected, with how many votes. */
import type { ElectedOut } from "@/api/client/types.gen";
import { CodeLabel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

export const ELECTED_COLUMNS = (): Column<ElectedOut>[] => [
  { key: "name", title: t("terms.seat.name"), render: (row) => row.name },
  { key: "role", title: t("terms.seat.role"), render: (row) => <CodeLabel code="CommitteeRole" value={row.role} /> },
  { key: "votes", title: t("reelections.report.votes"), align: "right", width: 100, render: (row) => <span className="number">{row.votes}</span> },
  { key: "relation", title: t("terms.seat.relation"), render: (row) => <CodeLabel code="DeclaredRelation" value={row.relation} /> },
];
