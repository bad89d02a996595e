import { type MouseEvent, useCallback } from "react";
import { useNavigate } from "react-router";

/**
 * For the `onClick` of what holds links from files, which are plain addresses: those that lead to a page of this console go by the
 * router, so that it can ask first where changes would be lost.
 */
export function useOwnLinks(): (event: MouseEvent<HTMLElement>) => void {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (event.defaultPrevented || !isPlain || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>('a[href^="#/"]');
      if (!link || link.target === "_blank") return;
      event.preventDefault();
      void navigate(link.getAttribute("href")?.slice(1) ?? "/");
    },
    [navigate],
  );
}
