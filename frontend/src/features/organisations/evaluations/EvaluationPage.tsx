/** One session with its ballots, and every correction of it; correcting adds a row. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import type { EvaluationOut } from "@/api/client/types.gen";
import { AppLink, Button, CodeTag, DataTable, Facts, Loaded, Modal, Page, Panel, useGo, useNotify, type Column } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { EvaluationForm, type Counts } from "./EvaluationForm";
import { BALLOTS, percent, RATE_TONES } from "./rates";

type Version = EvaluationOut["current"];

export default function EvaluationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<EvaluationOut>(`/member-evaluations/${id}`);
  const [open, setOpen] = useState(false);
  const item = query.data;
  return (
    <Page
      title={item ? t("evaluations.of", { name: item.organisation_name, year: item.year }) : t("evaluations.title")} trail={[{ label: t("evaluations.title"), href: "/member-evaluations" }]}
      mark={item && <CodeTag code="EvaluationVerdict" value={item.current.verdict} tones={RATE_TONES} />}
      actions={item?.actions.map(({ code, label }) => <Button key={code} onClick={() => setOpen(true)}>{label}</Button>)}
    >
      <Loaded query={query} rows={8}>{(data) => <Card item={data} />}</Loaded>
      {item && open && <Correction item={item} onClose={() => setOpen(false)} />}
    </Page>
  );
}

function Card({ item }: { readonly item: EvaluationOut }) {
  const { current } = item;
  const facts = [
    { key: "union", label: t("six_have.union"), value: <AppLink href={`/organisations/${item.organisation_id}`}>{item.organisation_name}</AppLink> },
    { key: "held", label: t("evaluations.held_on"), value: <span className="number">{current.held_on}</span> },
    { key: "attendance", label: t("evaluations.attendance"), value: <span className="number">{current.present}/{current.expected}</span> },
    { key: "rate", label: t("evaluations.rate"), value: rateText(current.home) },
    { key: "basis", label: t("evaluations.basis"), value: t(current.basically_counts ? "evaluations.basis.with" : "evaluations.basis.without", { n: current.pass_percent }) },
    { key: "chair", label: t("evaluations.chair"), value: current.chair ? rateText(current.chair) : t("evaluations.chair.no") },
    { key: "note", label: t("evaluations.note"), value: current.note },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("evaluations.versions")} flush><DataTable caption={t("evaluations.versions")} columns={COLUMNS()} rows={item.versions} rowKey={(row) => row.id} /></Panel>
    </>
  );
}

function rateText(count: Version["home"]): string {
  return `${count.numerator}/${count.denominator} = ${percent(count.rate)}`;
}

const COLUMNS = (): Column<Version>[] => [
  { key: "sequence", title: t("evaluations.version"), render: (row) => (row.sequence === 1 ? t("evaluations.first") : t("evaluations.nth", { n: row.sequence - 1 })) },
  ...BALLOTS.map((name): Column<Version> => ({ key: name, title: t(`evaluations.${name}`), align: "right", render: (row) => <span className="number">{row.home[name]}</span> })),
  { key: "rate", title: t("evaluations.rate"), align: "right", render: (row) => <span className="number">{percent(row.home.rate)}</span> },
  { key: "reason", title: t("evaluations.reason"), render: (row) => row.reason || "—" },
  { key: "by", title: t("evaluations.recorded_by"), render: (row) => <>{row.recorded_by} <span className="quiet number">{moment(row.recorded_at)}</span></> },
];

function Correction({ item, onClose }: { readonly item: EvaluationOut; readonly onClose: () => void }) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (counts: Counts) => api.post<EvaluationOut>(`/member-evaluations/${item.id}/corrections`, counts),
    { refresh: ["/member-evaluations", "/board"], onDone: (made) => { notify.done(t("evaluations.done")); onClose(); go(`/member-evaluations/${made.id}`); } },
  );
  return (
    <Modal open title={t("kit.action.title", { action: t("evaluations.correct"), object: item.organisation_name })} footer={null} onCancel={onClose} width={720}>
      <EvaluationForm sender={send} known={item.current} onCancel={onClose} />
    </Modal>
  );
}
