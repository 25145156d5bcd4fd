/** The Chinese words that the app loads at start; every other dictionary comes with the files that import it. */
import { app } from "./app";
import { home } from "./home";
import { jobs } from "./jobs";
import { kit } from "./kit";
import { login } from "./login";
import { menu } from "./menu";
import { secondFactor } from "./secondFactor";

export const start = { ...app, ...home, ...jobs, ...kit, ...login, ...menu, ...secondFactor } as const;
