import { describe } from "vitest";

/**
 * A suite for a machine that has what it needs. Where something is missing it is skipped, under a name that says what;
 * test/run.mjs repeats that name in its last lines.
 */
export function suite(name: string, missing: readonly string[], body: () => void): void {
  if (missing.length === 0) describe(name, body);
  else describe.skip(`${name} (needs ${missing.join(", ")})`, body);
}
