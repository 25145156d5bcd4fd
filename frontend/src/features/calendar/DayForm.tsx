/** States one day, with the notice it rests on. */
import { api } from "@/api/client";
import type { CalendarDayIn, CalendarDayOut } from "@/api/client/types.gen";
import { useSend } from "@/api/query";
import { EntryForm, Field, FormSection, Input, Modal, Radio, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/calendar";

export function DayForm({ day, onClose }: { readonly day: CalendarDayOut; readonly onClose: () => void }) {
  const notify = useNotify();
  const save = useSend((values: CalendarDayIn) => api.put(`/calendar/${day.day}`, values, { ifMatch: day.version }), {
    refresh: ["/calendar"], onDone: () => { notify.done(t("calendar.saved")); onClose(); },
  });
  const labels = { is_workday: t("calendar.kind"), name: t("calendar.name"), source: t("calendar.source") };
  const { is_workday, name, source } = day;
  return (
    <Modal open title={t("calendar.edit", { day: day.day })} footer={null} onCancel={onClose}>
      <EntryForm<CalendarDayIn>
        initial={{ is_workday, name, source }} onSubmit={({ name: word, ...rest }) => save.send({ ...rest, name: word ?? "" })}
        busy={save.busy} error={save.error} labels={labels} onCancel={onClose}
      >
        <FormSection columns={1}>
          <Field name="is_workday" label={labels.is_workday} required>
            <Radio.Group options={[{ value: true, label: t("calendar.workday") }, { value: false, label: t("calendar.rest") }]} />
          </Field>
          <Field name="name" label={labels.name} hint={t("calendar.name.hint")}><Input maxLength={40} /></Field>
          <Field name="source" label={labels.source} required help={{ definition: t("calendar.source.help") }}><Input maxLength={200} /></Field>
        </FormSection>
      </EntryForm>
    </Modal>
  );
}
