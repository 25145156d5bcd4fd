/** All English words. */
import type { TextKey } from "../zh";
import { app } from "./app";
import { audit } from "./audit";
import { calendar } from "./calendar";
import { exports } from "./exports";
import { founding } from "./founding";
import { home } from "./home";
import { identity } from "./identity";
import { jobs } from "./jobs";
import { kit } from "./kit";
import { legal } from "./legal";
import { lifecycle } from "./lifecycle";
import { login } from "./login";
import { memberRecords } from "./memberRecords";
import { members } from "./members";
import { menu } from "./menu";
import { organisations } from "./organisations";
import { parameters } from "./parameters";
import { reports } from "./reports";
import { secondFactor } from "./secondFactor";
import { standards } from "./standards";
import { structure } from "./structure";
import { submissions } from "./submissions";
import { terms } from "./terms";

export const en: Record<TextKey, string> = { ...app, ...audit, ...calendar, ...exports, ...founding, ...home, ...identity, ...jobs, ...kit, ...legal, ...lifecycle, ...login, ...memberRecords, ...members, ...menu, ...organisations, ...parameters, ...reports, ...secondFactor, ...standards, ...structure, ...submissions, ...terms };
