/** Links inside the application by plain address ("/members?status=pending"), and the same from code. */
import { useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, type AnchorHTMLAttributes, type MouseEvent } from "react";

interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  readonly href: string;
}

export function AppLink({ href, onClick, ...rest }: AppLinkProps) {
  const go = useGo();
  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target === "_blank") return;
    event.preventDefault();
    go(href);
  }
  return <a {...rest} href={href} onClick={follow} />;
}

/** `const go = useGo(); go("/members/…")`. */
export function useGo(): (href: string) => void {
  const { history } = useRouter();
  return useCallback((href) => history.push(href), [history]);
}

export function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}
