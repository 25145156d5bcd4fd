/** The conditions above a list, the search box, the export of exactly what is filtered. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Modal, Select } from "antd";
import { useId, useState, type ReactNode } from "react";

import { api, queryString, type Query } from "@/api/client";
import { useCodes } from "@/api/codes";
import { ProblemError } from "@/api/problem";
import { t } from "@/lib/i18n";

import { useGo } from "./AppLink";
import { DateInput } from "./DateInput";
import type { ListState } from "./listState";
import { useNotify } from "./notify";
import { OrgTreeSelect } from "./OrgTreeSelect";
import { problemText } from "./Problem";
import { SavedViews } from "./SavedViews";

interface FilterBase {
  readonly name: string;
  readonly label: string;
}
export type Filter =
  | (FilterBase & { readonly kind: "code"; readonly code: string })
  | (FilterBase & { readonly kind: "codes"; readonly code: string })
  | (FilterBase & { readonly kind: "choice"; readonly options: readonly { value: string; label: string }[] })
  | (FilterBase & { readonly kind: "organisation" | "date" | "month" | "text" });

interface FilterBarProps {
  /** Path of the list. */
  readonly path: string;
  readonly filters: readonly Filter[];
  readonly list: ListState;
  readonly search?: string;
  readonly tools?: ReactNode;
  readonly exportPath?: string;
  readonly exportQuery: Query;
}

export function FilterBar({ path, filters, list, search, tools, exportPath, exportQuery }: FilterBarProps) {
  if (!search && filters.length === 0 && !tools && !exportPath) return null;
  return (
    <div className="filters" role="search">
      {search && <SearchBox key={list.q} list={list} placeholder={search} />}
      {filters.map((filter) => <FilterField key={filter.name} filter={filter} list={list} />)}
      {filters.length > 0 && <SavedViews list={path} current={list.keepable} onChoose={list.choose} />}
      {list.filtered && <Button type="link" onClick={list.clear}>{t("kit.clear_filters")}</Button>}
      <span className="filters-gap" />
      {tools}
      {exportPath && <ExportButton path={exportPath} query={exportQuery} />}
    </div>
  );
}

function SearchBox({ list, placeholder }: { readonly list: ListState; readonly placeholder: string }) {
  const [text, setText] = useState(list.q);
  return (
    <span className="filter filter-search">
      <Input.Search
        value={text} placeholder={placeholder} aria-label={t("kit.search_for", { what: placeholder })} allowClear maxLength={64}
        enterButton={t("kit.search")} onChange={(event) => setText(event.target.value)} onSearch={(value) => list.setQ(value.trim())}
      />
    </span>
  );
}

function FilterField({ filter, list }: { readonly filter: Filter; readonly list: ListState }) {
  const id = useId();
  return (
    <span className="filter">
      <label htmlFor={id}>{filter.label}</label>
      <FilterControl id={id} filter={filter} list={list} />
    </span>
  );
}

function FilterControl({ id, filter, list }: { readonly id: string; readonly filter: Filter; readonly list: ListState }) {
  const value = list.value(filter.name);
  const text = typeof value === "string" ? value : undefined;
  const set = (next: string | readonly string[] | null | undefined) => list.setValue(filter.name, next ?? undefined);
  switch (filter.kind) {
    case "organisation":
      return <OrgTreeSelect id={id} value={text} onChange={set} allowClear />;
    case "date":
    case "month":
      return <DateInput id={id} picker={filter.kind} value={text} onChange={set} />;
    case "text":
      return <TextFilter key={text} id={id} value={text} onChange={set} />;
    case "choice":
      return <Select id={id} value={text} options={[...filter.options]} allowClear placeholder={t("kit.all")} onChange={set} className="filter-select" />;
    default:
      return <CodeFilter id={id} code={filter.code} many={filter.kind === "codes"} value={value} onChange={set} />;
  }
}

interface TextFilterProps {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function TextFilter({ id, value = "", onChange }: TextFilterProps) {
  const [text, setText] = useState(value);
  const apply = () => { if (text.trim() !== value) onChange(text.trim() || undefined); };
  return (
    <Input
      id={id} value={text} allowClear maxLength={60} className="filter-select"
      onChange={(event) => setText(event.target.value)} onBlur={apply} onPressEnter={apply}
    />
  );
}

interface CodeFilterProps {
  readonly id: string;
  readonly code: string;
  readonly many: boolean;
  readonly value: unknown;
  readonly onChange: (value: string | readonly string[] | undefined) => void;
}

function CodeFilter({ id, code, many, value, onChange }: CodeFilterProps) {
  const options = useCodes(code).map(({ value: key, label }) => ({ value: key, label }));
  return (
    <Select
      id={id} mode={many ? "multiple" : undefined} value={value as never} options={options} allowClear maxTagCount="responsive"
      placeholder={t("kit.all")} onChange={onChange as never} showSearch={{ optionFilterProp: "label" }} className="filter-select"
    />
  );
}

const SECOND_PERSON = "/problems/second-person-needed";

/** "/members/export" exports the list "members". */
function listName(exportPath: string): string {
  return exportPath.split("/").at(-2) ?? "";
}

function ExportButton({ path, query }: { readonly path: string; readonly query: Query }) {
  const notify = useNotify();
  const go = useGo();
  const [busy, setBusy] = useState(false);
  const [tooMany, setTooMany] = useState("");
  async function save(format: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    await api.download(path, { ...query, format }, `export.${format}`).catch((error: unknown) => {
      if (error instanceof ProblemError && error.type === SECOND_PERSON) setTooMany(error.message);
      else notify.problem(problemText(error));
    });
    setBusy(false);
  }
  const items = [{ key: "xlsx", label: "Excel (.xlsx)" }, { key: "csv", label: "CSV" }];
  return (
    <>
      <Dropdown menu={{ items, onClick: ({ key }) => void save(key) }} trigger={["click"]}>
        <Button icon={<DownloadOutlined />} aria-disabled={busy}>{t(busy ? "kit.exporting" : "kit.export")}</Button>
      </Dropdown>
      <Modal
        open={tooMany !== ""} title={t("kit.export.many")} okText={t("kit.export.ask")} cancelText={t("kit.cancel")}
        onCancel={() => setTooMany("")} onOk={() => go(`/exports/new${queryString({ list: listName(path), ...query })}`)}
      >
        <p>{tooMany}</p>
      </Modal>
    </>
  );
}
