import type { ProcessRow } from "#shared/contract/host";

/** The processes that have every word of the filter in their name, command, user or PID; upper and lower case are alike. */
export function filterProcesses(rows: readonly ProcessRow[], filter: string): readonly ProcessRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ name, command, user, pid }) => {
    const text = `${name} ${command} ${user} ${pid}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
