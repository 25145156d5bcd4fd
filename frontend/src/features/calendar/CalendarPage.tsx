/** A year of working days and days off; those who may change a day click it. */
import { useState } from "react";

import type { CalendarDayOut, CalendarYearOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Alert, Loaded, Page, Panel, Select } from "@/kit";
import { t } from "@/lib/i18n";
import { param, useUrlState } from "@/lib/urlState";
import "@/locales/zh/calendar";

import "./calendar.css";
import { DayForm } from "./DayForm";
import { MonthGrid } from "./MonthGrid";

const PARAMS = { year: param.number() };

export default function CalendarPage() {
  const { today } = useMe();
  const can = useCan();
  const [search, setSearch] = useUrlState(PARAMS);
  const [day, setDay] = useState<CalendarDayOut | null>(null);
  const thisYear = Number(today.slice(0, 4));
  const year = search.year ?? thisYear;
  const query = useApi<CalendarYearOut>("/calendar", { year });
  const years = Array.from({ length: 7 }, (_, at) => thisYear - 3 + at);
  const choose = (
    <Select aria-label={t("calendar.year")} value={year} options={years.map((value) => ({ value, label: value }))} onChange={(next) => setSearch({ year: next })} />
  );
  return (
    <Page title={t("calendar.title")} lead={t("calendar.lead")} actions={choose}>
      <Panel>
        <Loaded query={query} rows={12}>
          {({ days, is_estimated }) => (
            <>
              {is_estimated && <Alert type="warning" showIcon title={t("calendar.estimated", { n: year })} className="gap-below" />}
              <div className="calendar">
                {Array.from({ length: 12 }, (_, at) => (
                  <MonthGrid
                    key={at} month={at + 1} days={days.filter((one) => Number(one.day.slice(5, 7)) === at + 1)} today={today}
                    onDay={can("calendar:edit") ? setDay : undefined}
                  />
                ))}
              </div>
              <p className="quiet gap-above">{t("calendar.legend")}</p>
            </>
          )}
        </Loaded>
      </Panel>
      {day && <DayForm key={day.day} day={day} onClose={() => setDay(null)} />}
    </Page>
  );
}
