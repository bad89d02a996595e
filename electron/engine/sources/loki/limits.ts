// What one server allows, learned from its refusals: Loki tells its limits nowhere else.

export interface Limits {
  /** Lines in one answer. */
  mostEntries: number;
  /** Whether the server has said so itself. */
  isTold: boolean;
}

/** What Loki allows when nobody changed it. */
const usualMostEntries = 5000;

export const newLimits = (): Limits => ({ mostEntries: usualMostEntries, isTold: false });

/** The limit that a refusal names, if it is about the number of lines. */
export function readMostEntries(text: string): number | undefined {
  const found = /^max entries limit per query exceeded, limit > max_entries_limit(?:_per_query)? \(\d+ > (\d+)\)/.exec(text);
  return found ? Number(found[1]) : undefined;
}
