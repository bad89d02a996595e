// What was picked in the label browser, and the query it makes.
import { quote } from "#shared/promql/go-text";
import { escapeRegex } from "../../../components/logql-editor/values";

/** Labels in the order in which they were picked, each with its values; none yet are allowed. */
export type Picks = ReadonlyMap<string, readonly string[]>;

/** With a label taken in, or out when it is there. */
export function toggledLabel(picks: Picks, label: string): Picks {
  const next = new Map(picks);
  if (!next.delete(label)) next.set(label, []);
  return next;
}

export function toggledValue(picks: Picks, label: string, value: string): Picks {
  const values = picks.get(label) ?? [];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return new Map(picks).set(label, next);
}

/** The selector of all picks, or of those of other labels than one; undefined while nothing is picked. */
export function selectorOf(picks: Picks, exceptLabel?: string): string | undefined {
  const matchers = [...picks].flatMap(([label, values]) => {
    const [first] = values;
    if (label === exceptLabel || first === undefined) return [];
    return values.length === 1 ? `${label}=${quote(first)}` : `${label}=~${quote(values.map(escapeRegex).join("|"))}`;
  });
  return matchers.length === 0 ? undefined : `{${matchers.join(", ")}}`;
}

/** The query: the lines of those streams, with a text in them where one is asked for. */
export function queryOf(picks: Picks, contains: string): string | undefined {
  const selector = selectorOf(picks);
  if (selector === undefined) return undefined;
  return contains === "" ? selector : `${selector} |= ${quote(contains)}`;
}
