/** Dead ends with a way back: no such page, no right, something broke. */
import type { ErrorComponentProps } from "@tanstack/react-router";

import { hasStatus } from "@/api/problem";
import { Page, ProblemPanel } from "@/kit";
import { t } from "@/lib/i18n";

export function NotFoundPage() {
  return <Page title={t("error.404.title")}><ProblemPanel status={404} titled={false} /></Page>;
}

export function ForbiddenPage() {
  return <Page title={t("error.403.title")}><ProblemPanel status={403} titled={false} /></Page>;
}

/** What a page threw while rendering. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const status = hasStatus(error, 403, 404) ? error.status : 500;
  return <Page title={t(`error.${status as 403 | 404 | 500}.title`)}><ProblemPanel error={error} status={status} onRetry={reset} titled={false} /></Page>;
}
