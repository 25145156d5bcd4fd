/** A long job: how far it is, also after leaving the page and coming back. */
import { Progress } from "antd";
import { useEffect, useRef } from "react";

import { useApi } from "@/api/query";
import type { Job } from "@/api/types";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { CodeLabel } from "./Code";
import { ProblemPanel } from "./Problem";
import { SkeletonBlock } from "./SkeletonBlock";

const RUNNING = ["queued", "running"];

interface ProgressJobProps {
  readonly id: string;
  readonly label: string;
  /** Called once when the job has ended, well or not. */
  readonly onEnd?: (job: Job) => void;
}

export function ProgressJob({ id, label, onEnd }: ProgressJobProps) {
  const query = useJob(id);
  const job = query.data;
  const told = useRef("");
  useEffect(() => {
    if (!job || RUNNING.includes(job.status) || told.current === job.id) return;
    told.current = job.id;
    onEnd?.(job);
  }, [job, onEnd]);
  if (query.isError && !job) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!job) return <SkeletonBlock rows={2} />;
  const running = RUNNING.includes(job.status);
  const percent = job.total > 0 ? Math.floor((job.done / job.total) * 100) : running ? 0 : 100;
  const state = job.total > 0 ? t("kit.job.progress", { done: count(job.done), total: count(job.total) }) : running ? t("kit.job.waiting") : "";
  return (
    <div className="job" role="status">
      <p>{label}：{state} <CodeLabel code="JobStatus" value={job.status} /></p>
      <Progress percent={percent} status={job.error ? "exception" : running ? "active" : "normal"} aria-label={label} />
      {job.error && <p className="text-error">{job.error}</p>}
      {running && <p className="quiet">{t("kit.job.leave")}</p>}
    </div>
  );
}

/** Polls every second while the job runs. */
export function useJob(id: string) {
  return useApi<Job>(`/jobs/${id}`, undefined, {
    enabled: id !== "",
    every: (job) => (job && !RUNNING.includes(job.status) ? false : 1000),
  });
}
