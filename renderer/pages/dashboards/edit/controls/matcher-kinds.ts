// Ways to say which fields an override or a transformation is about.
import type { Frame } from "#shared/dashboards/data/frame";
import type { FieldMatcher } from "#shared/dashboards/field-config";

export type MatcherKind = "byName" | "byRegexp" | "byNames" | "byType" | "byFrameRefID";

export interface KnownMatcher {
  id: MatcherKind;
  label: string;
  /** A new one, for what the panel shows now. */
  first(fieldNames: readonly string[], frames: readonly Frame[]): FieldMatcher;
}

export const matcherKinds: readonly KnownMatcher[] = [
  { id: "byName", label: "One field, by name", first: ([name = ""]) => ({ id: "byName", options: name }) },
  { id: "byNames", label: "Several fields, by name", first: () => ({ id: "byNames", options: { mode: "include", names: [] } }) },
  { id: "byRegexp", label: "Fields whose names match a pattern", first: () => ({ id: "byRegexp", options: "/^/" }) },
  { id: "byType", label: "Fields of a type", first: () => ({ id: "byType", options: "number" }) },
  {
    id: "byFrameRefID",
    label: "All that one query answers",
    first: (_, [frame]) => ({ id: "byFrameRefID", options: frame?.refId ?? "A" }),
  },
];

export const fieldTypes = [
  { value: "number", label: "Numbers" },
  { value: "time", label: "Times" },
  { value: "string", label: "Texts" },
  { value: "boolean", label: "True or false" },
  { value: "other", label: "Other" },
] as const;

/** What a matcher is about, in a few words. */
export function matcherWords({ id, options }: FieldMatcher): string {
  switch (id) {
    case "byName":
      return `The field “${String(options ?? "")}”`;
    case "byRegexp":
      return `Fields that match ${String(options ?? "")}`;
    case "byNames": {
      const names = namesOf(options);
      return names.length === 0 ? "No fields yet" : names.length === 1 ? `The field “${names[0]}”` : `${names.length} fields`;
    }
    case "byType":
      return fieldTypes.find(({ value }) => value === options)?.label ?? `Fields of the type ${String(options)}`;
    case "byFrameRefID":
      return `All of query ${String(options ?? "")}`;
    case "byValue":
      return "Fields by their values";
    default:
      return `Fields by ${id}`;
  }
}

export function namesOf(options: unknown): string[] {
  const names = typeof options === "object" && options !== null && "names" in options ? options.names : [];
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
