/** Progress of one job, and stopping it. */
import { useParams } from "@tanstack/react-router";

import { api, type Versioned } from "@/api/client";
import { useObject, useSend } from "@/api/query";
import type { Job } from "@/api/types";
import { ActionBar, CodeTag, Loaded, Page, Panel, ProgressJob } from "@/kit";
import { t } from "@/lib/i18n";

import { jobName, TONES } from "./words";

export default function JobPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<Job>(`/jobs/${id}`);
  const job = query.data?.data;
  return (
    <Page
      title={job ? jobName(job.kind) : t("jobs.one")} trail={[{ label: t("jobs.title"), href: "/jobs" }]}
      mark={job && <CodeTag code="JobStatus" value={job.status} tones={TONES} />} actions={query.data && <Stop found={query.data} />}
    >
      <Loaded query={query}>
        {({ data }) => (
          <Panel><ProgressJob id={id} label={jobName(data.kind)} onEnd={(ended) => { if (ended.status !== data.status) void query.refetch(); }} /></Panel>
        )}
      </Loaded>
    </Page>
  );
}

function Stop({ found: { data } }: { readonly found: Versioned<Job> }) {
  const act = useSend(
    async (values: { action: string; note: string }) => {
      const { etag } = await api.read<Job>(`/jobs/${data.id}`); // its version grows with every step; the wish to stop does not depend on it
      return api.post(`/jobs/${data.id}/actions`, values, { ifMatch: etag });
    },
    { refresh: ["/jobs"] },
  );
  return (
    <ActionBar
      actions={data.actions} object={jobName(data.kind)} busy={act.busy} error={act.error} onReset={act.reset}
      onAct={(action, note) => act.send({ action, note })} looks={{ cancel: { effect: t("jobs.effect.cancel") } }}
    />
  );
}
