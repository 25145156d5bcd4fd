/** What would be taken, under which conditions, and what for; then a second person decides. */
import { useSearch } from "@tanstack/react-router";

import { api } from "@/api/client";
import type { LargeExportOut, LargeExportPreviewOut } from "@/api/client/types.gen";
import { useList, useSend } from "@/api/query";
import { Alert, Button, Count, Empty, EntryForm, Facts, Field, FormSection, Input, Loaded, Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/exports";

const PURPOSE_MAX = 200;

export default function NewExportPage() {
  const go = useGo();
  const { list = "", ...filters } = useSearch({ strict: false }) as Record<string, string>;
  const wish = { list, filters };
  const query = useList<LargeExportPreviewOut>("/large-exports/preview", {}, { path: "/large-exports/preview", body: wish }, list !== "");
  const ask = useSend(
    ({ purpose }: { purpose: string }) => api.post<LargeExportOut>("/large-exports", { ...wish, purpose }),
    { refresh: ["/large-exports"], onDone: (made) => go(`/exports/${made.id}`) },
  );
  return (
    <Page title={t("exports.new")} trail={[{ label: t("exports.title"), href: "/exports" }]} lead={t("exports.new.lead")}>
      {list === "" && <Panel><Empty title={t("exports.new.none")} text={t("exports.empty.text")} action={<Button onClick={() => go("/members")}>{t("exports.new.go")}</Button>} /></Panel>}
      {list !== "" && (
        <Loaded query={query} rows={4}>
          {(found) => (
            <>
              <Panel title={t("exports.preview")}><Preview found={found} /></Panel>
              {found.needs_second_person
                ? (
                  <Panel>
                    <EntryForm<{ purpose: string }>
                      onSubmit={ask.send} busy={ask.busy} error={ask.error} submitLabel={t("exports.ask")} onCancel={() => window.history.back()}
                      labels={{ purpose: t("exports.purpose") }}
                    >
                      <FormSection columns={1} lead={t("exports.ask.lead", { days: found.valid_days })}>
                        <Field name="purpose" label={t("exports.purpose")} required hint={t("exports.purpose.hint")}>
                          <Input.TextArea rows={2} maxLength={PURPOSE_MAX} />
                        </Field>
                      </FormSection>
                    </EntryForm>
                  </Panel>
                )
                : (
                  <Alert
                    type="info" showIcon title={t("exports.alone", { n: found.persons, limit: found.limit })}
                    action={list === "members" && <Button onClick={() => go(backTo(filters))}>{t("exports.new.go")}</Button>}
                  />
                )}
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

/** The member list under the same conditions. */
function backTo(filters: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(filters).toString();
  return search ? `/members?${search}` : "/members";
}

function Preview({ found }: { readonly found: LargeExportPreviewOut }) {
  const facts = [
    { key: "list", label: t("exports.list"), value: found.list_label },
    { key: "persons", label: t("exports.persons"), value: <Count value={found.persons} unit={t("exports.unit")} /> },
    ...found.filters.map(({ label, value }) => ({ key: label, label, value })),
  ];
  return <Facts facts={facts} />;
}
