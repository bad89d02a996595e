// The window's title: the page's, with the number of firing alerts before it, which is seen in a list of windows too.
import { useEffect } from "react";
import { countFiring } from "./alerts";
import { useAlertSummary } from "./inbox";

let pageTitle = "";
let firing = 0;

function show(): void {
  const title = pageTitle === "" ? "Watchdeck" : `${pageTitle} · Watchdeck`;
  document.title = firing > 0 ? `(${firing}) ${title}` : title;
}

/** What the page calls itself; empty: nothing. */
export function setPageTitle(title: string): void {
  pageTitle = title;
  show();
}

/** Keeps the number in the title; once in a window. */
export function useFiringInTitle(): void {
  const summary = useAlertSummary().data;
  // What stands still is not known, and the number would look as if it were.
  const count = summary && summary.stalledSince === undefined ? countFiring(summary) : 0;
  useEffect(() => {
    firing = count;
    show();
  }, [count]);
}
