/** What waits for this person; the badge and the list behind it are the same answer. */
import type { UseQueryResult } from "@tanstack/react-query";

import { useApi } from "./query";
import { useMe } from "./session";
import type { Inbox } from "./types";

/** Not asked while a first password is still to be changed: nothing else is allowed then. */
export function useInbox(): UseQueryResult<Inbox> {
  const { must_change_password, must_enrol } = useMe();
  return useApi<Inbox>("/inbox", undefined, { enabled: !must_change_password && !must_enrol });
}
