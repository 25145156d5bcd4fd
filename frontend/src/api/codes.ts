/** Code lists of the server: value to label, one request for the whole session. */
import { useApi } from "./query";

export interface CodeValue {
  readonly value: string;
  readonly label: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
}

export interface CodeList {
  readonly name: string;
  readonly values: readonly CodeValue[];
}

/** The values of one list ("MemberStatus"); empty while loading. */
export function useCodes(code: string): readonly CodeValue[] {
  const { data } = useApi<readonly CodeList[]>("/codes", undefined, { staleTime: Infinity });
  return data?.find((list) => list.name === code)?.values ?? [];
}

/** `const label = useCodeLabel("MemberStatus"); label("active")`. */
export function useCodeLabel(code: string): (value: string) => string {
  const values = useCodes(code);
  return (value) => values.find((one) => one.value === value)?.label ?? value;
}
