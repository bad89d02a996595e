// What was chosen of a variable when its dashboard was saved.
import type { Chosen } from "../variable";
import { isRecord, textOf } from "./lenient";

/** What is chosen: one or many, with the texts that people read. */
export function chosenOf(given: unknown): Chosen | undefined {
  if (!isRecord(given)) return undefined;
  const values = (Array.isArray(given.value) ? given.value : [given.value])
    .filter((value) => value !== null && value !== undefined)
    .map(textOf);
  if (values.length === 0) return undefined;
  const texts = Array.isArray(given.text) ? given.text.map(textOf) : [textOf(given.text)];
  return { values, texts: values.map((value, index) => texts[index] || value) };
}
