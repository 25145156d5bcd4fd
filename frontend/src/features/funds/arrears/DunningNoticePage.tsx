/** One paper as it is printed, its receipt of service, and the record of how it was served. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { useApi } from "@/api/query";
import type { DunningNoticeOut } from "@/api/client/types.gen";
import { Button, Loaded, Page, Segmented } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsArrears";

import { Paper, ServiceReceipt } from "./PaperSheet";
import { Services } from "./Services";
import { CASES, LIST } from "./looks";
import "./arrears.css";

const SHEETS = ["paper", "receipt"] as const;

export default function DunningNoticePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<DunningNoticeOut>(`/funds/dunning-notices/${id}`);
  const [sheet, setSheet] = useState<(typeof SHEETS)[number]>("paper");
  const notice = query.data;
  const choices = [{ value: SHEETS[0], label: t("dunning.one") }, { value: SHEETS[1], label: t("dunning.receipt") }];
  return (
    <Page
      title={notice?.letter.title ?? t("dunning.one")}
      trail={[{ label: t("arrears.title"), href: LIST }, { label: t("arrears_cases.title"), href: CASES }, ...(notice ? [{ label: notice.payer_name, href: `${CASES}/${notice.arrears_case_id}` }] : [])]}
      actions={notice && (
        <>
          {notice.kind !== "order" && <Segmented aria-label={t("dunning.sheet")} options={choices} value={sheet} onChange={setSheet} />}
          <Button type="primary" onClick={() => window.print()}>{t("dunning.print")}</Button>
        </>
      )}
    >
      <Loaded query={query} rows={12}>
        {(data) => (
          <>
            {sheet === "paper" ? <Paper data={data} /> : <ServiceReceipt data={data} />}
            <Services notice={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
