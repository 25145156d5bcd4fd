/** One of the six as the chair answers it: reached or not, a word about it, proof; what is still missing. */
import { useState } from "react";

import type { SixHaveItemOut } from "@/api/client/types.gen";
import { Button, Input, Radio, ToneTag } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { ProofInput, ProofView } from "./Proof";
import type { Items } from "./useItems";

export function ItemFill({ item, items }: { readonly item: SixHaveItemOut; readonly items: Items }) {
  const entry = items.of(item);
  const missing = item.checks.filter((check) => check.verdict === "not_met");
  const [open, setOpen] = useState(false);
  return (
    <li className="six-item" id={item.code} tabIndex={-1}>
      <div className="six-head"><strong>{item.position}. {item.label}</strong><p className="quiet">{item.evidence}</p></div>
      <div className="six-body">
        <div className="row-gap">
          <Radio.Group
            aria-label={item.label} value={entry.is_met} optionType="button" buttonStyle="solid"
            onChange={(event) => items.change(item.code, { is_met: event.target.value as boolean })}
            options={[{ value: true, label: t("six_have.met") }, { value: false, label: t("six_have.not_met") }]}
          />
          <Input
            className="six-statement" aria-label={t("six_have.statement_of", { label: item.label })} value={entry.statement} maxLength={500}
            placeholder={t("six_have.statement")} onChange={(event) => items.change(item.code, { statement: event.target.value })}
          />
          <Button onClick={() => setOpen(!open)} aria-expanded={open} aria-label={t("six_have.proof.of", { label: item.label })}>
            {t("six_have.proof", { n: entry.records.length + item.files.length })}
          </Button>
        </div>
        {item.earlier_comment && <p className="text-error">{t("six_have.earlier", { text: item.earlier_comment })}</p>}
        {open ? <ProofInput item={item} records={entry.records} onChange={(records) => items.change(item.code, { records })} /> : <ProofView item={{ ...item, records: shown(entry.records) }} />}
      </div>
      <div className="six-side">
        {missing.length === 0
          ? <ToneTag tone="good">{t("six_have.complete")}</ToneTag>
          : missing.map((check) => <p key={check.code}><ToneTag tone="attention">{t("six_have.lacking")}</ToneTag> {check.fix}</p>)}
      </div>
    </li>
  );
}

function shown(records: ReturnType<Items["of"]>["records"]): SixHaveItemOut["records"] {
  return records.map(({ on, title, reference }) => ({ on: on ?? null, title, reference: reference ?? "" }));
}
