/** Progress of one job. */
import { useParams } from "@tanstack/react-router";

import { Page, Panel, ProgressJob } from "@/kit";
import { t } from "@/lib/i18n";

export default function JobPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <Page title={t("jobs.title")}>
      <Panel><ProgressJob id={id} label={t("jobs.title")} /></Panel>
    </Page>
  );
}
