/** The small-payer policy of a year and what another one would mean: who gains, parts equal to the whole. */
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import type { SmallClassOut, SmallPayerBasis, SmallPolicyOut, SmallSimulationOut, SmallUnionOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, Count, DataTable, Empty, Figure, FigureRow, Loaded, Money, Page, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { yuan } from "@/lib/money";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/fundsReturns";

import { SmallRuleForm, type SmallRule } from "./SmallRuleForm";

const PARAMS = { year: param.number(), basis: param.text(), threshold: param.number(), rate: param.text() };

export default function SmallPayersPage() {
  const me = useMe();
  const [url, setUrl] = useUrlState(PARAMS);
  const year = url.year ?? Number(me.today.slice(0, 4));
  const policy = useApi<SmallPolicyOut>("/funds/small-payers/policy", { year });
  return (
    <Page title={t("small_payers.title")} lead={t("small_payers.lead")} trail={[{ label: t("share_returns.title"), href: "/funds/share-returns" }]}>
      <Loaded query={policy} rows={4}>
        {(now) => {
          const tried: SmallRule = { year, basis: url.basis ?? now.basis, threshold_fen: url.basis ? (url.threshold ?? null) : now.threshold_fen, rate: url.rate ?? now.rate };
          return (
            <>
              <Panel title={t("small_payers.try")}>
                <p className="quiet">{wordsOf(now)}</p>
                <SmallRuleForm key={year} rule={tried} onTry={(next) => setUrl({ year: next.year, basis: next.year === year ? next.basis : undefined, threshold: next.year === year ? (next.threshold_fen ?? undefined) : undefined, rate: next.year === year ? next.rate : undefined })} />
              </Panel>
              <Outcome rule={tried} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function wordsOf(now: SmallPolicyOut): string {
  const limit = now.threshold_fen === null ? t("small_payers.no_limit") : t("small_payers.limit", { amount: yuan(now.threshold_fen) });
  return t("small_payers.now", { year: now.year, source: now.parameter.legal_source, limit, rate: now.rate });
}

function Outcome({ rule }: { readonly rule: SmallRule }) {
  const query = useApi<SmallSimulationOut>("/funds/small-payers/simulation", { year: rule.year, basis: rule.basis as SmallPayerBasis, threshold_fen: rule.threshold_fen ?? undefined, rate: rule.rate });
  return (
    <Loaded query={query} rows={8}>
      {(found) => found.total.unions === 0 ? <Panel><Empty title={t("small_payers.empty", { year: found.year })} text={t("small_payers.empty.text")} /></Panel> : (
        <>
          <FigureRow>
            <Figure label={t("small_payers.current_sum")} value={<Money fen={found.total.current_fen} wan unit />} note={t("small_payers.unions", { n: found.total.unions })} />
            <Figure label={t("small_payers.tried_sum")} value={<Money fen={found.total.tried_fen} wan unit />} note={t("small_payers.upward", { amount: yuan(found.total.upward_fen) })} />
            <Figure label={t("small_payers.delta_sum")} value={<Money fen={found.total.tried_fen - found.total.current_fen} wan unit />} note={t("small_payers.gainers", { more: found.gainers, less: found.losers })} />
          </FigureRow>
          <Panel title={t("small_payers.classes")} flush><DataTable<SmallClassOut> caption={t("small_payers.classes")} rows={found.classes} rowKey={(row) => row.report_class ?? "none"} columns={CLASSES()} /></Panel>
          <Panel title={t("small_payers.who")} flush>
            <DataTable<SmallUnionOut> caption={t("small_payers.who")} rows={found.unions} rowKey={(row) => row.union_id} columns={UNIONS()} />
          </Panel>
          {found.rest.unions > 0 && <p className="quiet">{t("small_payers.rest", { n: found.rest.unions, current: yuan(found.rest.current_fen), tried: yuan(found.rest.tried_fen) })}</p>}
        </>
      )}
    </Loaded>
  );
}

const amounts = <T extends { current_fen: number; tried_fen: number; upward_fen: number }>(): Column<T>[] => [
  { key: "upward", title: t("small_payers.upward_fen"), align: "right", render: (row) => <Money fen={row.upward_fen} /> },
  { key: "current", title: t("small_payers.current"), align: "right", render: (row) => <Money fen={row.current_fen} /> },
  { key: "tried", title: t("small_payers.tried"), align: "right", render: (row) => <Money fen={row.tried_fen} /> },
  { key: "delta", title: t("small_payers.delta"), align: "right", render: (row) => <Money fen={row.tried_fen - row.current_fen} /> },
];

const CLASSES = (): Column<SmallClassOut>[] => [
  { key: "class", title: t("small_payers.class"), render: (row) => (row.report_class ? <CodeLabel code="ReportClass" value={row.report_class} /> : "—") },
  { key: "unions", title: t("small_payers.unions_n"), align: "right", render: (row) => <Count value={row.unions} /> },
  ...amounts<SmallClassOut>(),
];

const UNIONS = (): Column<SmallUnionOut>[] => [
  { key: "union", title: t("share_returns.union"), render: (row) => <AppLink href={`/organisations/${row.union_id}`}>{row.union_name}</AppLink> },
  ...amounts<SmallUnionOut>(),
  { key: "why", title: t("small_payers.why"), render: (row) => (row.reason ? t("small_payers.not", { list: row.reason }) : "—") },
];
