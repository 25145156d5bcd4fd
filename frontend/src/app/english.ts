/** Everything that only English readers load. */
import library from "antd/locale/en_US";

export { en as words } from "@/locales/en";
export { library };
