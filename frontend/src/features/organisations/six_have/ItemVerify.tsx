/** One of the six as the street looks at it: what the union states with its proof, the verdict, why not. */
import type { SixHaveItemOut } from "@/api/client/types.gen";
import { CodeTag, Input, Radio, ToneTag, useShortcut } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { VERDICT_TONES } from "./looks";
import { ProofView } from "./Proof";
import type { Items } from "./useItems";

/** Checks that look at a register and not at what the union handed in. */
const LINKED = [".term", ".seal", ".address", ".evaluation"];

interface ItemVerifyProps {
  readonly item: SixHaveItemOut;
  /** Left away when the caller only reads. */
  readonly items?: Items;
}

export function ItemVerify({ item, items }: ItemVerifyProps) {
  return (
    <li className="six-item" id={item.code} tabIndex={-1}>
      <div className="six-head"><strong>{item.position}. {item.label}</strong><Doubts item={item} /></div>
      <div className="six-body">
        {item.statement && <p>{item.statement}</p>}
        <ProofView item={item} />
        <Linked item={item} />
        {item.earlier_comment && <p className="text-error">{t("six_have.earlier", { text: item.earlier_comment })}</p>}
      </div>
      <div className="six-side">{items ? <Verdict item={item} items={items} /> : <Found item={item} />}</div>
    </li>
  );
}

/** What the registers say about the item: term, seal, address, member evaluation. */
function Linked({ item }: { readonly item: SixHaveItemOut }) {
  const facts = item.checks.filter((check) => LINKED.some((end) => check.code.endsWith(end))).flatMap((check) => check.inputs);
  return <>{facts.map(({ label, value }) => <p className="quiet" key={label}>{t("six_have.linked", { label, value })}</p>)}</>;
}

/** What the rules do not find in order, in one line each. */
function Doubts({ item }: { readonly item: SixHaveItemOut }) {
  const doubts = item.checks.filter((check) => check.verdict !== "met");
  return <>{doubts.map((check) => <p className="quiet" key={check.code}><ToneTag tone={check.verdict === "not_met" ? "problem" : "neutral"}>{t(`six_have.check.${check.verdict}` as never)}</ToneTag> {check.label}</p>)}</>;
}

function Verdict({ item, items }: Required<ItemVerifyProps>) {
  const entry = items.of(item);
  const toggle = () => items.change(item.code, entry.verdict === "met" ? { verdict: "not_met" } : { verdict: "met", comment: "" });
  useShortcut(String(item.position), t("six_have.toggle", { label: item.label }), toggle);
  return (
    <>
      <Radio.Group
        aria-label={t("six_have.verdict_of", { label: item.label })} value={entry.verdict} optionType="button" buttonStyle="solid"
        onChange={(event) => items.change(item.code, { verdict: event.target.value as "met" | "not_met" })}
        options={[{ value: "met", label: t("six_have.met") }, { value: "not_met", label: t("six_have.not_met") }]}
      />
      {entry.verdict === "not_met" && (
        <Input
          aria-label={t("six_have.comment_of", { label: item.label })} value={entry.comment} maxLength={500} placeholder={t("six_have.comment")}
          status={entry.comment.trim() ? undefined : "warning"} onChange={(event) => items.change(item.code, { comment: event.target.value })}
        />
      )}
    </>
  );
}

function Found({ item }: { readonly item: SixHaveItemOut }) {
  if (!item.verdict) return <span className="quiet">{t(item.is_met === null ? "six_have.unanswered" : item.is_met ? "six_have.self_met" : "six_have.self_not_met")}</span>;
  return <><CodeTag code="SixHaveVerdict" value={item.verdict} tones={VERDICT_TONES} />{item.comment && <p>{item.comment}</p>}</>;
}
