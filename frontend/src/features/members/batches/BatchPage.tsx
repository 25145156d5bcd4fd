/** One batch: its people by state, codes to hand out, signatures to note, the decision, the trail. */
import { useParams } from "@tanstack/react-router";

import type { BatchOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { useCan } from "@/api/session";
import { CodeLabel, CodeTag, Count, Facts, Figure, FigureRow, HistoryTimeline, Loaded, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DecisionBar } from "../DecisionBar";
import { BATCH_TONES } from "../looks";
import { Papers } from "../Papers";
import "../members.css";
import { BatchPeople } from "./BatchPeople";
import { Slips } from "./Slips";
import { Upload } from "./Upload";

export default function BatchPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<BatchOut>(`/members/batches/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item?.title ?? t("batches.one")} trail={[{ label: t("members.title"), href: "/members" }, { label: t("batches.title"), href: "/members/batches" }]}
      mark={item && <CodeTag code="BatchState" value={item.status} tones={BATCH_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: BatchOut }) {
  const names = { title: item.title, n: item.confirmed };
  return (
    <DecisionBar
      path={`/members/batches/${item.id}`} item={item} object={item.title} dated={["approve"]} looks={{
        start: { effect: t("batches.effect.start"), primary: true },
        submit: { effect: t("batches.effect.submit", names), primary: true },
        approve: { effect: t("batches.effect.approve", names), primary: true },
        return: { effect: t("batches.effect.return") },
        discard: { effect: t("batches.effect.discard"), danger: true },
      }}
    />
  );
}

function Card({ item }: { readonly item: BatchOut }) {
  const canEnrol = useCan()("members:enrol");
  const isConfirming = item.status === "confirming";
  const facts = [
    { key: "union", label: t("lifecycle.union"), value: item.organisation_name },
    { key: "group", label: t("batches.field.group_eight"), value: <CodeLabel code="GroupEight" value={item.group_eight} /> },
    { key: "opened", label: t("batches.opened_on"), value: <span className="number">{item.opened_on}</span> },
    { key: "by", label: t("batches.opened_by"), value: item.opened_by },
    { key: "decided", label: t("lifecycle.field.decided_on"), value: <span className="number">{item.decided_on ?? "—"}</span> },
    { key: "document", label: t("lifecycle.field.document_no"), value: item.document_no || "—" },
  ];
  return (
    <>
      <FigureRow>
        <Figure label={t("batches.people")} value={<Count value={item.people} />} />
        <Figure label={t("batches.confirmed")} value={<Count value={item.confirmed} />} />
        <Figure label={t("batches.enrolled")} value={<Count value={item.enrolled} />} />
      </FigureRow>
      <Panel><Facts facts={facts} /></Panel>
      {item.can_edit && <Upload item={item} />}
      {isConfirming && canEnrol && <Slips item={item} />}
      <BatchPeople item={item} canSign={isConfirming && canEnrol} />
      <Papers kind="enrolment_batch" id={item.id} canAdd={canEnrol && (isConfirming || item.can_edit)} hint={t("batches.papers.hint")} />
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
