/** Who is to own an exception. */
import type { FundExceptionOwners } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

interface OwnerSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

export function OwnerSelect(props: OwnerSelectProps) {
  const query = useApi<FundExceptionOwners>("/funds/exceptions/owners", undefined, { staleTime: 60_000 });
  const options = (query.data?.items ?? []).map((owner) => ({ value: owner.id, label: `${owner.person_name}（${owner.place}）` }));
  return <Select {...props} allowClear options={options} loading={query.isPending} placeholder={t("exceptions.assign.self")} />;
}
