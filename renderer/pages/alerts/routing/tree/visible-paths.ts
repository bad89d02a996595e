import type { Route } from "#shared/model/routing";
import { type Path, pathKey, walk } from "./change-tree";

/** The nodes that are drawn, from the top down: those below a folded one are not. */
export const visiblePaths = (root: Route, folded: ReadonlySet<string>): Path[] =>
  [...walk(root)].map(({ path }) => path).filter((path) => path.every((_, depth) => !folded.has(pathKey(path.slice(0, depth)))));
