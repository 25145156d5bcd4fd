/** The way to a correction from the card: identity fields of a member, or a death that was recorded wrongly. */
import type { MemberEventList, MemberOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { Button, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";

export function CorrectButton({ card }: { readonly card: MemberOut }) {
  const go = useGo();
  const can = useCan();
  const events = useApi<MemberEventList>(`/members/${card.id}/events`);
  if (!can("members:edit")) return null;
  const died = card.status === "ended" && events.data?.items.at(-1)?.kind === "death";
  if (died) return <Button onClick={() => go(`/members/${card.id}/correct?kind=death`)}>{t("records.change.undo_death")}</Button>;
  return card.can_edit ? <Button onClick={() => go(`/members/${card.id}/correct`)}>{t("records.change.correct")}</Button> : null;
}
