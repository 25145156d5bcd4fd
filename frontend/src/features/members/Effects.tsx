/** What the state of a membership means: dues, votes, office, counts, benefits, each with its article. */
import type { MemberEffectOut } from "@/api/client/types.gen";
import { CodeLabel, Panel, ToneTag } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

export function Effects({ effects }: { readonly effects: readonly MemberEffectOut[] }) {
  return (
    <Panel title={t("effects.title")}>
      <ul className="checks">
        {effects.map((effect) => (
          <li key={effect.right}>
            <div className="check-head">
              <ToneTag tone={effect.holds ? "good" : "neutral"}>{t(effect.holds ? "effects.yes" : "effects.no")}</ToneTag>
              <strong><CodeLabel code="Right" value={effect.right} /></strong>
              <span className="quiet">{effect.article}</span>
            </div>
            {effect.note && !effect.holds && <p className="check-fix">{effect.note}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
