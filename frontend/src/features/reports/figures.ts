/** How figures are written, grouped and linked. */
import type { FigureOut, PartOut } from "@/api/client/types.gen";
import { t } from "@/lib/i18n";
import { count, wanYuan } from "@/lib/money";
import "@/locales/zh/reports";

/** "31,049", "2,222.74" (money comes in fen and is written in wan-yuan) or "98.53%" (ratios in 1/100 %, averages in 1/100). */
export function written(kind: FigureOut["kind"], value: number, isMoney = false): string {
  if (kind === "average") return (value / 100).toFixed(2);
  return kind === "ratio" ? `${(value / 100).toFixed(2)}%` : amount(value, isMoney);
}

/** What a figure counts or sums. */
export function amount(value: number, isMoney: boolean): string {
  return isMoney ? wanYuan(value) : count(value);
}

/** "截至 2020-12-16" for what stands, "2020-01-01 至 2020-12-16" for what happened. */
export function spanOf(figure: Pick<FigureOut, "kind" | "start" | "as_of">): string {
  return figure.kind === "flow" ? t("reports.between", { start: figure.start, end: figure.as_of }) : t("reports.on", { date: figure.as_of });
}

/** When, where and under whose tree a figure is asked for. */
export interface Place {
  readonly as_of?: string;
  readonly organisation_id?: string;
  readonly tree?: string;
}

/** The rows behind a figure, at the same moment and place. */
export function rowsHref(code: string, place: Place): string {
  return placeHref(`/indicators/${code}`, place);
}

/** A page about the same moment and place. */
export function placeHref(path: string, place: Place): string {
  const search = new URLSearchParams();
  if (place.as_of) search.set("as_of", place.as_of);
  if (place.organisation_id) search.set("organisation_id", place.organisation_id);
  if (place.tree) search.set("tree", place.tree);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export interface FigureGroup {
  readonly domain: string;
  readonly figures: readonly FigureOut[];
}

/** Figures by the domain that publishes them; parts stand with their total. */
export function grouped(figures: readonly FigureOut[]): FigureGroup[] {
  const parts = new Set(figures.flatMap((figure) => figure.parts.map(({ code }) => code)));
  const own = figures.filter(({ code }) => !parts.has(code));
  const domains = [...new Set(own.map(({ code }) => domainOf(code)))];
  return domains.map((domain) => ({ domain, figures: own.filter(({ code }) => domainOf(code) === domain) }));
}

export function sum(parts: readonly PartOut[]): number {
  return parts.reduce((all, part) => all + part.value, 0);
}

export function domainOf(code: string): string {
  return code.split(".")[0] ?? code;
}

/** The words of a domain; a domain without words of its own goes by its code. */
export function domainLabel(domain: string): string {
  const key = `reports.domain.${domain}`;
  const label = t(key as never);
  return label === key ? domain : label;
}
