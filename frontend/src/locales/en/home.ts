/** Words of the home page. */
import type { home as zh } from "../zh/home";

export const home: Record<keyof typeof zh, string> = {
  "home.title": "Home",
  "home.hello": "Hello, {name}",
  "home.role": "{role} · {place}",
  "home.inbox": "To do",
  "home.inbox.done": "Nothing to do",
  "home.inbox.done.text": "New items appear here and on the bell above.",
  "home.open": "Open",
  "home.next": "Next actions",
};
