/** Chooses a member of the union; the name is then taken over, and near relatives are told by the register. */
import { useDeferredValue, useState } from "react";

import type { MemberPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

export interface Picked {
  readonly id: string;
  readonly name: string;
}

interface MemberPickerProps {
  readonly id?: string;
  readonly unionId: string;
  readonly value?: string | null;
  /** Who is chosen already, so that there is a name at once. */
  readonly known?: Picked;
  readonly onPick: (picked: Picked | null) => void;
}

export function MemberPicker({ id, unionId, value, known, onPick }: MemberPickerProps) {
  const [text, setText] = useState("");
  const { data } = useApi<MemberPage>("/members", { organisation_id: unionId, status: "active", q: useDeferredValue(text.trim()), limit: 30 });
  const found: readonly Picked[] = (data?.items ?? []).map((row) => ({ id: row.id, name: row.name }));
  const all = known && !found.some((one) => one.id === known.id) ? [known, ...found] : found;
  return (
    <Select
      id={id} value={value ?? undefined} allowClear placeholder={t("terms.member")} aria-label={t("terms.member")} notFoundContent={t("kit.none_found")}
      options={all.map((one) => ({ value: one.id, label: one.name }))} showSearch={{ filterOption: false, onSearch: setText }}
      onChange={(chosen: string | undefined) => onPick(all.find((one) => one.id === chosen) ?? null)}
    />
  );
}
