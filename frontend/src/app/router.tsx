/** Routes from the feature list; addresses as plain `?name=value` pairs that people can read and send. */
import { createRootRoute, createRoute, createRouter, Navigate, type AnyRoute } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";

import { queryString, type Query } from "@/api/client";
import { useMe } from "@/api/session";
import { PageSkeleton } from "@/kit";
import { holdsAny, type PageRoute } from "@/lib/feature";
import { t } from "@/lib/i18n";

import { FEATURES } from "./features";
import { Broken, ForbiddenPage, NotFoundPage } from "./ErrorPages";
import { Shell } from "./Shell";

/** The only page open to someone whose first password is still to be changed. */
const OWN_ACCOUNT = "/account";

export function newRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: Broken });
  const pages = FEATURES.flatMap((feature) => feature.routes).map((page): AnyRoute =>
    createRoute({ getParentRoute: () => root, path: page.path, component: guarded(page), errorComponent: Broken }),
  );
  return createRouter({
    routeTree: root.addChildren(pages),
    parseSearch,
    stringifySearch: (search) => queryString(search as Query),
    scrollRestoration: true,
    getScrollRestorationKey: ({ state, pathname }) => state.__TSR_key ?? pathname, // kept in the browser: never a search text
  });
}

export function parseSearch(text: string): Record<string, string | string[]> {
  const pairs = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => {
      const values = pairs.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

function guarded(page: PageRoute) {
  const Content = lazy(page.page);
  return function GuardedPage() {
    const { permissions, must_change_password, must_enrol } = useMe();
    const title = t(page.title);
    useEffect(() => {
      document.title = `${title} · ${t("app.name")}`;
    }, [title]);
    if ((must_change_password || must_enrol) && page.path !== OWN_ACCOUNT) return <Navigate to={OWN_ACCOUNT} replace />;
    if (!holdsAny(permissions, page.permissions)) return <ForbiddenPage />;
    return <Suspense fallback={<PageSkeleton />}><Content /></Suspense>;
  };
}
