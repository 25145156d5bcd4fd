/** A date or month by keyboard or calendar; takes 20200501, 2020/5/1, 2020.5.1 as typed. */
import { Input } from "antd";
import { lazy, Suspense } from "react";

import type { DateInputProps } from "./DateInputField";

const Calendar = lazy(() => import("./DateInputField")); // large; a page without dates does not load it

export function DateInput(props: DateInputProps) {
  return <Suspense fallback={<Input id={props.id} aria-label={props["aria-label"]} readOnly />}><Calendar {...props} /></Suspense>;
}
