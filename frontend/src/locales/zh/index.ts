/** All Chinese words; a feature adds its file and one line here (and in en/index.ts). */
import { app } from "./app";
import { audit } from "./audit";
import { calendar } from "./calendar";
import { home } from "./home";
import { identity } from "./identity";
import { jobs } from "./jobs";
import { kit } from "./kit";
import { login } from "./login";
import { members } from "./members";
import { organisations } from "./organisations";
import { parameters } from "./parameters";
import { reports } from "./reports";
import { secondFactor } from "./secondFactor";
import { submissions } from "./submissions";

export const zh = { ...app, ...audit, ...calendar, ...home, ...identity, ...jobs, ...kit, ...login, ...members, ...organisations, ...parameters, ...reports, ...secondFactor, ...submissions } as const;

export type TextKey = keyof typeof zh;
