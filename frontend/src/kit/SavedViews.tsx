/** The conditions one uses often: chosen, kept under a name, forgotten. */
import { Button, Dropdown, Form, Input, Modal, type MenuProps } from "antd";
import { useState } from "react";

import { t } from "@/lib/i18n";
import { forgetView, savedViews, saveView, type SavedView } from "@/lib/savedViews";

import { focusOn } from "./ErrorSummary";

interface SavedViewsProps {
  /** Which list; its path. */
  readonly list: string;
  /** The conditions as they are now. */
  readonly current: SavedView["conditions"];
  readonly onChoose: (conditions: SavedView["conditions"]) => void;
}

export function SavedViews({ list, current, onChoose }: SavedViewsProps) {
  const [views, setViews] = useState(() => savedViews(list));
  const [naming, setNaming] = useState(false);
  const some = Object.keys(current).length > 0;
  if (views.length === 0 && !some) return null;
  const items: MenuProps["items"] = [
    ...views.map((view) => ({ key: view.name, label: view.name, onClick: () => onChoose(view.conditions) })),
    ...(views.length > 0 ? [{ type: "divider" as const }] : []),
    { key: "\u0000save", label: t("kit.views.save"), disabled: !some, onClick: () => setNaming(true) },
    ...(views.length > 0 ? [{
      key: "\u0000forget", label: t("kit.views.forget"),
      children: views.map(({ name }) => ({ key: `\u0000${name}`, label: name, onClick: () => setViews(forgetView(list, name)) })),
    }] : []),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}><Button type="text">{t("kit.views")}</Button></Dropdown>
      {naming && <NameDialog onCancel={() => setNaming(false)} onName={(name) => { setViews(saveView(list, { name, conditions: current })); setNaming(false); }} />}
    </>
  );
}

function NameDialog({ onName, onCancel }: { readonly onName: (name: string) => void; readonly onCancel: () => void }) {
  const [form] = Form.useForm<{ view_name: string }>();
  return (
    <Modal open title={t("kit.views.save")} okText={t("kit.save")} cancelText={t("kit.cancel")} onCancel={onCancel} onOk={form.submit} afterOpenChange={focusOn("view_name")}>
      <Form form={form} layout="vertical" onFinish={({ view_name }) => onName(view_name.trim())}>
        <Form.Item name="view_name" label={t("kit.views.name")} extra={t("kit.views.hint")} rules={[{ required: true, whitespace: true, message: t("kit.views.missing") }]}>
          <Input maxLength={20} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
