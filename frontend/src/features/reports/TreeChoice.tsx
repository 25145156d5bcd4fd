/** Whose tree figures go by: today's, or that of the date asked for. */
import { HelpButton, Segmented } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/reports";

interface TreeChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (tree: string | undefined) => void;
}

export function TreeChoice({ value, onChange }: TreeChoiceProps) {
  const options = [{ value: "now", label: t("reports.tree.now") }, { value: "then", label: t("reports.tree.then") }];
  return (
    <span className="row-gap">
      <Segmented aria-label={t("reports.tree")} options={options} value={value ?? "now"} onChange={(tree) => onChange(tree === "then" ? "then" : undefined)} />
      <HelpButton label={t("reports.tree")} help={{ definition: t("reports.tree.help"), example: t("reports.tree.example") }} />
    </span>
  );
}
