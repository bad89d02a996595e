import { pages } from ".";
import type { PageEntry } from "./page";

/** The page that a path belongs to: `/alerts/7` is the Alerts page's. */
export const pageAt = (path: string): PageEntry | undefined =>
  pages.find(({ home }) => path === home || path.startsWith(`${home}/`));
