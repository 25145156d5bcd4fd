/** Pages of the accounts that money may go to. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];

export const BANK_ACCOUNT_PAGES: readonly PageRoute[] = [
  { path: "/funds/bank-accounts", title: "bank_accounts.title", permissions: READ, page: () => import("./BankAccountsPage") },
  { path: "/funds/bank-accounts/new", title: "bank_accounts.new", permissions: ["funds:declare"], page: () => import("./NewBankAccountPage") },
  { path: "/funds/bank-accounts/$id", title: "bank_accounts.one", permissions: READ, page: () => import("./BankAccountPage") },
];
