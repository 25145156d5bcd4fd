/** Shapes of the returns under the names the pages use; the server's description is the one definition. */
import type {
  CellOut, FiredCheckOut, ReturnFormOut, ReturnOut, ReturnSectionOut,
} from "@/api/client/types.gen";

export type { ReturnRow } from "@/api/client/types.gen";

export type Cell = CellOut;
export type Value = CellOut["value"];
export type Section = ReturnSectionOut;
export type FiredCheck = FiredCheckOut;
export type Return = ReturnOut;
export type ReturnForm = ReturnFormOut;
