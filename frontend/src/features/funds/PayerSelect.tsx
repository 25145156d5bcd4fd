/** Finds a payer by name or credit code; likely ones are offered at once. */
import { useState } from "react";

import type { FundPayerCandidateOut, PayerPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

const LEAST = 2;

interface PayerSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly likely: readonly FundPayerCandidateOut[];
}

export function PayerSelect({ id, value, onChange, likely }: PayerSelectProps) {
  const [words, setWords] = useState("");
  const text = words.trim();
  const query = useApi<PayerPage>("/funds/payers", { q: text }, { enabled: text.length >= LEAST, staleTime: 60_000 });
  const found = text.length >= LEAST ? (query.data?.items ?? []) : likely;
  return (
    <Select
      id={id} showSearch={{ filterOption: false, onSearch: setWords }} allowClear value={value} onChange={onChange} placeholder={t("exceptions.payer.type")}
      options={found.map((payer) => ({ value: payer.id, label: `${payer.name}（${payer.payer_uscc}）` }))}
      notFoundContent={text.length < LEAST ? t("exceptions.payer.type") : t(query.isFetching ? "kit.working" : "exceptions.payer.none")}
    />
  );
}
