/** The look: one accent colour, contrast that passes the accessibility check, system fonts, two sizes. */
import type { ThemeConfig } from "antd";

const FONTS =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

export const ACCENT = "#0958d9";

/** `large`: the mode for older readers, 18 px text and 44 px targets. */
export function theme(large: boolean): ThemeConfig {
  return {
    cssVar: { key: "union" },
    hashed: false,
    token: {
      colorPrimary: ACCENT,
      colorPrimaryHover: "#003eb3",
      colorLinkHover: "#003eb3",
      colorErrorHover: "#a8071a",
      colorLink: ACCENT,
      colorInfo: ACCENT,
      colorError: "#cf1322",
      colorSuccess: "#237804",
      colorSuccessBg: "#f6ffed",
      colorWarning: "#874d00",
      colorWarningBg: "#fffbe6",
      colorText: "#1f1f1f",
      colorTextSecondary: "#434343",
      colorTextDescription: "#595959",
      colorTextTertiary: "#595959",
      colorTextPlaceholder: "#737373",
      colorTextDisabled: "#737373",
      colorBgLayout: "#f4f6f9",
      colorBorderSecondary: "#e3e7ee",
      borderRadius: 4,
      fontFamily: FONTS,
      fontSize: large ? 18 : 14,
      controlHeight: large ? 44 : 34,
      motion: false,
    },
    components: {
      Table: { cellPaddingBlock: 9, cellPaddingInline: 12, headerBg: "#f0f3f8", headerColor: "#434343", rowHoverBg: "#f0f6ff" },
      Menu: { itemHeight: large ? 48 : 40, itemSelectedBg: "#e6f0ff", itemSelectedColor: ACCENT, itemColor: "#262626" },
      Form: { itemMarginBottom: 14, verticalLabelPadding: "0 0 4px" },
      Tag: { defaultColor: "#434343" },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    },
  };
}
