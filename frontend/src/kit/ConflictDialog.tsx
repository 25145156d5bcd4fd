/** Someone changed the object meanwhile: shows both versions field by field instead of losing one. */
import { Button, Modal } from "antd";

import { t } from "@/lib/i18n";

export interface Difference {
  readonly field: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

interface ConflictDialogProps {
  readonly object: string;
  readonly differences: readonly Difference[];
  /** Takes the other version and drops mine. */
  readonly onTakeTheirs: () => void;
  /** Saves mine over the version now shown. */
  readonly onKeepMine: () => void;
}

export function ConflictDialog({ object, differences, onTakeTheirs, onKeepMine }: ConflictDialogProps) {
  const footer = [
    <Button key="theirs" onClick={onTakeTheirs}>{t("kit.conflict.theirs")}</Button>,
    <Button key="mine" type="primary" onClick={onKeepMine}>{t("kit.conflict.mine")}</Button>,
  ];
  return (
    <Modal open title={t("kit.conflict.title", { object })} footer={footer} closable={false} mask={{ closable: false }} width={680}>
      <p>{t("kit.conflict.text")}</p>
      <table className="plain-table">
        <thead>
          <tr><th scope="col">{t("kit.conflict.field")}</th><th scope="col">{t("kit.conflict.my_value")}</th><th scope="col">{t("kit.conflict.their_value")}</th></tr>
        </thead>
        <tbody>
          {differences.map(({ field, label, mine, theirs }) => (
            <tr key={field}><th scope="row">{label}</th><td>{mine || "—"}</td><td>{theirs || "—"}</td></tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

/** The fields in which two versions of an object differ, as text. */
export function differencesOf<T extends object>(mine: T, theirs: T, labels: Readonly<Partial<Record<keyof T & string, string>>>): Difference[] {
  return Object.entries<string | undefined>(labels)
    .map(([field, label]) => ({ field, label: label ?? field, mine: text(mine, field), theirs: text(theirs, field) }))
    .filter((one) => one.mine !== one.theirs);
}

function text(object: object, field: string): string {
  const value = (object as Record<string, unknown>)[field];
  return value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
}
