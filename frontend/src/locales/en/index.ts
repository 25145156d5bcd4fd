/** All English words. */
import type { TextKey } from "../zh";
import { app } from "./app";
import { audit } from "./audit";
import { calendar } from "./calendar";
import { home } from "./home";
import { identity } from "./identity";
import { jobs } from "./jobs";
import { kit } from "./kit";
import { legal } from "./legal";
import { login } from "./login";
import { members } from "./members";
import { organisations } from "./organisations";
import { parameters } from "./parameters";
import { reports } from "./reports";
import { secondFactor } from "./secondFactor";
import { structure } from "./structure";
import { submissions } from "./submissions";
import { terms } from "./terms";

export const en: Record<TextKey, string> = { ...app, ...audit, ...calendar, ...home, ...identity, ...jobs, ...kit, ...legal, ...login, ...members, ...organisations, ...parameters, ...reports, ...secondFactor, ...structure, ...submissions, ...terms };
