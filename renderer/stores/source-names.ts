import { useMemo } from "react";
import { localSource } from "./address";
import { useConnections } from "./connections";

interface SourceNames {
  /** This host and every connection, to choose from. */
  options: readonly { value: string; label: string }[];
  /** What a source is called; one that was removed is said to be. */
  nameOf(id: string): string;
}

/** What the sources of queries and rules are called. */
export function useSourceNames(): SourceNames {
  const { data } = useConnections();
  return useMemo(() => {
    const options = [
      { value: localSource, label: "this host" },
      ...(data?.connections ?? []).map(({ id, name }) => ({ value: id, label: name })),
    ];
    const names = new Map(options.map(({ value, label }) => [value, label]));
    // While the list is on its way nothing is known to be removed.
    const missing = data ? "removed connection" : "…";
    return { options, nameOf: (id) => names.get(id) ?? missing };
  }, [data]);
}

/** The options with the chosen source among them even when it was removed, so that the choice does not look like another one. */
export function withChosen(
  { options, nameOf }: SourceNames,
  chosen: string,
): readonly { value: string; label: string; isDisabled?: boolean }[] {
  if (options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: nameOf(chosen), isDisabled: true }];
}
