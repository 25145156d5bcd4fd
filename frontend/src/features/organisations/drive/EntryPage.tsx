/** One employer of the register: where it stands, what was noted, what may be done. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { api } from "@/api/client";
import type { DriveEntryOut } from "@/api/client/types.gen";
import { useObject, useSend } from "@/api/query";
import { ActionBar, AppLink, Button, CodeLabel, CodeTag, Empty, Facts, HistoryTimeline, Loaded, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { EntryDialog } from "./EntryDialog";
import { DRIVE, REFRESH, STAGE_TONES } from "./looks";

const WITH_FORM = ["edit", "note", "leave"];

export default function EntryPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<DriveEntryOut>(`/founding-drive/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item?.name ?? t("drive.one")} trail={[{ label: t("drive.title"), href: DRIVE }]}
      mark={item && <CodeTag code="DriveStage" value={item.stage} tones={STAGE_TONES} />} actions={item && <Actions item={item} />}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Actions({ item }: { readonly item: DriveEntryOut }) {
  const [dialog, setDialog] = useState("");
  const go = useGo();
  const notify = useNotify();
  const move = useSend(
    ({ action, note }: { action: string; note: string }) => api.post(`/founding-drive/${item.id}/actions`, { action, note }, { ifMatch: item.version }),
    { refresh: REFRESH, onDone: () => notify.done(t("drive.done")) },
  );
  const has = (code: string) => item.actions.some((action) => action.code === code);
  const plain = item.actions.filter(({ code }) => code !== "found" && !WITH_FORM.includes(code));
  const looks = Object.fromEntries(plain.map(({ code }) => [code, { effect: t(`drive.effect.${code}` as never, { name: item.name }) }]));
  return (
    <>
      {item.actions.filter(({ code }) => WITH_FORM.includes(code)).map(({ code, label }) => <Button key={code} onClick={() => setDialog(code)}>{label}</Button>)}
      <ActionBar actions={plain} object={item.name} busy={move.busy} error={move.error} onReset={move.reset} onAct={(action, note) => move.send({ action, note })} looks={looks} />
      {has("found") && <Button type="primary" onClick={() => go(`/organisations/foundings/new?entry=${item.id}`)}>{t("founding.new")}</Button>}
      {dialog && <EntryDialog item={item} kind={dialog} onClose={() => setDialog("")} />}
    </>
  );
}

function Card({ item }: { readonly item: DriveEntryOut }) {
  const facts = [
    { key: "uscc", label: t("organisations.employer.employer_uscc"), value: <span className="number">{item.employer_uscc}</span> },
    { key: "place", label: t("drive.place"), value: item.organisation_name },
    { key: "employees", label: t("founding.employees"), value: item.employees ?? "—" },
    { key: "economy", label: t("organisations.field.economic_type"), value: item.economic_type ? <CodeLabel code="EconomicType" value={item.economic_type} /> : "—" },
    { key: "industry", label: t("organisations.field.industry"), value: item.industry ? <CodeLabel code="Industry" value={item.industry} /> : "—" },
    { key: "target", label: t("drive.field.target_on"), value: <span className="number">{item.target_on}</span> },
    { key: "owner", label: t("drive.field.owner_name"), value: item.owner_name },
    { key: "entered", label: t("drive.field.entered_on"), value: <span className="number">{item.entered_on}</span> },
    { key: "source", label: t("drive.field.source"), value: item.source },
    ...(item.left_on ? [{ key: "left", label: t("drive.field.left_on"), value: <span className="number">{item.left_on}</span> }] : []),
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      {item.foundings.length > 0 && (
        <Panel title={t("drive.foundings")}>
          <ul className="plain-list">{item.foundings.map((one) => <li key={one.id}><AppLink href={`/organisations/foundings/${one.id}`}>{`${one.union_name}（${one.case_no}）`}</AppLink></li>)}</ul>
        </Panel>
      )}
      <Panel title={t("drive.notes")}>
        {item.notes.length === 0 ? <Empty title={t("drive.notes.empty")} /> : (
          <ul className="plain-list">
            {item.notes.map((note) => <li key={note.id} className="gap-below"><span className="number quiet">{`${note.noted_on} ${note.person_name}`}</span><br />{note.text}</li>)}
          </ul>
        )}
      </Panel>
      <Panel title={t("founding.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
