/** Pages of receipts and their books. */
import type { PageRoute } from "@/lib/feature";

const READ = ["funds:read"];
const ISSUE = ["funds:receipt"];

export const RECEIPT_PAGES: readonly PageRoute[] = [
  { path: "/funds/receipts", title: "receipts.title", permissions: READ, page: () => import("./ReceiptsPage") },
  { path: "/funds/receipts/new", title: "receipts.new", permissions: ISSUE, page: () => import("./NewReceiptPage") },
  { path: "/funds/receipts/$id", title: "receipts.one", permissions: READ, page: () => import("./ReceiptPage") },
  { path: "/funds/receipt-books", title: "receipt_books.title", permissions: READ, page: () => import("./ReceiptBooksPage") },
  { path: "/funds/receipt-books/new", title: "receipt_books.new", permissions: ISSUE, page: () => import("./NewReceiptBookPage") },
  { path: "/funds/receipt-books/$id", title: "receipt_books.one", permissions: READ, page: () => import("./ReceiptBookPage") },
];
