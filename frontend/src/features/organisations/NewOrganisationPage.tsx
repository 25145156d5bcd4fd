/** Registers a union under a parent; code and place in the tree are given by the system. */
import type { OrganisationOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useApi, useSend } from "@/api/query";
import { Page, Panel, SkeletonBlock, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/organisations";

import { FIELD_NAMES, filled, type Values } from "./fields";
import { BASE } from "./looks";
import { OrganisationForm } from "./OrganisationForm";
import "./organisations.css";

const PARAMS = { parent_id: param.text() };

export default function NewOrganisationPage() {
  const [{ parent_id: parentId }] = useUrlState(PARAMS);
  const parent = useApi<OrganisationOut>(`/organisations/${parentId ?? ""}`, undefined, { enabled: Boolean(parentId) });
  const go = useGo();
  const notify = useNotify();
  const register = useSend((values: Values) => api.post<OrganisationOut>("/organisations", filled(values)), {
    refresh: ["/organisations"],
    onDone: (card) => { notify.done(t("organisations.registered", { name: card.name, code: card.code })); go(`/organisations/${card.id}`); },
  });
  const waiting = Boolean(parentId) && !parent.data && !parent.isError;
  return (
    <Page title={t("organisations.new")} trail={[{ label: t("organisations.title"), href: "/organisations" }]} lead={t("organisations.new.lead")}>
      <Panel>
        {waiting ? <SkeletonBlock rows={10} /> : (
          <OrganisationForm
            initial={proposal(parent.data)} editable={FIELD_NAMES} onSubmit={register.send} busy={register.busy} error={register.error}
            submitLabel={t("organisations.new.submit")} division={parent.data && { code: parent.data.division_code, name: parent.data.division_name }}
            onCancel={() => go(parentId ? `/organisations/${parentId}` : "/organisations")}
          />
        )}
      </Panel>
    </Page>
  );
}

/** What is usual: an independent grassroots union, or a branch of one. */
function proposal(parent: OrganisationOut | undefined): Values {
  const usual = { level: BASE, status: "active", mode: "1", parent_id: parent?.id, division_code: parent?.division_code };
  if (parent?.level === BASE) return { ...usual, org_form: "6", org_type: "8" };
  return { ...usual, org_form: "4", org_type: "1", base_type: "0", employers: [{}] };
}
