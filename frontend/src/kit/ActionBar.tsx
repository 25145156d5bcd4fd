/** What this caller may do with an object now; a decision asks, naming the object and the effect. */
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";

import type { Action } from "@/api/types";
import { t } from "@/lib/i18n";

import { ErrorSummary, focusOn } from "./ErrorSummary";

export interface ActionLook {
  /** What will happen, shown in the dialog. */
  readonly effect?: string;
  readonly danger?: boolean;
  readonly primary?: boolean;
}

interface ActionBarProps {
  readonly actions: readonly Action[];
  /** The object as people call it: "某某公司工会 2020年11月月报". */
  readonly object: string;
  /** Sends the action; resolves to whether it succeeded (see useSend). */
  readonly onAct: (action: string, note: string) => Promise<boolean>;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onReset?: () => void;
  /** Per action code: effect, colour. */
  readonly looks?: Readonly<Record<string, ActionLook>>;
}

export function ActionBar({ actions, object, onAct, busy = false, error, onReset, looks = {} }: ActionBarProps) {
  const [asked, setAsked] = useState<Action | null>(null);
  return (
    <>
      {actions.map((action) => (
        <Button
          key={action.code} danger={looks[action.code]?.danger} type={looks[action.code]?.primary ? "primary" : "default"}
          onClick={() => { onReset?.(); setAsked(action); }}
        >
          {action.label}
        </Button>
      ))}
      {asked && (
        <ActionDialog
          action={asked} object={object} look={looks[asked.code] ?? {}} busy={busy} error={error} onCancel={() => setAsked(null)}
          onAct={async (note) => { if (await onAct(asked.code, note)) setAsked(null); }}
        />
      )}
    </>
  );
}

interface ActionDialogProps {
  readonly action: Action;
  readonly object: string;
  readonly look: ActionLook;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onCancel: () => void;
  readonly onAct: (note: string) => Promise<void>;
}

function ActionDialog({ action, object, look, busy, error, onCancel, onAct }: ActionDialogProps) {
  const [form] = Form.useForm<{ note?: string }>();
  return (
    <Modal
      open title={t("kit.action.title", { action: action.label, object })} okText={busy ? t("kit.working") : action.label}
      cancelText={t("kit.cancel")} onCancel={onCancel} onOk={form.submit} afterOpenChange={focusOn(action.needs_note ? "note" : "")} okButtonProps={{ danger: look.danger, "aria-disabled": busy }}
    >
      <Form form={form} layout="vertical" onFinish={({ note }) => { if (!busy) void onAct(note?.trim() ?? ""); }}>
        <ErrorSummary error={error} />
        <p>{look.effect ?? t("kit.action.effect", { action: action.label, object })}</p>
        <Form.Item
          name="note" label={t(action.needs_note ? "kit.reason" : "kit.note")} required={action.needs_note}
          rules={action.needs_note ? [{ required: true, whitespace: true, message: t("kit.reason.missing") }] : []}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
