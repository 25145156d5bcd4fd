/** One proposal: its values, its trail, the second person's decision. */
import { useParams } from "@tanstack/react-router";

import { api, type Versioned } from "@/api/client";
import { useApi, useObject, useSend } from "@/api/query";
import { ActionBar, DataTable, HistoryTimeline, Loaded, Page, Panel, ToneTag, useNotify, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import type { ParameterOut, ParameterPage, ParameterSetOut, ParameterValueOut } from "./api";
import { SET_TONES } from "./tones";
import { ValueText } from "./ValueText";

const columns = (known: readonly ParameterOut[]): Column<ParameterValueOut>[] => {
  const of = (row: ParameterValueOut) => known.find(({ key }) => key === row.key);
  return [
    { key: "key", title: t("parameters.key"), render: (row) => of(row)?.label ?? row.key },
    { key: "value", title: t("parameters.value"), render: (row) => <ValueText kind={of(row)?.kind ?? "text"} value={row.value} unit={of(row)?.unit ?? ""} /> },
    { key: "now", title: t("parameters.now"), render: (row) => <ValueText kind={of(row)?.kind ?? "text"} value={of(row)?.value} unit={of(row)?.unit ?? ""} /> },
    { key: "from", title: t("parameters.from"), render: (row) => <span className="number">{row.valid_from}</span> },
    { key: "to", title: t("parameters.until"), render: (row) => <span className="number">{row.valid_to ?? t("parameters.open_end")}</span> },
    { key: "where", title: t("parameters.jurisdiction"), render: (row) => <span className="number">{row.jurisdiction}</span> },
    { key: "source", title: t("parameters.source"), render: (row) => row.legal_source },
  ];
};

export default function ProposalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ParameterSetOut>(`/parameter-sets/${id}`);
  const found = query.data;
  const set = found?.data;
  return (
    <Page
      title={set?.title ?? t("parameters.proposal")} lead={set?.note}
      mark={set && <ToneTag tone={SET_TONES[set.status] ?? "neutral"}>{set.status_label}</ToneTag>}
      trail={[{ label: t("parameters.title"), href: "/parameters" }, { label: t("parameters.proposals"), href: "/parameters/proposals" }]}
      actions={found && <Decision found={found} />}
    >
      <Loaded query={query}>{({ data }) => <ProposalBody set={data} />}</Loaded>
    </Page>
  );
}

function ProposalBody({ set }: { readonly set: ParameterSetOut }) {
  const known = useApi<ParameterPage>("/parameters");
  return (
    <>
      <Panel title={t("parameters.values")} flush>
        <DataTable<ParameterValueOut> caption={t("parameters.values")} columns={columns(known.data?.items ?? [])} rows={set.values} rowKey={(row) => row.id} />
      </Panel>
      <Panel title={t("parameters.history")}><HistoryTimeline entries={set.history} /></Panel>
    </>
  );
}

function Decision({ found: { data, etag } }: { readonly found: Versioned<ParameterSetOut> }) {
  const notify = useNotify();
  const act = useSend(
    (values: { action: string; note: string }) => api.post(`/parameter-sets/${data.id}/actions`, values, { ifMatch: etag }),
    { refresh: ["/parameter"], onDone: () => notify.done(t("parameters.decided")) },
  );
  return (
    <ActionBar
      actions={data.actions} object={data.title} busy={act.busy} error={act.error} onReset={act.reset}
      onAct={(action, note) => act.send({ action, note })}
      looks={{ approve: { primary: true, effect: t("parameters.effect.approve") }, reject: { effect: t("parameters.effect.reject") } }}
    />
  );
}
