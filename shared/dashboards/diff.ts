// What differs between two dashboards, place by place.
import type { Dashboard } from "./dashboard";
import { pathOf } from "./plain-copy";

export interface Difference {
  /** In things of a list that have a name, by that name: `$.variables["job"].query`. */
  path: string;
  /** `undefined`: it was not there. */
  was: unknown;
  /** `undefined`: it is gone. */
  is: unknown;
}

/** In the order of the properties; the order of properties itself is no difference, that of a list is. */
export function diffDashboards(a: Dashboard, b: Dashboard): Difference[] {
  const found: Difference[] = [];
  compare(a, b, "$", found);
  return found;
}

function compare(was: unknown, is: unknown, path: string, found: Difference[]): void {
  if (Object.is(was, is)) return;
  if (Array.isArray(was) && Array.isArray(is)) {
    compareLists(was, is, path, found);
    return;
  }
  if (isRecord(was) && isRecord(is)) {
    for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const own = (of: Record<string, unknown>) => (Object.hasOwn(of, name) ? of[name] : undefined);
      compare(own(was), own(is), pathOf(path, name), found);
    }
    return;
  }
  found.push({ path, was, is });
}

function compareLists(was: readonly unknown[], is: readonly unknown[], path: string, found: Difference[]): void {
  const [wasNames, isNames] = [namesOf(was), namesOf(is)];
  if (!wasNames || !isNames) {
    for (let index = 0; index < Math.max(was.length, is.length); index++) {
      compare(was[index], is[index], `${path}[${index}]`, found);
    }
    return;
  }
  for (const name of new Set([...wasNames, ...isNames])) {
    compare(was[wasNames.indexOf(name)], is[isNames.indexOf(name)], `${path}[${JSON.stringify(name)}]`, found);
  }
  const kept = (names: readonly string[], others: readonly string[]) => names.filter((name) => others.includes(name));
  const [wasOrder, isOrder] = [kept(wasNames, isNames), kept(isNames, wasNames)];
  if (wasOrder.some((name, index) => name !== isOrder[index])) found.push({ path, was: wasOrder, is: isOrder });
}

/** What tells the things of a list apart: variables by name, places by element, queries by letter. Nothing when it does not. */
function namesOf(list: readonly unknown[]): string[] | undefined {
  for (const key of ["name", "element", "refId"]) {
    const names = list.map((item) => (isRecord(item) && Object.hasOwn(item, key) ? item[key] : undefined));
    if (names.every((name) => typeof name === "string") && new Set(names).size === names.length) return names as string[];
  }
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
