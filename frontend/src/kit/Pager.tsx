/** Under a list: how many there are, which part one sees, the way on and back. */
import { Button, Select } from "antd";

import type { Page } from "@/api/types";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import type { ListState } from "./listState";

const SIZES = [20, 50, 100];

export function Pager({ list, page }: { readonly list: ListState; readonly page: Page<unknown> }) {
  const from = (list.page - 1) * list.limit + 1;
  const to = from + page.items.length - 1;
  const cursor = page.next_cursor;
  return (
    <nav className="pager" aria-label={t("kit.paging")}>
      <span role="status">
        {t(page.total_is_estimate ? "kit.total_more" : "kit.total", { n: count(page.total) })}
        {page.items.length > 0 && <span className="quiet"> {t("kit.range", { from: count(from), to: count(to) })}</span>}
      </span>
      <span className="row-gap">
        <Select value={list.limit} options={SIZES.map((value) => ({ value, label: t("kit.per_page", { n: value }) }))} onChange={list.setLimit} aria-label={t("kit.page_size")} />
        <Button disabled={list.page === 1} onClick={list.previous}>{t("kit.previous")}</Button>
        <Button disabled={cursor === null} onClick={() => { if (cursor) list.next(cursor); }}>{t("kit.next")}</Button>
      </span>
    </nav>
  );
}
