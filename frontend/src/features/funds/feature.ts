/** Fund collection: payers, obligations, collections, plan, arrears, receipts. */
import type { Feature } from "@/lib/feature";

import { ARREARS_PAGES } from "./arrears/pages";
import { COLLECTION_PAGES } from "./collections/pages";
import { DUES_PAGES } from "./dues/pages";
import { LEDGER_PAGES } from "./ledger/pages";
import { PLAN_PAGES } from "./home/pages";
import { STATEMENT_PAGES } from "./statements/pages";
import { OBLIGATION_PAGES } from "./obligations/pages";
import { PAYER_PAGES } from "./payers/pages";
import { RELIEF_PAGES } from "./reliefs/pages";
import { BANK_ACCOUNT_PAGES } from "./bank_accounts/pages";
import { RECEIPT_PAGES } from "./receipts/pages";
import { REFUND_PAGES } from "./refunds/pages";
import { SHARE_RETURN_PAGES } from "./share_returns/pages";

const READ = ["funds:read"];

export const funds: Feature = {
  code: "funds",
  menu: [
    { path: "/funds", label: "funds.home", icon: "bar-chart", order: 40, permissions: READ },
    { path: "/funds/payers", label: "payers.title", icon: "profile", order: 41, permissions: READ },
    { path: "/funds/arrears", label: "arrears.title", icon: "form", order: 42, permissions: READ },
  ],
  routes: [...RECEIPT_PAGES, ...REFUND_PAGES, ...SHARE_RETURN_PAGES, ...BANK_ACCOUNT_PAGES, ...ARREARS_PAGES, ...DUES_PAGES, ...PLAN_PAGES, ...PAYER_PAGES, ...OBLIGATION_PAGES, ...RELIEF_PAGES, ...COLLECTION_PAGES, ...LEDGER_PAGES, ...STATEMENT_PAGES],
};
