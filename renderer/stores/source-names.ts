import { useMemo } from "react";
import { localSource } from "./address";
import { answering, useConnections } from "./connections";

interface SourceOption {
  value: string;
  label: string;
}

interface SourceNames {
  /** This host and every connection that answers PromQL, to choose from. */
  options: readonly SourceOption[];
  /** The same and every Loki, said to be one: a rule for it is written in LogQL. */
  forRules: readonly SourceOption[];
  /** What a source is called; one that was removed is said to be. */
  nameOf(id: string): string;
}

/** What the sources of queries and rules are called. */
export function useSourceNames(): SourceNames {
  const { data } = useConnections();
  return useMemo(() => {
    const rows = data?.connections ?? [];
    const toOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
    const thisHost = { value: localSource, label: "this host" };
    const options = [thisHost, ...answering(rows).map(toOption)];
    const lokis = answering(rows, "logs").map(({ id, name }) => ({ value: id, label: `${name} (LogQL)` }));
    // Alerts have Alertmanagers as their source too.
    const names = new Map([thisHost, ...rows.map(toOption)].map(({ value, label }) => [value, label]));
    // While the list is on its way nothing is known to be removed.
    const missing = data ? "removed connection" : "…";
    return { options, forRules: [...options, ...lokis], nameOf: (id) => names.get(id) ?? missing };
  }, [data]);
}

/** The options with the chosen source among them even when it was removed, so that the choice does not look like another one. */
export function withChosen(
  { options, nameOf }: Pick<SourceNames, "options" | "nameOf">,
  chosen: string,
): readonly { value: string; label: string; isDisabled?: boolean }[] {
  if (options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: nameOf(chosen), isDisabled: true }];
}
