/** All Chinese words, for types and tests; pages import the dictionaries they use (`import "@/locales/zh/members"`). */
import { audit } from "./audit";
import { calendar } from "./calendar";
import { exports } from "./exports";
import { figures } from "./figures";
import { founding } from "./founding";
import { fundsArrears } from "./fundsArrears";
import { fundsCollections } from "./fundsCollections";
import { fundsDues } from "./fundsDues";
import { fundsLedger } from "./fundsLedger";
import { fundsStatements } from "./fundsStatements";
import { fundsPayers } from "./fundsPayers";
import { fundsObligations } from "./fundsObligations";
import { fundsOwn } from "./fundsOwn";
import { fundsReliefs } from "./fundsReliefs";
import { fundsPlans } from "./fundsPlans";
import { fundsReturns } from "./fundsReturns";
import { fundsReceipts } from "./fundsReceipts";
import { identity } from "./identity";
import { legal } from "./legal";
import { lifecycle } from "./lifecycle";
import { memberRecords } from "./memberRecords";
import { members } from "./members";
import { organisations } from "./organisations";
import { parameters } from "./parameters";
import { reports } from "./reports";
import { standards } from "./standards";
import { start } from "./start";
import { structure } from "./structure";
import { submissions } from "./submissions";
import { terms } from "./terms";

export const zh = { ...start, ...audit, ...calendar, ...exports, ...figures, ...founding, ...fundsArrears, ...fundsCollections, ...fundsDues, ...fundsStatements, ...fundsLedger, ...fundsPayers, ...fundsObligations, ...fundsOwn, ...fundsReliefs, ...fundsPlans, ...fundsReturns, ...fundsReceipts, ...identity, ...legal, ...lifecycle, ...memberRecords, ...members, ...organisations, ...parameters, ...reports, ...standards, ...structure, ...submissions, ...terms } as const;

export type TextKey = keyof typeof zh;
