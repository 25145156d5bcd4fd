/** Which members and employers go to the union that a split sets up. */
import type { MemberPage, OrganisationOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Checkbox, Field, FormSection, Input } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/structure";

interface Choice {
  readonly id: string;
  readonly label: string;
}

export function SplitChoice({ source }: { readonly source: string | undefined }) {
  return (
    <FormSection title={t("structure.split")} lead={t("structure.split.lead")} columns={1}>
      <Field name="new_name" label={t("structure.new_union")} required><Input maxLength={100} /></Field>
      <Field name="employer_name" label={t("structure.new_employer")} hint={t("structure.new_employer.hint")}><Input maxLength={120} /></Field>
      {source && <Field name="employer_ids" label={t("structure.employers")}><Employers source={source} /></Field>}
      {source && <Field name="member_ids" label={t("structure.members")} required><Members source={source} /></Field>}
    </FormSection>
  );
}

interface ListProps {
  readonly source: string;
  readonly value?: readonly string[];
  readonly onChange?: (ids: readonly string[]) => void;
}

function Members({ source, value, onChange }: ListProps) {
  const { data } = useApi<MemberPage>("/members", { organisation_id: source, status: "active", limit: 200 });
  const choices = (data?.items ?? []).map((row) => ({ id: row.id, label: row.name }));
  return <Choices choices={choices} value={value} onChange={onChange} all />;
}

function Employers({ source, value, onChange }: ListProps) {
  const { data } = useApi<OrganisationOut>(`/organisations/${source}`);
  const choices = (data?.employers ?? []).map((row) => ({ id: row.id, label: row.name }));
  return <Choices choices={choices} value={value} onChange={onChange} />;
}

interface ChoicesProps {
  readonly choices: readonly Choice[];
  readonly value: readonly string[] | undefined;
  readonly onChange: ((ids: readonly string[]) => void) | undefined;
  readonly all?: boolean;
}

function Choices({ choices, value = [], onChange, all = false }: ChoicesProps) {
  const toggle = (id: string, on: boolean) => onChange?.(on ? [...value, id] : value.filter((one) => one !== id));
  if (choices.length === 0) return <p className="quiet">{t("structure.nothing_to_choose")}</p>;
  return (
    <div className="structure-choices">
      {all && (
        <Checkbox checked={value.length === choices.length} onChange={({ target }) => onChange?.(target.checked ? choices.map(({ id }) => id) : [])}>
          {t("structure.choose_all", { n: choices.length })}
        </Checkbox>
      )}
      {choices.map(({ id, label }) => (
        <Checkbox key={id} checked={value.includes(id)} onChange={({ target }) => toggle(id, target.checked)}>{label}</Checkbox>
      ))}
    </div>
  );
}
