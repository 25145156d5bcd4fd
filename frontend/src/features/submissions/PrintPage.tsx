/** The return on paper: with its values, or the same form empty. */
import { useParams } from "@tanstack/react-router";

import { useApi } from "@/api/query";
import { Button, Loaded, Page, Switch } from "@/kit";
import { monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/submissions";

import "./submissions.css";

interface PrintData {
  readonly title: string;
  readonly organisation_name: string;
  readonly period: string;
  readonly status_label: string;
  readonly filled_by: string;
  readonly sections: readonly {
    readonly letter: string;
    readonly label: string;
    readonly lines: readonly { readonly label: string; readonly unit: string; readonly text: string; readonly reason: string }[];
  }[];
}

const PARAMS = { empty: param.flag() };

export default function PrintPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [{ empty }, set] = useUrlState(PARAMS);
  const query = useApi<PrintData>(`/returns/${id}/print`);
  return (
    <Page
      title={t("returns.print.title")} trail={[{ label: t("returns.title"), href: "/returns" }, { label: t("returns.one"), href: `/returns/${id}` }]}
      actions={(
        <>
          <label className="row-gap"><Switch checked={Boolean(empty)} onChange={(on) => set({ empty: on || undefined })} />{t("returns.print.empty")}</label>
          <Button type="primary" onClick={() => window.print()}>{t("returns.print")}</Button>
        </>
      )}
    >
      <Loaded query={query} rows={14}>{(data) => <Sheet data={data} empty={Boolean(empty)} />}</Loaded>
    </Page>
  );
}

function Sheet({ data, empty }: { readonly data: PrintData; readonly empty: boolean }) {
  return (
    <article className="print-sheet">
      <h2>{data.title}</h2>
      <p className="print-head">
        <span>{t("returns.organisation")}：{data.organisation_name}</span>
        <span>{t("returns.period")}：{monthName(data.period)}</span>
        <span>{t("returns.status")}：{empty ? "" : data.status_label}</span>
      </p>
      {data.sections.map((section) => (
        <table key={section.letter} className="print-table">
          <caption>{section.letter}、{section.label}</caption>
          <tbody>
            {section.lines.map((line) => (
              <tr key={line.label}>
                <th scope="row">{line.label}</th><td>{empty ? "" : line.text}</td><td>{line.unit}</td><td>{empty ? "" : line.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="print-head"><span>{t("returns.print.filler")}：{empty ? "" : data.filled_by}</span><span>{t("returns.print.chair")}：</span><span>{t("returns.print.seal")}</span></p>
    </article>
  );
}
