import { useCallback, useMemo, useState } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";

export interface AnnotationSwitches {
  /** Those that are switched off, by name. */
  off: ReadonlySet<string>;
  toggle(name: string): void;
}

/** Which annotations are shown, for this visit; what the file says changes by editing. */
export function useAnnotationSwitches({ annotations }: Dashboard): AnnotationSwitches {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const off = useMemo(
    () => new Set(annotations.filter(({ name, isEnabled }) => isEnabled === flipped.has(name)).map(({ name }) => name)),
    [annotations, flipped],
  );
  const toggle = useCallback(
    (name: string) =>
      setFlipped((was) => {
        const next = new Set(was);
        if (!next.delete(name)) next.add(name);
        return next;
      }),
    [],
  );
  return useMemo(() => ({ off, toggle }), [off, toggle]);
}
