/** One month, Monday first. */
import type { CalendarDayOut } from "@/api/client/types.gen";
import { t } from "@/lib/i18n";
import "@/locales/zh/calendar";

interface MonthGridProps {
  readonly month: number;
  readonly days: readonly CalendarDayOut[];
  readonly today: string;
  readonly onDay?: (day: CalendarDayOut) => void;
}

export function MonthGrid({ month, days, today, onDay }: MonthGridProps) {
  const first = days[0];
  const lead = first ? weekday(first.day) : 0;
  return (
    <section className="calendar-month" aria-label={t("calendar.month", { n: month })}>
      <h2>{t("calendar.month", { n: month })}</h2>
      <div className="calendar-grid">
        {[...t("calendar.weekdays")].map((name, at) => <span key={at} aria-hidden className="quiet">{name}</span>)}
        {Array.from({ length: lead }, (_, at) => <span key={`lead-${at}`} />)}
        {days.map((day) => <Day key={day.day} day={day} isToday={day.day === today} onDay={onDay} />)}
      </div>
    </section>
  );
}

interface DayProps {
  readonly day: CalendarDayOut;
  readonly isToday: boolean;
  readonly onDay?: (day: CalendarDayOut) => void;
}

function Day({ day, isToday, onDay }: DayProps) {
  const kind = t(day.is_workday ? "calendar.workday" : "calendar.rest");
  const label = t("calendar.day", { day: day.day, kind, name: day.name ? `，${day.name}` : "" });
  const shared = { className: `calendar-day ${look(day)}`, title: label, "aria-label": label, "aria-current": isToday ? ("date" as const) : undefined };
  const number = Number(day.day.slice(8));
  return onDay ? <button type="button" {...shared} onClick={() => onDay(day)}>{number}</button> : <span role="img" {...shared}>{number}</span>;
}

/** Working day, weekend, holiday on a weekday, or a weekend day that is worked. */
export function look({ day, is_workday }: Pick<CalendarDayOut, "day" | "is_workday">): "work" | "weekend" | "holiday" | "made-up" {
  const weekend = weekday(day) > 4;
  if (is_workday) return weekend ? "made-up" : "work";
  return weekend ? "weekend" : "holiday";
}

/** Monday 0 … Sunday 6. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
