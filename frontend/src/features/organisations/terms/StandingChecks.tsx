/** The nine organisation rules of a union on its card, with the ways to terms and legal personality. */
import type { UnionChecksOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, Loaded, Panel, RuleChecks, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

export function StandingChecks({ id }: { readonly id: string }) {
  const query = useApi<UnionChecksOut>(`/organisations/${id}/checks`);
  const go = useGo();
  const ways = (
    <span className="row-gap">
      <Button onClick={() => go(`/organisations/${id}/terms`)}>{t("terms.checks.terms")}</Button>
      <Button onClick={() => go(`/organisations/${id}/legal`)}>{t("terms.checks.legal")}</Button>
    </span>
  );
  return (
    <Panel title={t("terms.checks")} extra={ways}>
      <Loaded query={query} rows={6}>{(found) => <RuleChecks checks={found.checks} />}</Loaded>
    </Panel>
  );
}
