/** Unit tests of lib, api and kit in jsdom. */
import { mergeConfig } from "vitest/config";

import vite from "./vite.config.ts";

export default mergeConfig(vite, {
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testSetup.ts"],
    maxWorkers: 1,
    env: { TZ: "Asia/Shanghai" },
  },
});
