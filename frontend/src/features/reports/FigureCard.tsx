/** One figure of the board: its value, its parts that add up to it, the rows behind each. */
import type { FigureOut } from "@/api/client/types.gen";
import { AppLink, HelpButton } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/reports";

import { amount, rowsHref, spanOf, sum, written, type Place } from "./figures";

interface FigureCardProps {
  readonly figure: FigureOut;
  readonly place: Place;
}

export function FigureCard({ figure, place }: FigureCardProps) {
  const { code, name, value, kind, parts, contradiction, is_money: isMoney } = figure;
  const unit = isMoney ? t("kit.wan_yuan") : figure.unit;
  return (
    <article className="board-figure" aria-label={name}>
      <h3>{name}<HelpButton label={name} help={{ definition: figure.definition }} /></h3>
      {value === null ? <p className="board-value quiet">{t("reports.not_published")}</p> : (
        <p className="board-value">
          <AppLink href={rowsHref(code, place)} title={t("kit.figure.rows")}>{written(kind, value, isMoney)}</AppLink>
          {kind !== "ratio" && <span className="unit">{unit}</span>}
        </p>
      )}
      <p className="quiet board-span">{spanOf(figure)}{figure.denominator !== null && figure.numerator !== null
        && `，${t("reports.of", { part: amount(figure.numerator, isMoney), whole: amount(figure.denominator, isMoney) })}${isMoney ? ` ${unit}` : ""}`}</p>
      {contradiction && (
        <p role="alert" className="text-error board-against">
          {t("reports.contradiction", { total: amount(contradiction.total, isMoney), parts: amount(contradiction.parts, isMoney), difference: amount(Math.abs(contradiction.difference), isMoney) })}
        </p>
      )}
      {parts.length > 0 && (
        <table className="board-parts">
          <caption className="sr-only">{t("reports.parts_of", { name })}</caption>
          <tbody>
            {parts.map((part) => (
              <tr key={part.code}>
                <th scope="row">{part.name}</th>
                <td className="number right"><AppLink href={rowsHref(part.code, place)} aria-label={`${part.name} ${amount(part.value, isMoney)}`}>{amount(part.value, isMoney)}</AppLink></td>
              </tr>
            ))}
            <tr className="board-sum"><th scope="row">{t("reports.sum")}</th><td className="number right">{amount(sum(parts), isMoney)}</td></tr>
          </tbody>
        </table>
      )}
    </article>
  );
}
