/** Fund collection: payers, obligations, collections, plan, arrears, receipts. */
import type { Feature } from "@/lib/feature";

export const funds: Feature = {
  code: "funds",
  menu: [],
  routes: [],
};
