/** Finds the receiving union by part of its name: any grassroots union of the district, its name and its street only. */
import { useState } from "react";

import type { TargetList } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

const LEAST = 2;

interface TargetSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

export function TargetSelect({ id, value, onChange }: TargetSelectProps) {
  const [words, setWords] = useState("");
  const text = words.trim();
  const query = useApi<TargetList>("/members/transfers/targets", { q: text }, { enabled: text.length >= LEAST, staleTime: 60_000 });
  const options = (query.data?.items ?? []).map((union) => ({ value: union.id, label: union.street_name ? `${union.name}（${union.street_name}）` : union.name }));
  const nothing = text.length < LEAST ? t("transfers.target.type") : t(query.isFetching ? "kit.working" : "transfers.target.none");
  return (
    <Select
      id={id} showSearch={{ filterOption: false, onSearch: setWords }} allowClear value={value} onChange={onChange} options={options}
      placeholder={t("transfers.target.type")} notFoundContent={nothing}
    />
  );
}
