/** Basic wages typed by name, or pasted as a column from Excel; what is left empty stays as it is. */
import { useParams } from "@tanstack/react-router";
import { useState, type ClipboardEvent } from "react";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { DuesBatchOut, DuesLineOut } from "@/api/client/types.gen";
import { Button, Empty, ErrorSummary, Input, Loaded, Page, Panel, ToneTag, useGo, useNotify, useShortcut } from "@/kit";
import { parseBlock } from "@/lib/clipboard";
import { t } from "@/lib/i18n";
import { parseYuan } from "@/lib/money";
import "@/locales/zh/fundsDues";

import { LIST } from "./looks";
import "./dues.css";

type Typed = Readonly<Record<string, string>>;

export default function DuesBasesPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<DuesBatchOut>(`/funds/dues/${id}`);
  const item = query.data?.data;
  const title = item ? t("dues.of", { name: item.organisation_name, period: item.period }) : t("dues.one");
  return (
    <Page title={t("dues.edit")} lead={t("dues.edit.lead")} trail={[{ label: t("dues.title"), href: LIST }, { label: title, href: `${LIST}/${id}` }]}>
      <Loaded query={query} rows={12}>{({ data }) => <Desk item={data} />}</Loaded>
    </Page>
  );
}

function Desk({ item }: { readonly item: DuesBatchOut }) {
  const go = useGo();
  const notify = useNotify();
  const [typed, setTyped] = useState<Typed>({});
  const [checked, setChecked] = useState(false);
  const lines = item.lines.filter(({ is_exempt }) => !is_exempt);
  const filled = lines.filter(({ member_id }) => typed[member_id]?.trim());
  const faults = filled.filter(({ member_id }) => !isAmount(typed[member_id]));
  const send = useSend(
    (items: readonly { member_id: string; base_fen: number | null }[]) => api.put(`/funds/dues/${item.id}/bases`, { items }, { ifMatch: item.version }),
    { refresh: ["/funds/dues"], onDone: () => { notify.done(t("dues.saved", { n: filled.length })); go(`${LIST}/${item.id}`); } },
  );
  const save = () => {
    setChecked(true);
    if (filled.length === 0) { notify.problem(t("dues.none_typed")); return; }
    if (faults.length === 0) void send.send(filled.map(({ member_id }) => ({ member_id, base_fen: parseYuan(typed[member_id] ?? "") })));
  };
  useShortcut("Ctrl+S", t("dues.edit"), save);
  const paste = (from: number) => (event: ClipboardEvent<HTMLInputElement>) => {
    const rows = parseBlock(event.clipboardData.getData("text/plain"));
    if (rows.length < 2) return;
    event.preventDefault();
    const cells = rows.map((row) => row.at(-1) ?? "");
    setTyped((before) => ({ ...before, ...Object.fromEntries(lines.slice(from, from + cells.length).map((line, at) => [line.member_id, cells[at] ?? ""])) }));
  };
  const problems = checked ? faults.map((line) => ({ field: line.member_id, message: t("dues.unreadable", { name: line.person_name }) })) : [];
  if (!item.may_edit || lines.length === 0) return <Empty title={t(item.may_edit ? "dues.lines.none" : "dues.edit.closed")} />;
  return (
    <Panel>
      <ErrorSummary items={problems} error={send.error} controlId={(field) => `base-${field}`} />
      <p className="quiet">{t("dues.edit.hint")}</p>
      <ul className="dues-lines">
        {lines.map((line, at) => (
          <Line key={line.member_id} line={line} value={typed[line.member_id] ?? ""} onChange={(value) => setTyped({ ...typed, [line.member_id]: value })} onPaste={paste(at)} isWrong={checked && faults.includes(line)} />
        ))}
      </ul>
      <div className="row-gap gap-above">
        <Button type="primary" loading={send.busy} onClick={save}>{t("dues.edit")}</Button>
        <Button onClick={() => go(`${LIST}/${item.id}`)}>{t("kit.cancel")}</Button>
      </div>
    </Panel>
  );
}

interface LineProps {
  readonly line: DuesLineOut;
  readonly value: string;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

function Line({ line, value, isWrong, onChange, onPaste }: LineProps) {
  const id = `base-${line.member_id}`;
  return (
    <li>
      <label htmlFor={id}>{line.person_name}</label>
      <Input id={id} inputMode="decimal" autoComplete="off" value={value} status={isWrong ? "error" : undefined} aria-invalid={isWrong} onChange={(event) => onChange(event.target.value)} onPaste={onPaste} />
      <ToneTag tone={line.has_base ? "good" : "attention"}>{t(line.has_base ? "dues.line.filled" : "dues.line.empty")}</ToneTag>
    </li>
  );
}

function isAmount(text: string | undefined): boolean {
  return (parseYuan(text ?? "") ?? -1) >= 0;
}
