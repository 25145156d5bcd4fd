/** An explained decision: each rule with its verdict and article, what it looked at, and how to mend it. */
import { t } from "@/lib/i18n";

import { CodeLabel, ToneTag, type Tone } from "./Code";
import { Empty } from "./Empty";

/** One check as the API answers it (RuleCheckOut). */
export interface RuleCheck {
  readonly code: string;
  readonly label: string;
  readonly verdict: "met" | "not_met" | "unknown";
  readonly article: string;
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
  readonly parameter: { readonly version: number; readonly valid_from: string; readonly legal_source: string } | null;
  readonly fix: string;
}

const LOOKS: Readonly<Record<RuleCheck["verdict"], { tone: Tone; sign: string }>> = {
  met: { tone: "good", sign: "✓" },
  not_met: { tone: "problem", sign: "✗" },
  unknown: { tone: "attention", sign: "?" },
};

interface RuleChecksProps {
  readonly checks: readonly RuleCheck[];
  /** Leave the line with the numbers of each verdict out. */
  readonly bare?: boolean;
}

export function RuleChecks({ checks, bare = false }: RuleChecksProps) {
  if (checks.length === 0) return <Empty title={t("kit.checks.empty")} />;
  const count = (verdict: RuleCheck["verdict"]) => checks.filter((check) => check.verdict === verdict).length;
  return (
    <>
      {!bare && (
        <p className="quiet gap-below">
          {t("kit.checks.counts", { met: count("met"), not_met: count("not_met"), unknown: count("unknown") })}
        </p>
      )}
      <ul className="checks">
        {checks.map((check) => <CheckLine key={check.code} check={check} />)}
      </ul>
    </>
  );
}

function CheckLine({ check }: { readonly check: RuleCheck }) {
  const look = LOOKS[check.verdict];
  return (
    <li>
      <div className="check-head">
        <ToneTag tone={look.tone}><span aria-hidden="true">{look.sign} </span><CodeLabel code="Verdict" value={check.verdict} /></ToneTag>
        <strong>{check.label}</strong>
        <span className="quiet">{check.article}</span>
        {(check.inputs.length > 0 || check.parameter) && (
          <details>
            <summary>{t("kit.checks.inputs")}</summary>
            <dl>
              {check.inputs.map((input) => (
                <div key={input.label}><dt>{input.label}</dt><dd>{input.value}</dd></div>
              ))}
              {check.parameter && (
                <div>
                  <dt>{t("kit.checks.parameter")}</dt>
                  <dd>{t("kit.checks.version", { n: check.parameter.version, on: check.parameter.valid_from, source: check.parameter.legal_source })}</dd>
                </div>
              )}
            </dl>
          </details>
        )}
      </div>
      {check.fix && <p className="check-fix">{check.fix}</p>}
    </li>
  );
}
