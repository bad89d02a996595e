// Choosing among a variable's options.
import { allValue, type Chosen } from "#shared/dashboards/variable";
import { isAllChosen } from "#shared/dashboards/variables/choose";
import type { Option } from "#shared/dashboards/variables/scope";

/** The choice with one option taken in or out. All stands alone, and is what is left where nothing is. */
export function toggled(values: readonly string[], value: string, includeAll: boolean): readonly string[] {
  if (value === allValue) return [allValue];
  if (isAllChosen({ values })) return [value];
  const next = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
  return next.length === 0 && includeAll ? [allValue] : next;
}

/** What its button says: the first two by name, and how many more. */
export function chosenWords({ values, texts }: Chosen, options: readonly Option[] = []): string {
  if (values.length === 0) return "Nothing chosen";
  if (isAllChosen({ values })) return "All";
  const names = values.map((value, index) => options.find((option) => option.value === value)?.text ?? texts[index] ?? value);
  const shown = names.slice(0, 2).map((name) => (name === "" ? "(empty)" : name));
  return names.length > 2 ? `${shown.join(", ")} + ${names.length - 2}` : shown.join(", ");
}

/** At most so many are drawn: the search finds the others. */
export const mostShown = 300;

/** The options that have all the words, those that begin with the text first. */
export function foundOptions(options: readonly Option[], search: string): readonly Option[] {
  const text = search.trim().toLowerCase();
  if (text === "") return options;
  const words = text.split(/\s+/);
  const found = options.filter((option) => {
    const name = option.text.toLowerCase();
    return words.every((word) => name.includes(word));
  });
  return [...found.filter(isFirst), ...found.filter((option) => !isFirst(option))];

  function isFirst(option: Option): boolean {
    return option.text.toLowerCase().startsWith(text);
  }
}
