/** Generates src/api/client from the committed openapi.json (`npm run api`). */
import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "openapi.json",
  output: { path: "src/api/client" },
  plugins: ["@hey-api/typescript"],
});
