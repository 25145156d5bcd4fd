/** Which of the two records is kept, and what the totals are before and after. */
import type { MergeChoiceOut, PairOut } from "@/api/client/types.gen";
import { Radio } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/memberRecords";

interface KeepChoiceProps {
  readonly item: PairOut;
  readonly keep: string | null;
  /** Left out when the caller has nothing to choose. */
  readonly onKeep: ((id: string) => void) | undefined;
}

export function KeepChoice({ item, keep, onKeep }: KeepChoiceProps) {
  const label = (choice: MergeChoiceOut) => {
    const side = item.sides.find(({ member_id: id }) => id === choice.keep_id);
    return t("records.pair.keep", { name: side?.name ?? "", union: side?.organisation_name ?? "" });
  };
  return (
    <Radio.Group aria-label={t("records.pair.choice")} value={keep} onChange={(event) => onKeep?.(String(event.target.value))} className="pair-choice">
      {item.choices.map((choice) => (
        <Radio key={choice.keep_id} value={choice.keep_id} disabled={!onKeep || choice.refusal !== ""}>
          {label(choice)}
          <span className="quiet">
            {choice.refusal || choice.totals.map((line) => t("records.pair.total", { name: line.name, before: count(line.before), after: count(line.after) })).join("；")}
          </span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
