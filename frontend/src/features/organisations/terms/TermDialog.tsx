/** Records a term approved on paper, or states one anew. */
import { api } from "@/api/client";
import type { TermOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { useMe } from "@/api/session";
import { EntryForm, Field, Modal, Select, SpecField, specLabel, specLabels, useNotify, type FieldSpec } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const PREFIX = "terms";

interface TermDialogProps {
  readonly unionId: string;
  readonly years: readonly number[];
  readonly term?: TermOut;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, unknown>>;

export function TermDialog({ unionId, years, term, onClose }: TermDialogProps) {
  const notify = useNotify();
  const { today } = useMe();
  const path = `/organisations/${unionId}/terms${term ? `/${term.term_id}/corrections` : ""}`;
  const send = useSend(
    (values: Values) => api.post(path, { ...values, approval_no: values.approval_no ?? "", approving_org: values.approving_org ?? "", reason: values.reason ?? "" }),
    { refresh: ["/organisations", "/committee-terms", "/indicators"], onDone: () => { notify.done(t("terms.done")); onClose(); } },
  );
  const specs: FieldSpec[] = [
    { name: "term_no", kind: "count", required: true },
    { name: "start_on", kind: "date", required: true },
    { name: "elected_on", kind: "date", last: today, required: true },
    { name: "approved_on", kind: "date", last: today },
    { name: "approval_no", kind: "text", max: 60 },
    { name: "approving_org", kind: "text", max: 100 },
    { name: "reason", kind: "long", max: 300, required: Boolean(term) },
  ];
  const names = [...specs.map(({ name }) => name), "years"];
  const initial = term ? Object.fromEntries(names.filter((name) => name !== "reason").map((name) => [name, term[name as keyof TermOut] ?? undefined])) : { years: years.at(-1) };
  return (
    <Modal open title={t(term ? "terms.correct_term" : "terms.record")} footer={null} onCancel={onClose} width={560}>
      <p>{t(term ? "terms.correct_term.lead" : "terms.record.lead")}</p>
      <EntryForm<Values> initial={initial} onSubmit={send.send} busy={send.busy} error={send.error} onCancel={onClose} labels={specLabels(PREFIX, names)}>
        <Field name="years" label={specLabel(PREFIX, "years")} required help={{ definition: t("terms.help.years"), article: t("terms.article.years") }}>
          <Select options={years.map((value) => ({ value, label: String(value) }))} />
        </Field>
        {specs.map((spec) => <SpecField key={spec.name} prefix={PREFIX} spec={spec} />)}
      </EntryForm>
    </Modal>
  );
}
