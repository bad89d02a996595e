// The settings that every field has, as the options and the overrides list them.
import type { FieldConfig, ValueMapping } from "#shared/dashboards/field-config";

export interface StandardProperty {
  id: Exclude<keyof FieldConfig, "custom">;
  label: string;
  /** What else it is looked for by. */
  words?: string;
  /** What an override begins with. */
  first: unknown;
}

export const standardProperties: readonly StandardProperty[] = [
  { id: "unit", label: "Unit", first: "short" },
  { id: "decimals", label: "Decimals", first: 2, words: "digits precision" },
  { id: "min", label: "Min", first: 0, words: "axis scale lowest" },
  { id: "max", label: "Max", first: 100, words: "axis scale highest" },
  { id: "displayName", label: "Display name", first: "", words: "title alias" },
  { id: "noValue", label: "Instead of no value", first: "–", words: "empty null" },
  { id: "color", label: "Colour", first: { mode: "fixed", fixedColor: "blue" }, words: "scheme palette" },
  {
    id: "thresholds",
    label: "Thresholds",
    first: {
      mode: "absolute",
      steps: [
        { value: null, color: "green" },
        { value: 80, color: "red" },
      ],
    },
  },
  { id: "mappings", label: "Value mappings", first: [] satisfies ValueMapping[], words: "text instead" },
  { id: "links", label: "Links of values", first: [], words: "data links" },
];
