/** Unions chosen one after the other from the tree. */
import { useApi } from "@/api/query";
import type { OrganisationOut } from "@/api/client/types.gen";
import { Button, OrgTreeSelect } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/structure";

interface UnionListProps {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (ids: readonly string[]) => void;
  readonly several: boolean;
}

export function UnionList({ id, value = [], onChange, several }: UnionListProps) {
  const add = (union: string | undefined) => {
    if (!union) return;
    onChange?.(several ? [...new Set([...value, union])] : [union]);
  };
  return (
    <>
      <OrgTreeSelect id={id} value={undefined} onChange={add} placeholder={t("structure.choose_union")} />
      {value.length > 0 && (
        <ul className="plain-list gap-above">
          {value.map((union) => (
            <li key={union} className="row-gap">
              <UnionName id={union} />
              <Button size="small" onClick={() => onChange?.(value.filter((one) => one !== union))}>{t("structure.drop")}</Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function UnionName({ id }: { readonly id: string }) {
  const { data } = useApi<OrganisationOut>(`/organisations/${id}`);
  return <span>{data?.name ?? "…"}</span>;
}
