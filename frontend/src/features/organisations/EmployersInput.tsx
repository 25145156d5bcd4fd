/** The employing units a union covers: one line each, added and removed. */
import { Button, CodeSelect, Input } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

export interface EmployerLine {
  readonly name?: string;
  readonly employer_uscc?: string | null;
  readonly economic_type?: string;
  readonly industry?: string;
}

interface EmployersInputProps {
  readonly id?: string;
  readonly value?: readonly EmployerLine[];
  readonly onChange?: (lines: readonly EmployerLine[]) => void;
  readonly problems: Readonly<Record<string, string>>;
}

export function EmployersInput({ id, value = [], onChange, problems }: EmployersInputProps) {
  const patch = (at: number, part: EmployerLine) => onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <div id={id} tabIndex={-1}>
      {value.map((line, at) => (
        <fieldset key={at} className="org-employer">
          <legend className="sr-only">{t("organisations.employer.nth", { n: at + 1 })}</legend>
          <Line name={`employers.${at}.name`} label={t("organisations.employer.name")} problems={problems}>
            <Input id={`employers.${at}.name`} value={line.name} maxLength={120} onChange={(event) => patch(at, { name: event.target.value })} />
          </Line>
          <Line name={`employers.${at}.employer_uscc`} label={t("organisations.employer.employer_uscc")} problems={problems}>
            <Input id={`employers.${at}.employer_uscc`} value={line.employer_uscc ?? ""} maxLength={40} onChange={(event) => patch(at, { employer_uscc: event.target.value })} />
          </Line>
          <Line name={`employers.${at}.economic_type`} label={t("organisations.employer.economic_type")} problems={problems}>
            <CodeSelect id={`employers.${at}.economic_type`} code="EconomicType" value={line.economic_type} placeholder={t("kit.choose")} onChange={(next) => patch(at, { economic_type: next })} />
          </Line>
          <Line name={`employers.${at}.industry`} label={t("organisations.employer.industry")} problems={problems}>
            <CodeSelect id={`employers.${at}.industry`} code="Industry" value={line.industry} placeholder={t("kit.choose")} onChange={(next) => patch(at, { industry: next })} />
          </Line>
          <Button aria-label={t("organisations.employer.remove", { n: at + 1 })} onClick={() => onChange?.(value.filter((_, index) => index !== at))}>{t("organisations.employer.drop")}</Button>
        </fieldset>
      ))}
      <Button onClick={() => onChange?.([...value, {}])}>{t("organisations.employer.add")}</Button>
    </div>
  );
}

interface LineProps {
  readonly name: string;
  readonly label: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly children: React.ReactNode;
}

function Line({ name, label, problems, children }: LineProps) {
  return (
    <div>
      <label htmlFor={name}>{label}</label>
      {children}
      {problems[name] && <div className="text-error">{problems[name]}</div>}
    </div>
  );
}
