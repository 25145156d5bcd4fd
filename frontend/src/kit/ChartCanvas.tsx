/** The drawing half of Chart: only the parts of ECharts that are used. */
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import { useGo } from "./AppLink";
import type { ChartProps } from "./Chart";

register([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLOURS = ["#0958d9", "#8c6d1f", "#237804", "#722ed1", "#595959"];

export default function ChartCanvas({ title, kind, categories, series, href, unit, height = 280 }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const go = useGo();
  useEffect(() => {
    if (!box.current) return undefined;
    const chart = init(box.current, undefined, { renderer: "svg" });
    chart.setOption({
      color: COLOURS,
      animation: false,
      aria: { enabled: true, label: { description: title } },
      grid: { left: 8, right: 16, top: series.length > 1 ? 40 : 24, bottom: 8, containLabel: true },
      legend: series.length > 1 ? { top: 0, right: 0, itemWidth: 14 } : undefined,
      tooltip: { trigger: "axis", confine: true },
      xAxis: { type: "category", data: [...categories], axisTick: { show: false }, axisLabel: { color: "#595959", hideOverlap: true } },
      yAxis: { type: "value", name: unit, axisLabel: { color: "#595959" }, splitLine: { lineStyle: { color: "#e3e7ee" } } },
      series: series.map(({ name, values }) => ({ name, type: kind, data: [...values], barMaxWidth: 28 })),
    });
    if (href) chart.on("click", (event) => go(href(event.name, event.dataIndex ?? 0)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [title, kind, categories, series, href, unit, go]);
  return <div ref={box} role="img" aria-label={title} style={{ height }} />;
}
