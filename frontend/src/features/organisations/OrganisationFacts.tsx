/** The facts of a union in groups, as on the registration form. */
import type { ReactNode } from "react";

import type { OrganisationOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, Count, Facts, MaskedValue } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/organisations";

import { BASE } from "./looks";

interface Group {
  readonly title: string;
  readonly facts: readonly (readonly [string, ReactNode])[];
}

export function OrganisationFacts({ card }: { readonly card: OrganisationOut }) {
  return (
    <>
      {groups(card).map(({ title, facts }) => (
        <Facts key={title} title={title} facts={facts.map(([field, value]) => ({ key: field, label: t(`organisations.field.${field}` as never), value }))} />
      ))}
    </>
  );
}

function groups(card: OrganisationOut): Group[] {
  const code = (list: string, value: string | null): ReactNode => <CodeLabel code={list} value={value} />;
  const number = (value: ReactNode): ReactNode => <span className="number">{value || "—"}</span>;
  const mayReveal = card.actions.some((action) => action.code === "reveal_phone");
  const phone = (field: "chair_phone" | "contact_phone"): ReactNode => (
    <MaskedValue
      masked={card[field]} field={field} label={t(`organisations.field.${field}`)} purposes="OrgRevealPurpose"
      revealPath={mayReveal ? `/organisations/${card.id}/reveal` : undefined}
    />
  );
  const isBase = card.level === BASE;
  return [
    {
      title: t("organisations.section.kind"),
      facts: [
        ["code", number(card.code)], ["level", code("OrgLevel", card.level)], ["org_form", code("OrgForm", card.org_form)],
        ["org_type", code("OrgType", card.org_type)], ...isBase ? basics(card, code) : [],
        ["division_code", card.division_name || card.division_code], ["union_uscc", number(card.union_uscc)],
        ...isBase ? [] : [["union_count", below(card)] as const],
      ],
    },
    {
      title: t("organisations.section.founding"),
      facts: [
        ["founded_on", number(card.founded_on)], ["mode", code("FoundingMode", card.mode)], ["prep_group_on", number(card.prep_group_on)],
        ["approval_no", card.approval_no], ["approving_org", card.approving_org], ["has_seal", t(card.has_seal ? "kit.yes" : "kit.no")],
        ...card.dissolved_on ? [["dissolved_on", number(card.dissolved_on)] as const] : [],
      ],
    },
    {
      title: t("organisations.section.people"),
      facts: [
        ["chair_name", card.chair_name], ["chair_phone", phone("chair_phone")], ["contact_name", card.contact_name],
        ["contact_phone", phone("contact_phone")], ["cadres_fulltime", number(String(card.cadres_fulltime))],
        ["cadres_parttime", number(String(card.cadres_parttime))], ["address", card.address], ["note", card.note],
      ],
    },
  ];
}

function basics(card: OrganisationOut, code: (list: string, value: string | null) => ReactNode): (readonly [string, ReactNode])[] {
  return [
    ["base_type", code("BaseType", card.base_type)], ["report_class", code("ReportClass", card.report_class)],
    ["economic_type", code("EconomicType", card.economic_type)], ["unit_category", code("UnitCategory", card.unit_category)],
    ["industry", code("Industry", card.industry)],
  ];
}

function below(card: OrganisationOut): ReactNode {
  return <AppLink href={`/organisations?parent_id=${card.id}`}><Count value={card.union_count} /></AppLink>;
}
