/** A roll import from reading to its end; it goes on while nobody looks and is found again here. */
import { useParams } from "@tanstack/react-router";

import type { RollImportOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { Alert, CodeTag, ImportWizard, Loaded, Page, Progress } from "@/kit";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";
import "@/locales/zh/members";

import { ImportEnd } from "./ImportEnd";
import { ImportPreview } from "./ImportPreview";
import { RUNNING, STEP_OF, stepTitles } from "./importSteps";
import { IMPORT_TONES } from "./looks";
import "./members.css";

export default function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useObject<RollImportOut>(`/members/imports/${id}`, { every: (found) => (found && isMoving(found.data) ? 1000 : false) });
  const item = query.data?.data;
  return (
    <Page
      title={item?.file_name ?? t("members.import")} lead={item && t("members.import.lead", { union: item.organisation_name, person: item.person_name })}
      mark={item && <CodeTag code="ImportState" value={item.status} tones={IMPORT_TONES} />}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("members.imports"), href: "/members/imports" }]}
    >
      <Loaded query={query} rows={8}>
        {({ data }) => <ImportWizard at={STEP_OF[data.status]} steps={stepTitles().map((title) => ({ title, content: <Step item={data} /> }))} />}
      </Loaded>
    </Page>
  );
}

function isMoving(item: RollImportOut): boolean {
  return RUNNING.includes(item.status) && !item.progress?.has_stopped;
}

function Step({ item }: { readonly item: RollImportOut }) {
  if (RUNNING.includes(item.status)) return <Working item={item} />;
  return item.status === "ready" ? <ImportPreview item={item} /> : <ImportEnd item={item} />;
}

function Working({ item }: { readonly item: RollImportOut }) {
  const { done, total, message, has_stopped: hasStopped } = item.progress ?? { done: 0, total: 0, message: "", has_stopped: false };
  const label = t(item.status === "reading" ? "members.import.reading" : "members.import.writing");
  if (hasStopped) return <><Alert type="error" showIcon title={t("members.import.stopped")} description={message || undefined} /><ImportEnd item={item} /></>;
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  return (
    <div className="job" role="status">
      <p>{label}{total > 0 && `：${t("kit.job.progress", { done: count(done), total: count(total) })}`}</p>
      <Progress percent={percent} status="active" aria-label={label} />
      <p className="quiet">{message || t("kit.job.leave")}</p>
    </div>
  );
}
