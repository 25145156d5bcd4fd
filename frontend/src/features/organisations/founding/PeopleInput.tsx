/** Candidates or people elected, one line each; votes only after the election. */
import { Button, CodeSelect, Input, InputNumber } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/terms";

import "./founding.css";

export interface PersonLine {
  readonly role?: string;
  readonly name?: string;
  readonly votes?: number | null;
  readonly relation?: string;
}

interface PeopleInputProps {
  readonly id?: string;
  readonly value?: readonly PersonLine[];
  readonly onChange?: (lines: readonly PersonLine[]) => void;
  /** Name of the field, for the ids of the boxes. */
  readonly field: string;
  readonly withVotes?: boolean;
}

export function PeopleInput({ id, value = [], onChange, field, withVotes = false }: PeopleInputProps) {
  const patch = (at: number, part: PersonLine) => onChange?.(value.map((line, index) => (index === at ? { ...line, ...part } : line)));
  return (
    <div id={id} tabIndex={-1}>
      {value.map((line, at) => {
        const box = (name: string) => `${field}.${String(at)}.${name}`;
        return (
          <fieldset key={at} className="founding-person">
            <legend className="sr-only">{t("founding.person.nth", { n: at + 1 })}</legend>
            <div><label htmlFor={box("role")}>{t("terms.seat.role")}</label><CodeSelect id={box("role")} code="CommitteeRole" value={line.role} onChange={(role) => patch(at, { role })} /></div>
            <div><label htmlFor={box("name")}>{t("terms.seat.name")}</label><Input id={box("name")} value={line.name} maxLength={60} autoComplete="off" onChange={(event) => patch(at, { name: event.target.value })} /></div>
            {withVotes && <div><label htmlFor={box("votes")}>{t("reelections.report.votes")}</label><InputNumber id={box("votes")} value={line.votes} min={0} precision={0} controls={false} onChange={(votes) => patch(at, { votes })} /></div>}
            <div><label htmlFor={box("relation")}>{t("terms.seat.relation")}</label><CodeSelect id={box("relation")} code="DeclaredRelation" value={line.relation} onChange={(relation) => patch(at, { relation })} /></div>
            <Button aria-label={t("founding.person.remove", { n: at + 1 })} onClick={() => onChange?.(value.filter((_, index) => index !== at))}>{t("founding.person.drop")}</Button>
          </fieldset>
        );
      })}
      <Button onClick={() => onChange?.([...value, { role: "member", relation: "none" }])}>{t("founding.person.add")}</Button>
    </div>
  );
}
