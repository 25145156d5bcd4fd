/** Before every unit test: the Chinese words, and a clean page after each. */
import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

import { registerText } from "@/lib/i18n";
import { zh } from "@/locales/zh";

registerText("zh-CN", zh);
afterEach(cleanup);
