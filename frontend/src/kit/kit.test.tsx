/** The building blocks as people use them. */
import { QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeAll, expect, test, vi } from "vitest";

import { ProblemError } from "@/api/problem";
import { newQueryClient } from "@/api/query";

import { ActionBar } from "./ActionBar";
import { Input } from "./base";
import { differencesOf } from "./ConflictDialog";
import { EntryForm } from "./EntryForm";
import { Field } from "./Field";
import { FormSection } from "./FormSection";
import { ImportCounts } from "./ImportWizard";
import { Providers } from "./Providers";
import { RuleChecks } from "./RuleChecks";
import { matches } from "./shortcuts";

beforeAll(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn(), addListener: vi.fn(), removeListener: vi.fn() }));
  vi.stubGlobal("ResizeObserver", class { observe() { return; } unobserve() { return; } disconnect() { return; } });
  Element.prototype.scrollIntoView = vi.fn();
});

function show(content: ReactNode) {
  return render(<QueryClientProvider client={newQueryClient()}><Providers>{content}</Providers></QueryClientProvider>);
}

function nameForm(error: unknown, onSubmit: (values: object) => void) {
  return (
    <EntryForm<{ name: string }> onSubmit={onSubmit} error={error} labels={{ name: "姓名" }}>
      <FormSection><Field name="name" label="姓名" required><Input /></Field></FormSection>
    </EntryForm>
  );
}

test("an empty required field is named on top, focus goes there, the link leads to the field", async () => {
  const submit = vi.fn();
  show(nameForm(null, submit));
  await userEvent.click(screen.getByRole("button", { name: "保存" }));
  const summary = await screen.findByRole("alert", { name: "" });
  expect(summary).toHaveTextContent("有 1 处需要修改");
  await waitFor(() => expect(summary).toHaveFocus());
  expect(submit).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("link", { name: "请填写姓名" }));
  expect(screen.getByLabelText("姓名")).toHaveFocus();
});

test("the server's field errors are named with their label and what was typed stays", async () => {
  const problem = new ProblemError(422, { title: "填写有误", errors: [{ field: "name", code: "x", message: "含有不能使用的字符", fix: "请删去" }] });
  const { rerender } = show(nameForm(null, vi.fn()));
  await userEvent.type(screen.getByLabelText("姓名"), "王五");
  await act(async () => rerender(<QueryClientProvider client={newQueryClient()}><Providers>{nameForm(problem, vi.fn())}</Providers></QueryClientProvider>));
  expect(await screen.findByRole("link", { name: "姓名：含有不能使用的字符" })).toBeInTheDocument();
  expect(screen.getByLabelText("姓名")).toHaveValue("王五");
});

test("Ctrl+S submits", async () => {
  const submit = vi.fn();
  show(nameForm(null, submit));
  await userEvent.type(screen.getByLabelText("姓名"), "王五");
  fireEvent.keyDown(window, { key: "s", ctrlKey: true });
  await waitFor(() => expect(submit).toHaveBeenCalledWith({ name: "王五" }));
});

test("an action that needs a reason is not sent without one, and names object and effect", async () => {
  const act = vi.fn().mockResolvedValue(true);
  const actions = [{ code: "return", label: "退回", needs_note: true }];
  show(<ActionBar actions={actions} object="某某工会 2020年11月月报" onAct={act} looks={{ return: { effect: "退回后由主席修改重报。" } }} />);
  await userEvent.click(screen.getByRole("button", { name: "退回" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("退回：某某工会 2020年11月月报");
  expect(dialog).toHaveTextContent("退回后由主席修改重报。");
  const confirm = screen.getAllByRole("button", { name: "退回" }).at(-1) as HTMLElement;
  await userEvent.click(confirm);
  expect(await screen.findByText("请写明原因")).toBeInTheDocument();
  expect(act).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText("原因"), "人数与名册不符");
  await userEvent.click(confirm);
  await waitFor(() => expect(act).toHaveBeenCalledWith("return", "人数与名册不符"));
});

test("import counts that do not add up are called out", () => {
  const parts = [{ key: "new", label: "新增", value: 3 }, { key: "error", label: "有误", value: 1 }];
  const { rerender } = show(<ImportCounts total={4} parts={parts} />);
  expect(screen.queryByRole("alert")).toBeNull();
  rerender(<Providers><ImportCounts total={5} parts={parts} /></Providers>);
  expect(screen.getByRole("alert")).toHaveTextContent("合计 4");
});

test("only the fields that differ are in the conflict", () => {
  const mine = { name: "甲", phone: null as string | null, size: 3 };
  expect(differencesOf(mine, { ...mine, size: 4, phone: "1" }, { name: "名称", phone: "电话", size: "人数" })).toEqual([
    { field: "phone", label: "电话", mine: "", theirs: "1" }, { field: "size", label: "人数", mine: "3", theirs: "4" },
  ]);
});

test("single-key shortcuts rest while typing, combined ones do not", () => {
  const box = document.createElement("input");
  document.body.append(box);
  const pressed = (init: KeyboardEventInit, target: Element) => {
    const event = new KeyboardEvent("keydown", { ...init, bubbles: true });
    target.dispatchEvent(event);
    return event;
  };
  expect(matches(pressed({ key: "?" }, box), "?")).toBe(false);
  expect(matches(pressed({ key: "?", shiftKey: true }, document.body), "?")).toBe(true);
  expect(matches(pressed({ key: "K", ctrlKey: true }, box), "Ctrl+K")).toBe(true);
  expect(matches(pressed({ key: "k" }, document.body), "Ctrl+K")).toBe(false);
});

test("an explained decision counts its verdicts and shows how to mend what is not met", () => {
  const used = { version: 2, valid_from: "2001-10-27", legal_source: "工会法第十一条" };
  show(
    <RuleChecks
      checks={[
        { code: "a", label: "应建立基层委员会", verdict: "not_met", article: "工会法第十一条", inputs: [{ label: "会员数", value: "25 人" }], parameter: used, fix: "请组织选举" },
        { code: "b", label: "有批复文号", verdict: "met", article: "工会法第十二条", inputs: [], parameter: null, fix: "" },
      ]}
    />,
  );
  expect(screen.getByText("符合 1 项，不符合 1 项，不能判定 0 项")).toBeTruthy();
  expect(screen.getByText("请组织选举")).toBeTruthy();
  expect(screen.getAllByText("查看依据的数据")).toHaveLength(1);
  expect(screen.getByText("25 人")).toBeTruthy();
  expect(screen.getByText("工会法第十一条（自 2001-10-27 起，第 2 版）")).toBeTruthy();
});
