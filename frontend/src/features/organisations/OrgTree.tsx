/** The tree of unions, opened level by level; choosing a union narrows the list to it. */
import { useState } from "react";

import type { OrganisationTree, TreeNode } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { AppLink, Loaded, SkeletonBlock } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/organisations";

interface OrgTreeProps {
  readonly asOf: string | undefined;
  readonly chosen: string | undefined;
  /** Called when a link of the tree was followed. */
  readonly onFollow?: () => void;
}

export function OrgTree(props: OrgTreeProps) {
  const query = useApi<OrganisationTree>("/organisations/tree", { as_of: props.asOf });
  return (
    <nav aria-label={t("organisations.tree")} className="org-tree">
      <Loaded query={query} rows={8}>
        {(data) => (
          <>
            {data.upper.length > 0 && (
              <ol className="org-upper" aria-label={t("organisations.upper")}>{data.upper.map((union) => <li key={union.code}>{union.name}</li>)}</ol>
            )}
            <ul>{data.nodes.map((node) => <Branch key={node.id} node={node} startOpen {...props} />)}</ul>
            {data.nodes.length === 0 && <p className="quiet org-tree-empty">{t("organisations.tree.empty")}</p>}
          </>
        )}
      </Loaded>
    </nav>
  );
}

interface BranchProps extends OrgTreeProps {
  readonly node: TreeNode;
  readonly startOpen?: boolean;
}

function Branch({ node, startOpen = false, ...tree }: BranchProps) {
  const [open, setOpen] = useState(startOpen);
  const children = useApi<OrganisationTree>("/organisations/tree", { parent_id: node.id, as_of: tree.asOf }, { enabled: open && node.has_children });
  return (
    <li>
      <div className="org-node">
        {node.has_children
          ? (
            <button
              type="button" className={open ? "org-toggle open" : "org-toggle"} aria-expanded={open}
              aria-label={t(open ? "organisations.fold" : "organisations.unfold", { name: node.name })} onClick={() => setOpen(!open)}
            >
              <span aria-hidden>▸</span>
            </button>
          )
          : <span className="org-toggle" aria-hidden />}
        <AppLink
          href={node.has_children ? subtreeHref(node.id) : `/organisations/${node.id}`} aria-current={tree.chosen === node.id ? "true" : undefined}
          title={node.name} onClick={tree.onFollow}
        >
          {node.short_name || node.name}
        </AppLink>
        {node.has_children && <span className="quiet number" title={t("organisations.union_count")}>{count(node.union_count)}</span>}
      </div>
      {open && children.isPending && node.has_children && <SkeletonBlock rows={2} />}
      {open && children.data && <ul>{children.data.nodes.map((child) => <Branch key={child.id} node={child} {...tree} />)}</ul>}
    </li>
  );
}

/** The list as it stands, narrowed to a union, from its first page. */
export function subtreeHref(id: string | undefined): string {
  const search = new URLSearchParams(window.location.search);
  ["cursor", "page", "parent_id"].forEach((name) => search.delete(name));
  if (id) search.set("parent_id", id);
  const text = search.toString();
  return text ? `/organisations?${text}` : "/organisations";
}
