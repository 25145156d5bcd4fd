/** The union that receives, found by name or pinyin initials; a new parent may stand beyond the caller's reach. */
import { useState } from "react";

import type { StructureTargetPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/structure";

interface TargetSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string | undefined) => void;
  readonly kind: string;
}

export function TargetSelect({ id, value, onChange, kind }: TargetSelectProps) {
  const [words, setWords] = useState("");
  const { data } = useApi<StructureTargetPage>("/structure-changes/targets", { kind, q: words, limit: 50 });
  const options = (data?.items ?? []).map((row) => ({ value: row.id, label: row.parent_name ? `${row.name}（${row.parent_name}）` : row.name }));
  return (
    <Select
      id={id} value={value} options={options} allowClear showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t("structure.choose_target")} onChange={(chosen?: string) => onChange?.(chosen)}
    />
  );
}
