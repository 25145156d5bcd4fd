/** One parameter with its dated values. */
import { useParams } from "@tanstack/react-router";

import { useApi } from "@/api/query";
import { Loaded, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";

import type { ParameterDetail } from "./api";

export default function ParameterPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const query = useApi<ParameterDetail>(`/parameters/${key}`);
  return (
    <Page title={query.data?.label ?? key} trail={[{ label: t("parameters.title"), href: "/parameters" }]} lead={query.data?.description}>
      <Panel title={t("parameters.rows")}>
        <Loaded query={query}>{({ rows }) => <>{rows.length}</>}</Loaded>
      </Panel>
    </Page>
  );
}
