// Why the list is empty although there are dashboards, and what to do about it.
import { visibleText } from "../../../components/visible-text";
import type { FolderLine } from "./folder-tree";
import type { ListView } from "./url";

export function emptyListWords({ where, search, tags }: ListView, lines: readonly FolderLine[]): { title: string; why: string } {
  if (search !== "" || tags.length > 0) {
    return { title: "None of them is like that", why: "The search looks at titles, tags, folders and descriptions." };
  }
  if (where.kind === "starred") return { title: "No stars yet", why: "Click the star before a title, or press s." };
  if (where.kind !== "folder") return { title: "None yet", why: "Dashboards that you open stand here, the latest first." };
  const problem = lines.find(({ place, watched }) => place === where.place && watched)?.watched?.problem;
  if (problem !== undefined) return { title: "This folder cannot be shown", why: visibleText(problem) };
  return { title: "No dashboards in this folder", why: "Make one here, or move one here from its menu in the list." };
}
