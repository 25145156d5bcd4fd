/** A bar or line chart with drill-down and the same numbers as a table; the chart library loads on sight. */
import { Segmented } from "antd";
import { lazy, Suspense, useState } from "react";

import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { AppLink } from "./AppLink";
import { SkeletonBlock } from "./SkeletonBlock";

const Canvas = lazy(() => import("./ChartCanvas"));

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
}

export interface ChartProps {
  readonly title: string;
  readonly kind: "bar" | "line";
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Rows behind one category. */
  readonly href?: (category: string, at: number) => string;
  readonly unit?: string;
  readonly height?: number;
}

export function Chart(props: ChartProps) {
  const [view, setView] = useState("chart");
  const options = [{ value: "chart", label: t("kit.chart") }, { value: "table", label: t("kit.table") }];
  return (
    <figure className="chart">
      <figcaption>
        <h3>{props.title}</h3>
        <Segmented size="small" options={options} value={view} onChange={setView} aria-label={t("kit.chart.view", { title: props.title })} />
      </figcaption>
      {view === "chart" ? <Suspense fallback={<SkeletonBlock rows={6} />}><Canvas {...props} /></Suspense> : <ChartTable {...props} />}
    </figure>
  );
}

function ChartTable({ title, categories, series, href }: ChartProps) {
  return (
    <table className="plain-table">
      <caption className="sr-only">{title}</caption>
      <thead><tr><th scope="col">{t("kit.chart.item")}</th>{series.map(({ name }) => <th key={name} scope="col" className="right">{name}</th>)}</tr></thead>
      <tbody>
        {categories.map((category, at) => (
          <tr key={category}>
            <th scope="row">{href ? <AppLink href={href(category, at)}>{category}</AppLink> : category}</th>
            {series.map(({ name, values }) => <td key={name} className="right number">{count(values[at] ?? 0)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
