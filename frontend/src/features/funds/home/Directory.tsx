/** The way to every register of the funds, by what one has come to do. */
import { useCan } from "@/api/session";
import { AppLink, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import type { TextKey } from "@/locales/zh";
import "@/locales/zh/fundsPlans";

interface Entry {
  readonly path: string;
  readonly title: TextKey;
  readonly right: string;
}

const READ = "funds:read";
const LEDGER = "ledger:read";

const GROUPS: readonly { readonly title: TextKey; readonly entries: readonly Entry[] }[] = [
  {
    title: "funds.directory.collect",
    entries: [
      { path: "/funds/own-obligations", title: "obligations.own", right: "funds:declare" },
      { path: "/funds/undeclared", title: "undeclared.title", right: READ },
      { path: "/funds/payers", title: "payers.title", right: READ },
      { path: "/funds/obligations", title: "obligations.title", right: READ },
      { path: "/funds/reliefs", title: "reliefs.title", right: READ },
      { path: "/funds/statements", title: "statements.title", right: "funds:import" },
      { path: "/funds/exceptions", title: "exceptions.title", right: "funds:collect" },
      { path: "/funds/collections", title: "collections.title", right: READ },
      { path: "/funds/arrears", title: "arrears.title", right: READ },
      { path: "/funds/arrears-cases", title: "arrears_cases.title", right: READ },
      { path: "/funds/dues", title: "dues.title", right: READ },
    ],
  },
  {
    title: "funds.directory.pay",
    entries: [
      { path: "/funds/receipts", title: "receipts.title", right: READ },
      { path: "/funds/receipt-books", title: "receipt_books.title", right: READ },
      { path: "/funds/refunds", title: "refunds.title", right: READ },
      { path: "/funds/share-returns", title: "share_returns.title", right: READ },
      { path: "/funds/payer-years", title: "payer_years.title", right: READ },
      { path: "/funds/small-payers", title: "small_payers.title", right: READ },
      { path: "/funds/bank-accounts", title: "bank_accounts.title", right: READ },
    ],
  },
  {
    title: "funds.directory.books",
    entries: [
      { path: "/funds/plans", title: "fund_plans.title", right: READ },
      { path: "/funds/split-tables", title: "split.title", right: READ },
      { path: "/funds/ledger", title: "ledger.title", right: LEDGER },
      { path: "/funds/ledger/months", title: "ledger.months", right: LEDGER },
      { path: "/funds/reconciliations", title: "reconciliations.title", right: LEDGER },
    ],
  },
];

export function Directory() {
  const can = useCan();
  return (
    <Panel title={t("funds.directory")}>
      <div className="fund-directory">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <ul className="plain-list">
              {group.entries.filter((entry) => can(entry.right)).map((entry) => (
                <li key={entry.path}><AppLink href={entry.path}>{t(entry.title)}</AppLink></li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  );
}
