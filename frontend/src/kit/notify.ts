/** A short word in the corner after something was done; failures that have no place of their own. */
import { App } from "antd";
import { useMemo } from "react";

export interface Notify {
  readonly done: (text: string) => void;
  readonly problem: (text: string) => void;
}

export function useNotify(): Notify {
  const { message } = App.useApp();
  return useMemo(
    () => ({ done: (text) => void message.success(text), problem: (text) => void message.error(text, 6) }),
    [message],
  );
}
