/** One six-have check: the chair fills it, the street verifies it, others read it; all six on one screen. */
import { useParams } from "@tanstack/react-router";

import { useObject } from "@/api/query";
import type { SixHaveOut } from "@/api/client/types.gen";
import { CodeTag, Loaded, Page } from "@/kit";
import { t } from "@/lib/i18n";

import { CheckDesk } from "./CheckDesk";
import { CHECK_TONES } from "./looks";
import "./six_have.css";

export default function CheckPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<SixHaveOut>(`/six-have/${id}`);
  const check = query.data?.data;
  if (check) return <CheckDesk key={`${check.id}${check.status}`} check={check} />;
  return (
    <Page title={t("six_have.one")} trail={[{ label: t("six_have.title"), href: "/six-have" }]}>
      <Loaded query={query} rows={12}>{({ data }) => <CodeTag code="SixHaveState" value={data.status} tones={CHECK_TONES} />}</Loaded>
    </Page>
  );
}
