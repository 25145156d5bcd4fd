/** Chooses an administrative division: township first, then village or community. */
import { useState } from "react";

import type { DivisionList, DivisionOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useApi } from "@/api/query";
import { TreeSelect } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

interface DivisionSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
  /** The division chosen before, so that it has a name at once. */
  readonly known?: { readonly code: string; readonly name: string };
}

export function DivisionSelect({ known, ...rest }: DivisionSelectProps) {
  const [below, setBelow] = useState<readonly DivisionOut[]>([]);
  const top = useApi<DivisionList>("/divisions", undefined, { staleTime: Infinity });
  const all = [...(top.data?.items ?? []), ...below];
  const nodes = all.map((one) => ({ id: one.code, pId: one.parent_code, value: one.code, title: one.name, isLeaf: !one.has_children }));
  const shown = known && !all.some(({ code }) => code === known.code)
    ? [...nodes, { id: known.code, pId: "", value: known.code, title: known.name, isLeaf: true }] : nodes;

  async function open(parent: string): Promise<void> {
    const answer = await api.get<DivisionList>("/divisions", { parent_code: parent });
    setBelow((now) => [...now.filter((one) => one.parent_code !== parent), ...answer.items]);
  }
  return (
    <TreeSelect
      {...rest} treeDataSimpleMode treeData={shown} loadData={(node) => open(String(node.value))} placeholder={t("organisations.division.choose")}
      showSearch={{ treeNodeFilterProp: "title" }} listHeight={320} notFoundContent={t("kit.none_found")}
    />
  );
}
