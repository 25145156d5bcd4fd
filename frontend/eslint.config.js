/** Who may import whom, and the usual care. */
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const UI = {
  group: ["antd", "antd/*", "@ant-design/*"],
  message: "The UI library is used only in kit/ and app/; take the component from @/kit.",
};
const ANOTHER_FEATURE = {
  group: ["@/features/*", "**/features/*", "../*/**", "../../*/**"],
  message: "A feature may import kit, api, lib and its own files, never another feature.",
};
const APP = { group: ["@/app/*", "**/app/*"], message: "Only main.tsx and app/ import app/." };
const UPWARD = { group: ["@/features/*", "@/app/*", "**/features/*", "**/app/*"], message: "Lower layers do not import pages." };
const KIT = { group: ["@/kit", "@/kit/*"], message: "lib and api know no components." };

const forbid = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default tseslint.config(
  { ignores: ["dist", "src/api/client"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    files: ["src/**/*.{ts,tsx}"],
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 110, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["src/**/*.tsx"], rules: { "max-lines": ["error", { max: 200 }] } },
  { files: ["src/features/**"], rules: forbid(UI, ANOTHER_FEATURE, APP) },
  { files: ["src/kit/**"], rules: forbid(UPWARD) },
  { files: ["src/lib/**", "src/api/**"], rules: forbid(UI, UPWARD, KIT) },
  { files: ["src/locales/**"], rules: forbid(UI, UPWARD, KIT) },
);
