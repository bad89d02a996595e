import { valueAt } from "#shared/dashboards/change/at-path";

/** Files write it in three ways: the name or the number, `{fixed}`, or `{matcher}`. */
export function operandText(value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  const fixed = valueAt(value, "fixed");
  if (fixed !== undefined) return String(fixed);
  const matched = valueAt(value, "matcher.options");
  return typeof matched === "string" ? matched : "";
}
