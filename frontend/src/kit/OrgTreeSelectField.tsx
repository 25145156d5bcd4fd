/** The tree half of OrgTreeSelect, loaded when the first one is shown. */
import { TreeSelect } from "antd";
import { useDeferredValue, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";

import { api } from "@/api/client";
import { useApi } from "@/api/query";
import type { OrganisationTree, Page } from "@/api/types";
import { t } from "@/lib/i18n";

export interface OrgTreeSelectProps {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (id: string | undefined) => void;
  readonly allowClear?: boolean;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly "aria-label"?: string;
}

interface Node {
  readonly id: string;
  readonly pId: string;
  readonly value: string;
  readonly title: string;
  readonly isLeaf: boolean;
}

/** What a node of the tree and a row of the list have in common. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly has_children?: boolean;
}

export default function OrgTreeSelectField({ value, onChange, ...rest }: OrgTreeSelectProps) {
  const [text, setText] = useState("");
  const [below, setBelow] = useState<readonly Node[]>([]);
  const queries = useQueryClient();
  const asked = useDeferredValue(text.trim());
  const top = useApi<OrganisationTree>("/organisations/tree", {});
  const found = useApi<Page<Named>>("/organisations", { q: asked, limit: 30 }, { enabled: asked !== "" });
  const chosen = useApi<Named>(`/organisations/${value ?? ""}`, undefined, { enabled: Boolean(value) });
  const browsing = [...(top.data?.nodes ?? []).map((node) => asNode(node, "")), ...below];
  const nodes = asked ? (found.data?.items ?? []).map((node) => ({ ...asNode(node, ""), isLeaf: true })) : browsing;
  const shown = withChosen(nodes, value ? chosen.data : undefined);

  async function open(parent: string): Promise<void> {
    const answer = await queries.fetchQuery({
      queryKey: ["/organisations/tree", { parent_id: parent }],
      queryFn: ({ signal }) => api.get<OrganisationTree>("/organisations/tree", { parent_id: parent }, signal),
    });
    setBelow((known) => [...known.filter((node) => node.pId !== parent), ...answer.nodes.map((node) => asNode(node, parent))]);
  }
  return (
    <TreeSelect
      {...rest} value={value ?? undefined} treeDataSimpleMode treeData={[...shown]} placeholder={rest.placeholder ?? t("kit.org.choose")}
      showSearch={{ filterTreeNode: false, onSearch: setText, searchValue: text }} loadData={asked ? undefined : (node) => open(String(node.value))}
      onChange={(next: string | undefined) => { setText(""); onChange?.(next); }} className="filter-tree"
      notFoundContent={t("kit.none_found")} styles={{ popup: { root: { minWidth: 320 } } }} listHeight={360}
    />
  );
}

function asNode(node: Named, parent: string): Node {
  return { id: node.id, pId: parent, value: node.id, title: node.name, isLeaf: !node.has_children };
}

function withChosen(nodes: readonly Node[], chosen: Named | undefined): readonly Node[] {
  if (!chosen || nodes.some((node) => node.value === chosen.id)) return nodes;
  return [...nodes, { ...asNode(chosen, ""), isLeaf: true }];
}
