/** The books somebody has in use, the caller's own first. */
import { useApi } from "@/api/query";
import { useMe } from "@/api/session";
import type { ReceiptBookPage, ReceiptBookRow } from "@/api/client/types.gen";

export function useBooks(): { readonly books: readonly ReceiptBookRow[]; readonly loaded: boolean } {
  const me = useMe();
  const query = useApi<ReceiptBookPage>("/funds/receipt-books", { status: "in_use", limit: "200" });
  const mine = (query.data?.items ?? []).filter((book) => book.left > 0 && book.holder_name === me.person_name);
  return { books: mine, loaded: query.data !== undefined };
}

export const nameOf = (book: ReceiptBookRow): string => `${book.series} ${book.next_text}–${book.last_text}`;
