/** One figure of the board: its value, its parts that add up to it, the rows behind each. */
import type { FigureOut } from "@/api/client/types.gen";
import { AppLink, HelpButton } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/reports";

import { rowsHref, spanOf, sum, written, type Place } from "./figures";

interface FigureCardProps {
  readonly figure: FigureOut;
  readonly place: Place;
}

export function FigureCard({ figure, place }: FigureCardProps) {
  const { code, name, value, unit, kind, parts, contradiction } = figure;
  return (
    <article className="board-figure" aria-label={name}>
      <h3>{name}<HelpButton label={name} help={{ definition: figure.definition }} /></h3>
      {value === null ? <p className="board-value quiet">{t("reports.not_published")}</p> : (
        <p className="board-value">
          <AppLink href={rowsHref(code, place)} title={t("kit.figure.rows")}>{written(kind, value)}</AppLink>
          {kind !== "ratio" && <span className="unit">{unit}</span>}
        </p>
      )}
      <p className="quiet board-span">{spanOf(figure)}{figure.denominator !== null && figure.numerator !== null
        && `，${t("reports.of", { part: count(figure.numerator), whole: count(figure.denominator) })}`}</p>
      {contradiction && (
        <p role="alert" className="text-error board-against">
          {t("reports.contradiction", { total: count(contradiction.total), parts: count(contradiction.parts), difference: count(Math.abs(contradiction.difference)) })}
        </p>
      )}
      {parts.length > 0 && (
        <table className="board-parts">
          <caption className="sr-only">{t("reports.parts_of", { name })}</caption>
          <tbody>
            {parts.map((part) => (
              <tr key={part.code}>
                <th scope="row">{part.name}</th>
                <td className="number right"><AppLink href={rowsHref(part.code, place)} aria-label={`${part.name} ${count(part.value)}`}>{count(part.value)}</AppLink></td>
              </tr>
            ))}
            <tr className="board-sum"><th scope="row">{t("reports.sum")}</th><td className="number right">{count(sum(parts))}</td></tr>
          </tbody>
        </table>
      )}
    </article>
  );
}
