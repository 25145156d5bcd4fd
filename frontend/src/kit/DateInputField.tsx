/** The calendar half of DateInput, loaded when the first date is shown. */
import { DatePicker } from "antd";
import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat";

import { DATE_FORMATS } from "@/lib/dates";

dayjs.extend(customParseFormat);

export interface DateInputProps {
  readonly id?: string;
  readonly picker?: "date" | "month";
  /** "2020-05-01" or "2020-05". */
  readonly value?: string | null;
  readonly onChange?: (value: string | undefined) => void;
  readonly disabled?: boolean;
  /** Last day that may be chosen. */
  readonly max?: string;
  readonly "aria-label"?: string;
}

const MONTH_FORMATS = ["YYYY-MM", "YYYYMM", "YYYY/M", "YYYY.M", "YYYY年M月"];

export default function DateInputField({ picker = "date", value, onChange, max, ...rest }: DateInputProps) {
  const formats = picker === "month" ? MONTH_FORMATS : DATE_FORMATS;
  return (
    <DatePicker
      {...rest} picker={picker} format={formats} value={value ? dayjs(value) : null} maxDate={max ? dayjs(max) : undefined}
      onKeyDown={(event) => { if (event.key === "Enter") event.preventDefault(); }} // Enter takes the date; it does not send the form
      onChange={(day) => onChange?.(day ? day.format(formats[0]) : undefined)} style={{ width: "100%" }}
    />
  );
}
