/** Codes as people read them: a tag, a label, a choice; words come from GET /codes. */
import { Select, Tag } from "antd";

import { useCodeLabel, useCodes } from "@/api/codes";

/** Tone by value; a value not named here is neutral. Red is for problems only. */
export type Tone = "neutral" | "active" | "good" | "attention" | "problem";
export type Tones = Readonly<Record<string, Tone>>;

const COLOURS: Readonly<Record<Tone, { color: string; background: string; borderColor: string }>> = {
  neutral: { color: "#434343", background: "#f5f5f5", borderColor: "#d9d9d9" },
  active: { color: "#003eb3", background: "#e6f0ff", borderColor: "#adc6ff" },
  good: { color: "#135200", background: "#f6ffed", borderColor: "#b7eb8f" },
  attention: { color: "#874d00", background: "#fffbe6", borderColor: "#ffe58f" },
  problem: { color: "#a8071a", background: "#fff1f0", borderColor: "#ffa39e" },
};

interface CodeTagProps {
  /** Name of the code list, e.g. "MemberStatus". */
  readonly code: string;
  readonly value: string | null | undefined;
  readonly tones?: Tones;
}

export function CodeTag({ code, value, tones = {} }: CodeTagProps) {
  const label = useCodeLabel(code);
  if (!value) return <span>—</span>;
  return <ToneTag tone={tones[value] ?? "neutral"}>{label(value)}</ToneTag>;
}

export function ToneTag({ tone, children }: { readonly tone: Tone; readonly children: React.ReactNode }) {
  return <Tag style={COLOURS[tone]} className="code-tag">{children}</Tag>;
}

export function CodeLabel({ code, value }: { readonly code: string; readonly value: string | null | undefined }) {
  const label = useCodeLabel(code);
  return <>{value ? label(value) : "—"}</>;
}

interface CodeSelectProps {
  readonly code: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  /** Only these values may be chosen. */
  readonly only?: readonly string[];
  readonly allowClear?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly "aria-label"?: string;
}

export function CodeSelect({ code, only, ...rest }: CodeSelectProps) {
  const values = useCodes(code);
  const options = values.filter(({ value }) => !only || only.includes(value)).map(({ value, label }) => ({ value, label }));
  return <Select {...rest} options={options} showSearch={{ optionFilterProp: "label" }} style={{ width: "100%" }} />;
}
