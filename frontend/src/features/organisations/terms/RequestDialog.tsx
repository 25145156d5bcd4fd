/** The request to hold a congress, new or mended. */
import { api } from "@/api/client";
import type { ReelectionOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { EntryForm, Field, Modal, Select, SpecField, specLabel, specLabels, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const PREFIX = "reelections";

interface RequestDialogProps {
  readonly unionId: string;
  readonly unionName: string;
  readonly years: readonly number[];
  /** A request that was returned. */
  readonly item?: ReelectionOut;
  readonly onClose: () => void;
}

interface RequestValues {
  readonly years: number;
  readonly congress: string;
  readonly planned_on: string;
  readonly plan: string;
}

export function RequestDialog({ unionId, unionName, years, item, onClose }: RequestDialogProps) {
  const go = useGo();
  const notify = useNotify();
  const send = useSend(
    (values: RequestValues) => (item
      ? api.patch<ReelectionOut>(`/reelections/${item.id}`, values, { ifMatch: item.version })
      : api.post<ReelectionOut>("/reelections", { ...values, organisation_id: unionId })),
    {
      refresh: ["/reelections", "/organisations"],
      onDone: (made) => { notify.done(t(item ? "reelections.done" : "reelections.requested")); onClose(); go(`/reelections/${made.id}`); },
    },
  );
  const labels = specLabels(PREFIX, ["years", "congress", "planned_on", "plan"]);
  const initial = item
    ? { years: item.years, congress: item.congress, planned_on: item.planned_on, plan: item.plan }
    : { years: years.at(-1), congress: "members" };
  return (
    <Modal open title={t("kit.action.title", { action: t(item ? "reelections.edit" : "reelections.request"), object: unionName })} footer={null} onCancel={onClose} width={600}>
      <p>{t("reelections.request.lead")}</p>
      <EntryForm<RequestValues>
        initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} labels={labels} onCancel={onClose}
        submitLabel={item ? undefined : t("reelections.request.submit")}
      >
        <Field name="years" label={specLabel(PREFIX, "years")} required help={{ definition: t("reelections.help.years"), article: t("reelections.article.years") }}>
          <Select options={years.map((value) => ({ value, label: String(value) }))} />
        </Field>
        <SpecField prefix={PREFIX} spec={{ name: "congress", kind: "code", code: "ElectingAssembly", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "planned_on", kind: "date", required: true }} />
        <SpecField prefix={PREFIX} spec={{ name: "plan", kind: "long", max: 1000, required: true }} />
      </EntryForm>
    </Modal>
  );
}
