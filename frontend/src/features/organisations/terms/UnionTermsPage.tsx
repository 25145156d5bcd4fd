/** The terms of one union with their committees, newest first, and what may be done about them. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import type { SeatOut, TermOut, UnionTermsOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Alert, AppLink, Button, CodeLabel, CodeTag, Empty, Facts, Loaded, Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { Committee } from "./Committee";
import { DepartureDialog } from "./DepartureDialog";
import { ExtensionDialog } from "./ExtensionDialog";
import { STANDING_TONES } from "./looks";
import { RequestDialog } from "./RequestDialog";
import { SeatDialog } from "./SeatDialog";
import { TermDialog } from "./TermDialog";
import "./terms.css";

/** What is open over the page: an action of the union, of a term, or of a seat. */
interface Opened {
  readonly action: string;
  readonly term?: TermOut;
  readonly seat?: SeatOut;
}

export default function UnionTermsPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<UnionTermsOut>(`/organisations/${id}/terms`);
  const [opened, setOpened] = useState<Opened | null>(null);
  const found = query.data;
  const name = found?.organisation_name ?? t("organisations.one");
  return (
    <Page
      title={t("terms.of_union")} lead={found?.organisation_name} actions={found && <Actions found={found} onOpen={(action) => setOpened({ action })} />}
      trail={[{ label: t("organisations.title"), href: "/organisations" }, { label: name, href: `/organisations/${id}` }]}
    >
      <Loaded query={query} rows={10}>{(data) => <Terms found={data} onOpen={setOpened} />}</Loaded>
      {found && opened && <Dialog found={found} opened={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function Actions({ found, onOpen }: { readonly found: UnionTermsOut; readonly onOpen: (action: string) => void }) {
  const offered = found.actions.filter(({ code }) => code !== "correct" && code !== "depart");
  const isDue = found.terms.some(({ standing }) => standing !== null && standing !== "in_force");
  return (
    <>
      {offered.toReversed().map(({ code, label }) => (
        <Button key={code} type={code === "request_reelection" && isDue ? "primary" : "default"} onClick={() => onOpen(code)}>{label}</Button>
      ))}
    </>
  );
}

function Dialog({ found, opened, onClose }: { readonly found: UnionTermsOut; readonly opened: Opened; readonly onClose: () => void }) {
  const common = { unionId: found.organisation_id, onClose };
  switch (opened.action) {
    case "request_reelection": return <RequestDialog {...common} unionName={found.organisation_name} years={found.years_allowed} />;
    case "request_extension": return <ExtensionDialog {...common} unionName={found.organisation_name} />;
    case "record_term": return <TermDialog {...common} years={found.years_allowed} />;
    case "correct": return opened.seat ? <SeatDialog {...common} seat={opened.seat} /> : <TermDialog {...common} years={found.years_allowed} term={opened.term} />;
    case "depart": return opened.seat ? <DepartureDialog {...common} seat={opened.seat} /> : null;
    default: return <SeatDialog {...common} />;
  }
}

interface TermsProps {
  readonly found: UnionTermsOut;
  readonly onOpen: (opened: Opened) => void;
}

function Terms({ found, onOpen }: TermsProps) {
  const go = useGo();
  const may = (code: string) => found.actions.some((action) => action.code === code);
  return (
    <>
      {found.open_cases.map((item) => {
        const href = item.kind === "reelection" ? `/reelections/${item.id}` : `/term-extensions/${item.id}`;
        const text = t(`terms.open.${item.kind}` as never, { state: item.label, date: item.opened_on });
        return <Alert key={item.id} className="gap-below" type="info" showIcon title={<>{t("terms.open")}：<AppLink href={href}>{text}</AppLink></>} />;
      })}
      {found.vacancies.length > 0 && <Vacancies found={found} />}
      {found.terms.length === 0 && <Panel><Empty title={t("terms.none")} text={t("terms.none.text")} /></Panel>}
      {found.terms.map((term) => (
        <Panel
          key={term.term_id} title={<Heading term={term} />}
          extra={may("correct") && <Button onClick={() => onOpen({ action: "correct", term })}>{t("terms.correct_term")}</Button>}
        >
          <TermFacts term={term} />
          <Committee
            seats={term.seats} mayAct={may("depart")}
            onOpen={(action, seat) => (action === "member" && seat.member_id ? go(`/members/${seat.member_id}`) : onOpen({ action, seat }))}
          />
        </Panel>
      ))}
    </>
  );
}

function Heading({ term }: { readonly term: TermOut }) {
  return (
    <span className="row-gap">
      {t("terms.no.nth", { n: term.term_no })}
      {term.standing ? <CodeTag code="TermStanding" value={term.standing} tones={STANDING_TONES} /> : <span className="quiet">{t("terms.former")}</span>}
    </span>
  );
}

function Vacancies({ found }: { readonly found: UnionTermsOut }) {
  const isLate = found.vacancies.some((vacancy) => vacancy.is_late);
  const lines = (
    <ul className="term-lines">
      {found.vacancies.map(({ role, since, days, is_late: late }) => (
        <li key={role}><CodeLabel code="CommitteeRole" value={role} />{t("terms.vacancy.line", { since, days })}{late && t("terms.vacancy.late")}</li>
      ))}
    </ul>
  );
  return <Alert className="gap-below" type={isLate ? "warning" : "info"} showIcon title={t("terms.vacancy")} description={lines} />;
}

function TermFacts({ term }: { readonly term: TermOut }) {
  const facts = [
    { key: "period", label: t("terms.period"), value: t("terms.period.text", { start: term.start_on, end: term.end_on, years: term.years }) },
    { key: "elected", label: t("terms.elected_on"), value: <span className="number">{term.elected_on}</span> },
    { key: "approval", label: t("terms.approval"), value: [term.approval_no, term.approved_on].filter(Boolean).join("，") },
    ...(term.extended_to ? [{ key: "extension", label: t("terms.extension"), value: t("terms.extension.text", { date: term.extended_to, no: term.extension_no }) }] : []),
    ...(term.days_left === null ? [] : [{ key: "left", label: t("terms.left"), value: term.days_left < 0 ? t("terms.left.over", { n: -term.days_left }) : t("terms.left.days", { n: term.days_left }) }]),
  ];
  return <Facts facts={facts} />;
}
