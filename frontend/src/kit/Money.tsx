/** Amounts: yuan with thousands in tables, wan-yuan on dashboards; always integer fen inside. */
import { t } from "@/lib/i18n";
import { count, wanYuan, yuan } from "@/lib/money";

interface MoneyProps {
  readonly fen: number | null | undefined;
  /** Dashboard spelling in ten-thousand yuan. */
  readonly wan?: boolean;
  /** Show the unit behind the number. */
  readonly unit?: boolean;
}

export function Money({ fen, wan = false, unit = false }: MoneyProps) {
  if (fen === null || fen === undefined) return <span className="number">—</span>;
  return (
    <span className="number">
      {wan ? wanYuan(fen) : yuan(fen)}
      {unit && <span className="unit">{t(wan ? "kit.wan_yuan" : "kit.yuan")}</span>}
    </span>
  );
}

export function Count({ value, unit }: { readonly value: number | null | undefined; readonly unit?: string }) {
  if (value === null || value === undefined) return <span className="number">—</span>;
  return <span className="number">{count(value)}{unit && <span className="unit">{unit}</span>}</span>;
}
