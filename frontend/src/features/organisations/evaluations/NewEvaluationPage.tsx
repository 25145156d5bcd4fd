/** Records the member evaluation of a union's year. */
import { useState } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import type { EvaluationOut } from "@/api/client/types.gen";
import { OrgTreeSelect, Page, Panel, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/standards";

import { EvaluationForm, type Counts } from "./EvaluationForm";

const PARAMS = { organisation_id: param.text() };

export default function NewEvaluationPage() {
  const [{ organisation_id: asked }] = useUrlState(PARAMS);
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const notify = useNotify();
  const [union, setUnion] = useState(asked ?? me.organisation.id);
  const send = useSend(
    (counts: Counts) => api.post<EvaluationOut>("/member-evaluations", { ...counts, organisation_id: union }),
    { refresh: ["/member-evaluations"], onDone: (made) => { notify.done(t("evaluations.done")); go(`/member-evaluations/${made.id}`); } },
  );
  return (
    <Page title={t("evaluations.record")} lead={t("evaluations.record.lead")} trail={[{ label: t("evaluations.title"), href: "/member-evaluations" }]}>
      <Panel>
        {can("organisations:edit") && (
          <p className="gap-below"><label htmlFor="evaluated-union">{t("six_have.union")}</label> <OrgTreeSelect id="evaluated-union" value={union} onChange={(id) => setUnion(id ?? me.organisation.id)} /></p>
        )}
        <EvaluationForm sender={send} onCancel={() => go("/member-evaluations")} />
      </Panel>
    </Page>
  );
}
