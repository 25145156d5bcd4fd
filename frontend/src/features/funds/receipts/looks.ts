/** How states of receipts and books look. */
import type { Tones } from "@/kit";

export const BOOK_TONES: Tones = { in_stock: "neutral", in_use: "active", closed: "good" };
export { RECEIPT_TONES } from "../tones";
