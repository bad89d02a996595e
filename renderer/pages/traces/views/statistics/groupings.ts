// What spans can be put together by, and how a choice of it is written.
import type { StatisticsBy } from "#shared/traces/statistics";
import type { PickerOption } from "../../../../components/SearchPicker";

/** The choice as the picker has it; a tag may be called `service`. */
export const writeBy = (by: StatisticsBy): string => (typeof by === "string" ? by : `tag ${by.tag}`);

export const readBy = (text: string): StatisticsBy =>
  text === "service" || text === "operation" ? text : { tag: text.replace(/^tag /, "") };

/** What the first column is called. */
export const byTitle = (by: StatisticsBy): string =>
  typeof by === "string" ? (by === "service" ? "Service" : "Operation") : by.tag;

export function groupingOptions(tags: readonly { key: string; spans: number }[], without?: StatisticsBy): PickerOption[] {
  const taken = without && writeBy(without);
  const options: PickerOption[] = [
    { value: "service", label: "Service" },
    { value: "operation", label: "Operation" },
    ...tags.map(({ key, spans }) => ({
      value: writeBy({ tag: key }),
      label: key,
      detail: `${spans.toLocaleString("en")} ${spans === 1 ? "span" : "spans"}`,
      group: "Tags",
    })),
  ];
  return options.filter(({ value }) => value !== taken);
}

/** Words stand in the address. */
const longestWord = 1000;

/** The words that find the spans of one value; undefined for those that do not have the tag, and for a value that no word can say. */
export function wordsFor(by: StatisticsBy, { name, isUntold }: { name: string; isUntold: boolean }): string | undefined {
  if (isUntold || name === "" || name.length > longestWord) return undefined;
  // A service is found as a tag is; an operation only as words, which may be in others too.
  if (by === "operation") return quoted(name);
  const key = by === "service" ? by : by.tag;
  return `${/^[\w.:/-]+$/.test(key) ? key : quoted(key)}=${quoted(name)}`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
