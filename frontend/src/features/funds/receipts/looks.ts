/** How states of receipts and books look. */
import type { Tones } from "@/kit";

export const RECEIPT_TONES: Tones = { issued: "good", void: "problem", reversed: "attention" };
export const BOOK_TONES: Tones = { in_stock: "neutral", in_use: "active", closed: "good" };
