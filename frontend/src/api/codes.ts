/** Code lists of the server: value to label, one request for the whole session. */
import type { CodeListOut, CodeValueOut } from "./client/types.gen";
import { useApi } from "./query";

export type CodeValue = CodeValueOut;

/** The values of one list ("MemberStatus"); empty while loading. */
export function useCodes(code: string): readonly CodeValue[] {
  return useList(code) ?? [];
}

/** The label of a value in any list: `const word = useCodeWords(); word("MemberStatus", "active")`. */
export function useCodeWords(): (list: string, value: string) => string {
  const { data } = useApi<readonly CodeListOut[]>("/codes", undefined, { staleTime: Infinity });
  return (list, value) => data?.find(({ name }) => name === list)?.values.find((one) => one.value === value)?.label ?? value;
}

/** `const label = useCodeLabel("MemberStatus"); label("active")`. Blank while loading, so that no raw code flashes. */
export function useCodeLabel(code: string): (value: string) => string {
  const values = useList(code);
  return (value) => (values ? (values.find((one) => one.value === value)?.label ?? value) : "");
}

function useList(code: string): readonly CodeValue[] | undefined {
  const { data } = useApi<readonly CodeListOut[]>("/codes", undefined, { staleTime: Infinity });
  return data && (data.find((list) => list.name === code)?.values ?? []);
}
