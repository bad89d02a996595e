// Which of the options is chosen, when what was chosen before may no longer be among them.
import { allValue, type Chosen } from "../variable";
import type { Option } from "./scope";

interface Choosing {
  multi: boolean;
  includeAll: boolean;
}

export const allChosen: Chosen = { values: [allValue], texts: ["All"] };

export const isAllChosen = ({ values }: { values: readonly string[] }): boolean => values.length === 1 && values[0] === allValue;

/** What a link says is kept, also where there is no such option (any more): its panels are empty, and that is the truth. */
export function chooseAsGiven(given: Chosen, options: readonly Option[], { multi }: Pick<Choosing, "multi">): Chosen {
  // A link may name what people read.
  const values = given.values.map((value) => byValue(options, value)?.value ?? byText(options, value)?.value ?? value);
  // “All” beside others is not all.
  const several = values.length > 1 ? values.filter((value) => value !== allValue) : values;
  return withTexts(multi ? several : several.slice(0, 1), options);
}

/** What is still there of the old choice; otherwise all where that can be chosen, otherwise the first. */
export function chooseAmong(wanted: Chosen, options: readonly Option[], { multi, includeAll }: Choosing): Chosen {
  if (includeAll && isAllChosen(wanted)) return allChosen;
  const found = wanted.values.flatMap((value, index) => {
    const option = byValue(options, value) ?? byText(options, wanted.texts[index] ?? value);
    return option ? [option.value] : [];
  });
  const kept = multi ? [...new Set(found)] : found.slice(0, 1);
  if (kept.length > 0) return withTexts(kept, options);
  if (includeAll) return allChosen;
  return withTexts(
    options.slice(0, 1).map(({ value }) => value),
    options,
  );
}

export function withTexts(values: readonly string[], options: readonly Option[]): Chosen {
  const text = (value: string) => (value === allValue ? "All" : (byValue(options, value)?.text ?? value));
  return { values: [...values], texts: values.map(text) };
}

const byValue = (options: readonly Option[], value: string) => options.find((option) => option.value === value);
const byText = (options: readonly Option[], text: string) => options.find((option) => option.text === text);
