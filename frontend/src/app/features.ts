/** The one list of features. A new domain adds its import and its line here. */
import { audit } from "@/features/audit/feature";
import { calendar } from "@/features/calendar/feature";
import { exports } from "@/features/exports/feature";
import { funds } from "@/features/funds/feature";
import { home } from "@/features/home/feature";
import { identity } from "@/features/identity/feature";
import { jobs } from "@/features/jobs/feature";
import { members } from "@/features/members/feature";
import { organisations } from "@/features/organisations/feature";
import { parameters } from "@/features/parameters/feature";
import { reports } from "@/features/reports/feature";
import { submissions } from "@/features/submissions/feature";
import type { Feature, MenuEntry } from "@/lib/feature";

export const FEATURES: readonly Feature[] = [home, identity, audit, calendar, parameters, jobs, exports, funds, members, organisations, reports, submissions];

export const MENU: readonly MenuEntry[] = FEATURES.flatMap((feature) => feature.menu).sort((a, b) => a.order - b.order);
