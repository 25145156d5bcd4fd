/** What went wrong, in place: the words, the way back, the trace id for whoever is asked for help. */
import { Button } from "antd";

import { NetworkError, ProblemError } from "@/api/problem";
import { t } from "@/lib/i18n";

import { useGo } from "./AppLink";

interface ProblemPanelProps {
  readonly error?: unknown;
  /** Used when there is no server answer to read it from. */
  readonly status?: number;
  readonly onRetry?: () => void;
  /** false when the page's own title already says it. */
  readonly titled?: boolean;
}

export function ProblemPanel({ error, status = 500, onRetry, titled = true }: ProblemPanelProps) {
  const go = useGo();
  const shown = error instanceof ProblemError ? error.status : status;
  const trace = error instanceof ProblemError ? error.traceId : "";
  return (
    <section className="panel problem" role="alert">
      {titled && <h2>{heading(error, shown)}</h2>}
      <p>{problemText(error, shown)}</p>
      {trace && <p className="quiet">{t("error.trace")} <code>{trace}</code></p>}
      <div className="row-gap">
        {onRetry && shown !== 403 && shown !== 404 && <Button type="primary" onClick={onRetry}>{t("kit.retry")}</Button>}
        <Button onClick={() => window.history.back()}>{t("kit.back")}</Button>
        <Button onClick={() => go("/")}>{t("kit.to_home")}</Button>
      </div>
    </section>
  );
}

/** The sentence people read for any error. */
export function problemText(error: unknown, status = 500): string {
  if (error instanceof NetworkError) return t("error.network");
  if (error instanceof ProblemError && error.status < 500) return error.message;
  if (status === 403) return t("error.403.text");
  if (status === 404) return t("error.404.text");
  return t("error.500.text");
}

function heading(error: unknown, status: number): string {
  if (error instanceof NetworkError) return t("error.network.title");
  if (status === 403) return t("error.403.title");
  if (status === 404) return t("error.404.title");
  if (error instanceof ProblemError && status < 500) return error.title;
  return t("error.500.title");
}
