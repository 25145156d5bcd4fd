/** How the finance home writes ratios and finds the rows behind its amounts. */

/** 8388 -> "83.88%"; null has nothing to divide by. */
export function percent(points: number | null): string {
  return points === null ? "—" : `${(points / 100).toFixed(2)}%`;
}

/** The share of a part in 1/100 %, or null without a whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 10_000) / whole);
}

interface Place {
  readonly as_of?: string;
  readonly organisation_id?: string;
}

/** The rows behind a rate; it is published for the tax office and for all channels together. */
export function rateHref(channel: string | null, place: Place): string | undefined {
  return channel === null || channel === "tax" ? rowsHref("plan_rate", channel, place) : undefined;
}

/** The rows behind plan, receipts or rate of a channel; the tax office's figures have the plain code. */
export function rowsHref(figure: "plan" | "collected" | "plan_rate", channel: string | null, place: Place): string {
  const suffix = channel === null ? ".total" : channel === "tax" ? "" : `.${channel}`;
  const search = new URLSearchParams();
  if (place.as_of) search.set("as_of", place.as_of);
  if (place.organisation_id) search.set("organisation_id", place.organisation_id);
  const text = search.toString();
  return `/indicators/funds.${figure}${suffix}${text ? `?${text}` : ""}`;
}
