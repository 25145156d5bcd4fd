/** Members of a place laid out by one dimension; every number opens to the persons behind it. */
import type { ReactNode } from "react";

import type { BreakdownLineOut, BreakdownOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import { AppLink, CodeSelect, DataTable, DateInput, Loaded, OrgTreeSelect, Page, Panel, TreeChoice, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import { useUrlState } from "@/lib/urlState";
import "@/locales/zh/figures";
import "@/locales/zh/members";

import { asked, hrefOf, MEASURES, PARAMS, type Measure, type Question } from "./question";
import "./figures.css";

const PATH = "/members/figures";

export default function BreakdownPage() {
  const [question, set] = useUrlState(PARAMS);
  const { today } = useMe();
  const query = useApi<BreakdownOut>("/members/figures/breakdown", asked(question));
  return (
    <Page title={t("figures.title")} lead={t("figures.lead")} trail={[{ label: t("members.title"), href: "/members" }]}>
      <Panel>
        <div className="figures-asked">
          <Asked label={t("figures.by")} id="figures-by"><CodeSelect id="figures-by" code="BreakdownBy" value={question.by ?? "street"} onChange={(by) => set({ by: String(by) })} /></Asked>
          <Asked label={t("figures.scope")} id="figures-scope">
            <OrgTreeSelect id="figures-scope" value={question.organisation_id} allowClear placeholder={t("figures.scope.own")} onChange={(id) => set({ organisation_id: id })} />
          </Asked>
          <Asked label={t("figures.as_of")} id="figures-as-of"><DateInput id="figures-as-of" value={question.as_of ?? today} max={today} onChange={(day) => set({ as_of: day === today ? undefined : day })} /></Asked>
          <Asked label={t("figures.known_on")} id="figures-known"><DateInput id="figures-known" value={question.known_on} max={today} onChange={(day) => set({ known_on: day })} /></Asked>
          <TreeChoice value={question.tree} onChange={(tree) => set({ tree })} />
        </div>
      </Panel>
      <Panel title={query.data && t("figures.of", { scope: query.data.scope, date: query.data.as_of })} flush>
        <Loaded query={query} rows={12}>
          {(data) => (
            <DataTable<BreakdownLineOut>
              caption={t("figures.title")} columns={columns(question, data)} rows={[...data.lines, { ...data.total, label: t("figures.total") }]} rowKey={(line) => line.key}
            />
          )}
        </Loaded>
      </Panel>
      <p className="quiet">{t("figures.note")}</p>
    </Page>
  );
}

function Asked({ label, id, children }: { readonly label: string; readonly id: string; readonly children: ReactNode }) {
  return <div className="figures-choice"><label htmlFor={id}>{label}</label>{children}</div>;
}

function columns(question: Question, data: BreakdownOut): Column<BreakdownLineOut>[] {
  const [first, ...others] = MEASURES;
  const counted = (measure: Measure): Column<BreakdownLineOut> => ({
    key: measure, title: t(`figures.${measure}`), align: "right", width: 130, render: (line) => <Amount line={line} measure={measure} question={question} />,
  });
  return [
    { key: "label", title: t("figures.line"), render: (line) => <Label line={line} question={question} data={data} /> },
    counted(first),
    { key: "share", title: t("figures.share"), align: "right", width: 100, render: (line) => <span className="number">{share(line.members, data.total.members)}</span> },
    ...others.map(counted),
  ];
}

interface AmountProps {
  readonly line: BreakdownLineOut;
  readonly measure: Measure;
  readonly question: Question;
}

/** A number that opens to its persons. */
function Amount({ line, measure, question }: AmountProps) {
  if (line[measure] === 0) return <span className="number quiet">0</span>;
  const text = count(line[measure]);
  const more: Record<string, string> = line.key === "total" ? { measure } : { measure, key: line.key };
  return (
    <AppLink href={hrefOf(`${PATH}/rows`, question, more)} aria-label={`${line.label} ${t(`figures.${measure}`)} ${text}`}>
      <span className="number">{text}</span>
    </AppLink>
  );
}

function share(part: number, whole: number): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(2)}%` : "—";
}

/** A union below opens to its own breakdown. */
function Label({ line, question, data }: { readonly line: BreakdownLineOut; readonly question: Question; readonly data: BreakdownOut }) {
  const id = line.organisation_id;
  if (line.key === "total") return <strong>{line.label}</strong>;
  if (!id || id === data.total.organisation_id || question.tree === "then") return <>{line.label}</>;
  return <AppLink href={hrefOf(PATH, question, { organisation_id: id })}>{line.label}</AppLink>;
}
