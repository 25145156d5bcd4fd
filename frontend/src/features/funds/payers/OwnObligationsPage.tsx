/** What the caller's own unit owes and has paid, month by month, with the way to declare. */
import { useApi } from "@/api/query";
import type { PayerPage, PayerRow } from "@/api/client/types.gen";
import { AppLink, Button, Empty, Loaded, Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsObligations";
import "@/locales/zh/fundsPayers";

import { Months } from "./Months";

/** More than this many payers are looked at in the list. */
const SHOWN = 3;

export default function OwnObligationsPage() {
  const query = useApi<PayerPage>("/funds/payers", { status: "active", limit: SHOWN });
  return (
    <Page title={t("obligations.own")} lead={t("obligations.own.lead")}>
      <Loaded query={query} rows={10}>
        {(data) => (
          <>
            {data.total === 0 && <Panel><Empty title={t("obligations.own.empty")} text={t("obligations.own.empty.text")} /></Panel>}
            {data.total > SHOWN && <p>{t("obligations.own.more", { n: data.total })} <AppLink href="/funds/obligations">{t("obligations.title")}</AppLink></p>}
            {data.items.map((payer) => <Payer key={payer.id} payer={payer} />)}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Payer({ payer }: { readonly payer: PayerRow }) {
  const go = useGo();
  return (
    <>
      <Panel title={<AppLink href={`/funds/payers/${payer.id}`}>{payer.name}</AppLink>} extra={<Button type="primary" onClick={() => go(`/funds/declarations/new?payer_id=${payer.id}`)}>{t("obligations.declare")}</Button>}>
        <p className="quiet">{t("obligations.own.uscc", { code: payer.payer_uscc })}</p>
      </Panel>
      <Months payerId={payer.id} title={t("obligations.own.months", { name: payer.name })} />
    </>
  );
}
