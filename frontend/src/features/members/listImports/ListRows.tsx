/** The rows of a list; another choice than the comparison's asks for its reason. */
import { useState } from "react";

import type { ListRowOut } from "@/api/client/types.gen";
import { AppLink, Button, CodeTag, Input, Modal, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

import { LIST_VERDICT_TONES } from "../looks";

export type Choices = Readonly<Record<number, { readonly is_taken: boolean; readonly reason: string }>>;

interface ListRowsProps {
  readonly id: string;
  readonly choices: Choices;
  /** Left out when nothing can be chosen any more. */
  readonly onChange: ((choices: Choices) => void) | undefined;
}

const FILTERS = (): Filter[] => [{ name: "verdict", label: t("records.list.verdict"), kind: "code", code: "ListVerdict" }];

export function ListRows({ id, choices, onChange }: ListRowsProps) {
  const [asked, setAsked] = useState<ListRowOut | null>(null);
  const columns: Column<ListRowOut>[] = [
    { key: "row", title: t("members.row.number"), width: 80, render: (row) => <span className="number">{t("members.row.nth", { n: row.row_number })}</span> },
    { key: "verdict", title: t("records.list.verdict"), width: 120, render: (row) => <CodeTag code="ListVerdict" value={row.verdict} tones={LIST_VERDICT_TONES} /> },
    { key: "member", title: t("records.list.member"), render: (row) => (row.member_id ? <><AppLink href={`/members/${row.member_id}`}>{row.member_name}</AppLink><div className="quiet">{row.organisation_name}</div></> : "—") },
    { key: "on", title: t("records.list.date"), width: 110, render: (row) => <span className="number">{row.effective_on ?? "—"}</span> },
    { key: "said", title: t("members.row.findings"), render: (row) => <>{row.message || "—"}{row.fix && <div className="quiet">{row.fix}</div>}</> },
    { key: "taken", title: t("records.list.taken"), width: 170, render: (row) => <Choice row={row} choices={choices} onAsk={onChange && setAsked} onClear={onChange && ((number) => onChange(without(choices, number)))} /> },
  ];
  return (
    <>
      <SearchTable<ListRowOut> path={`/members/lists/${id}/rows`} caption={t("records.list.rows")} columns={columns} filters={FILTERS()} rowKey={(row) => String(row.row_number)} empty={{ title: t("members.rows.none") }} />
      {asked && onChange && <Reason row={asked} onClose={() => setAsked(null)} onGive={(reason) => { onChange({ ...choices, [asked.row_number]: { is_taken: !asked.is_taken, reason } }); setAsked(null); }} />}
    </>
  );
}

function without(choices: Choices, number: number): Choices {
  return Object.fromEntries(Object.entries(choices).filter(([key]) => Number(key) !== number));
}

interface ChoiceProps {
  readonly row: ListRowOut;
  readonly choices: Choices;
  readonly onAsk: ((row: ListRowOut) => void) | undefined;
  readonly onClear: ((row: number) => void) | undefined;
}

function Choice({ row, choices, onAsk, onClear }: ChoiceProps) {
  const own = choices[row.row_number];
  const taken = own?.is_taken ?? row.is_taken;
  const reason = own?.reason ?? row.choice_reason;
  return (
    <>
      {t(taken ? "records.list.taken.yes" : "records.list.taken.no")}
      {reason && <span className="quiet">（{reason}）</span>}
      {own && onClear && <Button type="link" size="small" onClick={() => onClear(row.row_number)}>{t("records.list.undo")}</Button>}
      {!own && row.can_take && onAsk && <Button type="link" size="small" onClick={() => onAsk(row)}>{t(row.is_taken ? "records.list.leave" : "records.list.take")}</Button>}
    </>
  );
}

function Reason({ row, onClose, onGive }: { readonly row: ListRowOut; readonly onClose: () => void; readonly onGive: (reason: string) => void }) {
  const [reason, setReason] = useState("");
  return (
    <Modal open title={t(row.is_taken ? "records.list.leave.title" : "records.list.take.title", { n: row.row_number })} okText={t("records.list.ok")} cancelText={t("kit.cancel")} okButtonProps={{ disabled: !reason.trim() }} onCancel={onClose} onOk={() => onGive(reason.trim())}>
      <label htmlFor="list-reason">{t("records.list.reason")}</label>
      <Input id="list-reason" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
