/** Chooses a union from the tree: opened level by level, or found by name and pinyin initials. */
import { Input } from "antd";
import { lazy, Suspense } from "react";

import type { OrgTreeSelectProps } from "./OrgTreeSelectField";

const Tree = lazy(() => import("./OrgTreeSelectField")); // large; a page without it does not load it

export function OrgTreeSelect(props: OrgTreeSelectProps) {
  return <Suspense fallback={<Input id={props.id} aria-label={props["aria-label"]} readOnly />}><Tree {...props} /></Suspense>;
}
