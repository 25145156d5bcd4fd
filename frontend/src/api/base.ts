/** Where the interface lives. */
export const BASE = "/api/v1";
