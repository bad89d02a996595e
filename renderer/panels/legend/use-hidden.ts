import { useCallback, useState } from "react";

export interface Hidden {
  ids: ReadonlySet<string>;
  /** This one alone; all of them when it is alone already. */
  only(id: string): void;
  /** This one away, or back. */
  toggle(id: string): void;
}

/** What a click in the legend took out of a chart, for as long as it is looked at. */
export function useHidden(all: readonly string[]): Hidden {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const only = useCallback((id: string) => setIds((was) => onlyThis(was, all, id)), [all]);
  const toggle = useCallback((id: string) => setIds((was) => toggled(was, id)), []);
  return { ids, only, toggle };
}

export function onlyThis(hidden: ReadonlySet<string>, all: readonly string[], id: string): ReadonlySet<string> {
  const others = all.filter((each) => each !== id);
  const isAlone = !hidden.has(id) && others.every((each) => hidden.has(each));
  return new Set(isAlone ? [] : others);
}

export function toggled(hidden: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(id)) next.add(id);
  return next;
}
