// Field names as labels: what a label's name cannot have becomes `_`.
const kept = new Map<string, string>();
const mostKept = 5000;

/** Empty for a name of blanks. */
export function labelNameOf(field: string): string {
  const known = kept.get(field);
  if (known !== undefined) return known;
  const name = field.trim().replace(/[^A-Za-z0-9_]/gu, "_");
  if (kept.size >= mostKept) kept.clear();
  kept.set(field, name);
  return name;
}

/** The beginning of a name, where no digit can stand. */
export const firstNameOf = (field: string): string => labelNameOf(field).replace(/^(?=\d)/, "_");
