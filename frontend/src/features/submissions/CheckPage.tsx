/** Check your answers: everything on one quiet page before the return goes to the street. */
import { useParams } from "@tanstack/react-router";

import { api } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import { Button, ErrorSummary, Loaded, Page, Panel, ToneTag, useGo, useNotify } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import type { Cell, FiredCheck, Return, Section } from "./types";
import { shown } from "./values";
import "./submissions.css";

export default function CheckPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<Return>(`/returns/${id}`);
  return query.data ? <Answers ret={query.data.data} /> : (
    <Page title={t("returns.check.title")} trail={[{ label: t("returns.title"), href: "/returns" }]}>
      <Loaded query={query} rows={12}>{() => null}</Loaded>
    </Page>
  );
}

function Answers({ ret }: { readonly ret: Return }) {
  const go = useGo();
  const notify = useNotify();
  const back = `/returns/${ret.id}`;
  const submit = useSend(
    () => api.post(`/returns/${ret.id}/actions`, { action: "submit", note: "", comments: [] }, { ifMatch: ret.version }),
    { refresh: ["/returns"], onDone: () => { notify.done(t("returns.submitted")); go(back); } },
  );
  const standing = ret.checks.filter((check) => !check.is_answered);
  const labels = Object.fromEntries(ret.sections.flatMap((section) => section.cells).map((cell) => [cell.item, cell.label]));
  return (
    <Page
      title={t("returns.check.title")} lead={t("returns.check.lead", { street: ret.organisation_name, month: monthName(ret.period) })}
      trail={[{ label: t("returns.title"), href: "/returns" }, { label: `${ret.organisation_name} ${monthName(ret.period)}`, href: back }]}
      actions={<Buttons ready={standing.length === 0} busy={submit.busy} onBack={() => go(back)} onSubmit={() => void submit.send(undefined)} />}
    >
      <ErrorSummary error={submit.error} labels={labels} />
      {standing.length > 0 && (
        <Panel title={t("returns.check.standing", { n: standing.length })}>
          <ul>{standing.map((check) => <li key={check.code}><Standing check={check} /></li>)}</ul>
        </Panel>
      )}
      {ret.sections.map((section) => <Part key={section.code} section={section} />)}
    </Page>
  );
}

interface ButtonsProps {
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onSubmit: () => void;
}

function Buttons({ ready, busy, onBack, onSubmit }: ButtonsProps) {
  return (
    <>
      <Button onClick={onBack}>{t("returns.check.back")}</Button>
      {ready && <Button type="primary" aria-disabled={busy} onClick={() => { if (!busy) onSubmit(); }}>{t("returns.check.submit")}</Button>}
    </>
  );
}

function Standing({ check }: { readonly check: FiredCheck }) {
  return <>{check.message} <span className="quiet">{check.severity === "warning" ? t("returns.check.needs_reason") : check.fix}</span></>;
}

function Part({ section }: { readonly section: Section }) {
  const title = `${section.letter}、${section.label}`;
  return (
    <Panel title={title} flush>
      <table className="rows answers">
        <caption className="sr-only">{title}</caption>
        <tbody>{section.cells.map((cell) => <Answer key={cell.item} cell={cell} />)}</tbody>
      </table>
    </Panel>
  );
}

function Answer({ cell }: { readonly cell: Cell }) {
  const isNumber = cell.kind === "integer" || cell.kind === "money_fen";
  return (
    <tr>
      <th scope="row">{cell.label}{cell.unit && <span className="unit">{cell.unit}</span>}</th>
      <td className={isNumber ? "number right" : undefined}>{shown(cell, cell.value)}</td>
      <td>
        {cell.is_touched && <ToneTag tone="attention">{t("returns.check.changed")}</ToneTag>}
        {cell.reason && <span className="quiet"> {t("returns.reason_given", { reason: cell.reason })}</span>}
      </td>
    </tr>
  );
}
