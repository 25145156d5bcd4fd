/** A masked personal value; showing it in full asks for a purpose, is counted and recorded, and lasts a minute. */
import { Button, Form, Input, Modal } from "antd";
import { useEffect, useState } from "react";

import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { t } from "@/lib/i18n";

import { CodeSelect } from "./Code";
import { ErrorSummary, focusOn } from "./ErrorSummary";

interface MaskedValueProps {
  readonly masked: string | null | undefined;
  /** POST path, e.g. `/members/${id}/reveal`; left out when the caller may not see the value. */
  readonly revealPath?: string;
  readonly field: string;
  readonly label: string;
  /** Name of the code list the purpose is chosen from; without it the purpose is written in words. */
  readonly purposes?: string;
}

const SHOWN_MS = 60_000;

export function MaskedValue({ masked, revealPath, field, label, purposes }: MaskedValueProps) {
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<string | null>(null);
  const [form] = Form.useForm<{ purpose: string }>();
  const reveal = useSend(
    (purpose: string) => api.post<{ value: string }>(revealPath ?? "", { field, purpose }),
    { onDone: ({ value }) => { setFull(value); setAsking(false); } },
  );
  useEffect(() => {
    if (full === null) return undefined;
    const hide = setTimeout(() => setFull(null), SHOWN_MS);
    return () => clearTimeout(hide);
  }, [full]);
  if (!masked) return <span>—</span>;
  return (
    <span className="masked">
      <span className="number">{full ?? masked}</span>
      {revealPath && (
        <Button type="link" size="small" onClick={() => (full === null ? setAsking(true) : setFull(null))}>
          {t(full === null ? "kit.reveal" : "kit.mask")}
        </Button>
      )}
      {asking && (
        <Modal open title={t("kit.reveal.title", { label })} okText={t("kit.reveal")} cancelText={t("kit.cancel")} onCancel={() => setAsking(false)} onOk={form.submit} afterOpenChange={focusOn("purpose")}>
          <Form form={form} layout="vertical" onFinish={({ purpose }) => { if (!reveal.busy) void reveal.send(purpose.trim()); }}>
            <ErrorSummary error={reveal.error} />
            <p>{t("kit.reveal.text")}</p>
            <Form.Item name="purpose" label={t("kit.reveal.purpose")} rules={[{ required: true, whitespace: true, min: 1, message: t("kit.reveal.missing") }]}>
              {purposes ? <CodeSelect code={purposes} placeholder={t("kit.choose")} /> : <Input maxLength={200} />}
            </Form.Item>
          </Form>
        </Modal>
      )}
    </span>
  );
}
