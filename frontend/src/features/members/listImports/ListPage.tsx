/** One list: the counts, every row with its verdict and the choice, record or give up. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import type { ListOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { ActionBar, Alert, AppLink, Button, CodeTag, ImportCounts, Loaded, Page, Panel, problemText, Progress, useNotify } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { IMPORT_TONES } from "../looks";
import { ListRows, type Choices } from "./ListRows";

const RUNNING: readonly ListOut["status"][] = ["reading", "committing"];

export default function ListPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<ListOut>(`/members/lists/${id}`, { every: (found) => (found && isMoving(found.data) ? 1000 : false) });
  const item = query.data?.data;
  return (
    <Page
      title={item?.file_name ?? t("records.list")} lead={item && t("records.list.lead", { origin: item.origin, person: item.person_name })}
      mark={item && <CodeTag code="ImportState" value={item.status} tones={IMPORT_TONES} />}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("records.lists"), href: "/members/lists" }]}
    >
      <Loaded query={query} rows={8}>{({ data }) => (isMoving(data) ? <Working item={data} /> : <Card item={data} />)}</Loaded>
    </Page>
  );
}

function isMoving(item: ListOut): boolean {
  return RUNNING.includes(item.status) && !item.has_stopped;
}

function Working({ item }: { readonly item: ListOut }) {
  const label = t(item.status === "reading" ? "records.list.reading" : "records.list.writing");
  return <Panel><div className="job" role="status"><p>{label}</p><Progress percent={50} showInfo={false} status="active" aria-label={label} /><p className="quiet">{t("kit.job.leave")}</p></div></Panel>;
}

function Card({ item }: { readonly item: ListOut }) {
  const [choices, setChoices] = useState<Choices>({});
  const isReady = item.status === "ready";
  return (
    <>
      {item.repeats_id && <Alert type="info" showIcon className="gap-below" title={t("records.list.repeats")} action={<AppLink href={`/members/lists/${item.repeats_id}`}>{t("members.import.repeats.open")}</AppLink>} />}
      {item.status === "committed" && <Alert type="success" showIcon className="gap-below" title={t("records.list.done", { n: item.written, at: moment(item.finished_at) })} />}
      {(item.status === "failed" || item.has_stopped) && <Alert type="error" showIcon className="gap-below" title={t("records.list.failed")} description={item.failure || undefined} />}
      <Panel><Counts item={item} /><Actions item={item} choices={choices} /></Panel>
      {item.rows_read > 0 && <ListRows id={item.id} choices={choices} onChange={isReady ? setChoices : undefined} />}
    </>
  );
}

function Counts({ item }: { readonly item: ListOut }) {
  return (
    <ImportCounts
      total={item.rows_read} parts={[
        { key: "matched", label: t("records.list.matched"), value: item.matched, tone: "good" },
        { key: "name", label: t("records.list.name_mismatch"), value: item.name_mismatch, tone: item.name_mismatch > 0 ? "attention" : "neutral" },
        { key: "later", label: t("records.list.later_activity"), value: item.later_activity, tone: item.later_activity > 0 ? "attention" : "neutral" },
        { key: "already", label: t("records.list.already"), value: item.already },
        { key: "absent", label: t("records.list.not_found"), value: item.not_found },
        { key: "invalid", label: t("records.list.invalid"), value: item.invalid, tone: item.invalid > 0 ? "problem" : "neutral" },
      ]}
    />
  );
}

function Actions({ item, choices }: { readonly item: ListOut; readonly choices: Choices }) {
  const notify = useNotify();
  const picked = Object.entries(choices).map(([row, choice]) => ({ row_number: Number(row), is_taken: choice.is_taken, reason: choice.reason }));
  const act = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/members/lists/${item.id}/actions`, { action, note, choices: action === "commit" ? picked : [] }, { ifMatch: item.version }),
    { refresh: ["/members", "/board", "/indicators"] },
  );
  const added = picked.filter(({ is_taken: taken }) => taken).length;
  const n = item.matched + added - (picked.length - added);
  const save = () => void api.download(`/members/lists/${item.id}/workbook`, undefined, "member-list-marked.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  return (
    <div className="row-gap gap-above">
      <ActionBar
        actions={item.actions} object={item.file_name} busy={act.busy} error={act.error} onReset={act.reset} onAct={(action, note) => act.send({ action, note })}
        looks={{ commit: { effect: t(`records.list.effect.${item.kind}` as never, { n }), primary: true }, discard: { effect: t("records.list.effect.discard"), danger: true } }}
      />
      {item.status === "ready" && <Button onClick={save}>{t("records.list.workbook")}</Button>}
    </div>
  );
}
