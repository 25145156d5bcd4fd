/** Grey bars where content will be; never a spinner. */
import { t } from "@/lib/i18n";

interface SkeletonBlockProps {
  readonly rows?: number;
  readonly title?: boolean;
}

export function SkeletonBlock({ rows = 4, title = false }: SkeletonBlockProps) {
  return (
    <div className="skeleton" role="status" aria-label={t("kit.loading")}>
      {title && <div className="bar bar-title" />}
      {Array.from({ length: rows }, (_, at) => <div key={at} className="bar" style={{ width: `${94 - (at % 4) * 13}%` }} />)}
    </div>
  );
}
