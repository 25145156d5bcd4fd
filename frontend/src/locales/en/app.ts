/** Words of the shell and of the error pages. */
import type { app as zh } from "../zh/app";

export const app: Record<keyof typeof zh, string> = {
  "shell.skip": "Skip to content",
  "shell.menu": "Main menu",
  "shell.search": "Search",
  "shell.search.hint": "Pages, unions, members by name or pinyin initials",
  "shell.search.hits": "Results",
  "shell.search.none": "Nothing found; try another name or pinyin initials",
  "shell.search.page": "Page",
  "shell.search.union": "Union",
  "shell.search.member": "Member",
  "shell.inbox": "{n} to do",
  "shell.account": "My account",
  "shell.sign_out": "Sign out",
  "shell.text_size": "Large / normal text",
  "shell.shortcuts": "Keyboard shortcuts",
  "shell.offline": "You are offline. What you typed is still here; save it once the network is back.",
  "error.network.title": "Server not reachable",
  "error.network": "The network is down or the server does not answer. Check the network and try again.",
  "error.403.title": "No permission",
  "error.403.text": "Your account may not do this. If you need to, ask your union's administrator.",
  "error.404.title": "Not found",
  "error.404.text": "This page or record does not exist, or is outside your union.",
  "error.500.title": "Something went wrong",
  "error.500.text": "This was not caused by you. Try again; if it stays, tell the administrator the trace id below.",
  "error.trace": "Trace id",
};
