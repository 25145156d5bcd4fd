/** Reading and sending from components: cached reads keyed by path, writes that refresh what they touch. */
import { keepPreviousData, QueryClient, useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";

import { api, type Query, type Versioned } from "./client";
import { hasStatus, NetworkError } from "./problem";

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && (error instanceof NetworkError || hasStatus(error, 503)),
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export interface ReadOptions<T = unknown> {
  /** false: do not ask yet. */
  readonly enabled?: boolean;
  /** Milliseconds between polls, or false. */
  readonly every?: number | false | ((data: T | undefined) => number | false);
  readonly staleTime?: number;
}

/** GET path?query, cached under [path, query]. The previous page stays visible while the next loads. */
export function useApi<T>(path: string, query?: Query, options: ReadOptions<T> = {}): UseQueryResult<T> {
  return useQuery({
    queryKey: [path, query ?? {}],
    queryFn: ({ signal }) => api.get<T>(path, query, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled,
    refetchInterval: ({ state }) => pollTime(options.every, state.data),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
}

/** One page of a list; with `search` the words travel in the body of a POST, because they are an ID or phone number. */
export function useList<T>(
  path: string, query: Query, search?: { readonly path: string; readonly body: object }, enabled = true,
): UseQueryResult<T> {
  return useQuery({
    enabled,
    queryKey: [path, search?.body ?? query],
    queryFn: ({ signal }) => (search ? api.post<T>(search.path, search.body) : api.get<T>(path, query, signal)),
    placeholderData: keepPreviousData,
  });
}

/** GET of one object with its ETag, cached under [path, "object"]. */
export function useObject<T>(path: string, options: ReadOptions<Versioned<T>> = {}): UseQueryResult<Versioned<T>> {
  return useQuery({
    queryKey: [path, "object"],
    queryFn: ({ signal }) => api.read<T>(path, signal),
    enabled: options.enabled,
    refetchInterval: ({ state }) => pollTime(options.every, state.data),
  });
}

export interface SendOptions<R> {
  /** Path prefixes whose cached reads are out of date afterwards; "/inbox" is always refreshed. */
  readonly refresh?: readonly string[];
  readonly onDone?: (result: R) => void;
}

export interface Sender<V> {
  /** Sends; resolves to whether it succeeded (the failure is in `error`, the result goes to `onDone`). */
  readonly send: (values: V) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly reset: () => void;
}

/** `const save = useSend((values: MemberIn) => api.post("/members", values), { refresh: ["/members"] })`. */
export function useSend<V, R>(work: (values: V) => Promise<R>, options: SendOptions<R> = {}): Sender<V> {
  const refresh = useRefresh();
  const mutation = useMutation<R, Error, V>({
    mutationFn: work,
    onSuccess: async (result) => {
      await refresh([...(options.refresh ?? []), "/inbox"]);
      options.onDone?.(result);
    },
  });
  const send = (values: V): Promise<boolean> =>
    mutation.mutateAsync(values).then(() => true, () => false); // the caller shows `error`
  return { send, busy: mutation.isPending, error: mutation.error, reset: mutation.reset };
}

function pollTime<T>(every: ReadOptions<T>["every"], data: T | undefined): number | false {
  return typeof every === "function" ? every(data) : (every ?? false);
}

/** Marks cached reads under the given path prefixes as out of date. */
export function useRefresh(): (prefixes: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return (prefixes) =>
    client.invalidateQueries({
      predicate: ({ queryKey: [path] }) => typeof path === "string" && prefixes.some((prefix) => path.startsWith(prefix)),
    });
}
