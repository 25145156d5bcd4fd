/** Everybody elected: one line each with office, name, votes and declaration. */
import { Button, CodeSelect, Input, InputNumber } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { MemberPicker } from "./MemberPicker";

export interface ElectedLine {
  readonly role?: string;
  readonly name?: string;
  readonly votes?: number | null;
  readonly relation?: string;
  readonly member_id?: string;
}

interface ElectedInputProps {
  readonly id?: string;
  readonly unionId: string;
  readonly value?: readonly ElectedLine[];
  readonly onChange?: (lines: readonly ElectedLine[]) => void;
  /** Messages by field path, e.g. `elected.0.votes`. */
  readonly problems: Readonly<Record<string, string>>;
}

export function ElectedInput({ id, unionId, value = [], onChange, problems }: ElectedInputProps) {
  const patch = (at: number, part: ElectedLine) => onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <div id={id} tabIndex={-1}>
      {value.map((line, at) => {
        const path = (name: string) => `elected.${String(at)}.${name}`;
        return (
          <fieldset key={at} className="elected-line">
            <legend className="sr-only">{t("reelections.report.nth", { n: at + 1 })}</legend>
            <Line name={path("role")} label={t("terms.seat.role")} problems={problems}>
              <CodeSelect id={path("role")} code="CommitteeRole" value={line.role} onChange={(role) => patch(at, { role })} />
            </Line>
            <Line name={path("name")} label={t("terms.seat.name")} problems={problems}>
              <Input id={path("name")} value={line.name} maxLength={60} autoComplete="off" onChange={(event) => patch(at, { name: event.target.value, member_id: undefined })} />
              <MemberPicker
                unionId={unionId} value={line.member_id} known={line.member_id ? { id: line.member_id, name: line.name ?? "" } : undefined}
                onPick={(picked) => patch(at, picked ? { name: picked.name, member_id: picked.id } : { member_id: undefined })}
              />
            </Line>
            <Line name={path("votes")} label={t("reelections.report.votes")} problems={problems}>
              <InputNumber id={path("votes")} value={line.votes} min={0} precision={0} controls={false} onChange={(votes) => patch(at, { votes })} />
            </Line>
            <Line name={path("relation")} label={t("terms.seat.relation")} problems={problems}>
              <CodeSelect id={path("relation")} code="DeclaredRelation" value={line.relation} placeholder={t("kit.choose")} onChange={(relation) => patch(at, { relation })} />
            </Line>
            <Button aria-label={t("reelections.report.remove", { n: at + 1 })} onClick={() => onChange?.(value.filter((_, index) => index !== at))}>{t("reelections.report.drop")}</Button>
          </fieldset>
        );
      })}
      <Button onClick={() => onChange?.([...value, { role: "member" }])}>{t("reelections.report.add")}</Button>
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
