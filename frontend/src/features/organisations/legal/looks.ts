/** How applications and certificates look. */
import type { Tones } from "@/kit";

export const LEGAL_TONES: Tones = {
  applied: "attention", correcting: "attention", accepted: "active", reviewed: "attention", issued: "good", refused: "problem", withdrawn: "neutral",
};

export const CERTIFICATE_TONES: Tones = { valid: "good", expiring: "attention", expired: "problem", cancelled: "neutral" };
