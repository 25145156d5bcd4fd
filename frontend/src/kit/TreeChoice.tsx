/** Whose tree figures go by: today's, or that of the date asked for. */
import { t } from "@/lib/i18n";

import { Segmented } from "./base";
import { HelpButton } from "./Field";

interface TreeChoiceProps {
  /** "then", or nothing for the tree of now. */
  readonly value: string | undefined;
  readonly onChange: (tree: string | undefined) => void;
}

export function TreeChoice({ value, onChange }: TreeChoiceProps) {
  const options = [{ value: "now", label: t("kit.tree.now") }, { value: "then", label: t("kit.tree.then") }];
  return (
    <span className="row-gap">
      <Segmented aria-label={t("kit.tree")} options={options} value={value ?? "now"} onChange={(tree) => onChange(tree === "then" ? "then" : undefined)} />
      <HelpButton label={t("kit.tree")} help={{ definition: t("kit.tree.help"), example: t("kit.tree.example") }} />
    </span>
  );
}
