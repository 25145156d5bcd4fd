/** One month's return: the chair fills it, the street reviews it, the district locks it. */
import { useParams } from "@tanstack/react-router";

import { useObject } from "@/api/query";
import { Loaded, Page } from "@/kit";
import { t } from "@/lib/i18n";

import { ReturnDesk } from "./ReturnDesk";
import type { Return } from "./types";

export default function ReturnPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<Return>(`/returns/${id}`);
  if (query.data) return <ReturnDesk key={id} ret={query.data.data} />;
  return (
    <Page title={t("returns.one")} trail={[{ label: t("returns.title"), href: "/returns" }]}>
      <Loaded query={query} rows={12}>{() => null}</Loaded>
    </Page>
  );
}
