// Which of the connected Alertmanagers are members of one cluster: those tell of the same alerts and keep the same silences.

/**
 * The name of each connection's cluster: that of a connection in it. `members` are the names of those whom each one sees; of one
 * that has not been asked yet there are none, and it stays where it was.
 */
export function clustersOf(
  members: ReadonlyMap<string, readonly string[] | undefined>,
  was: ReadonlyMap<string, string>,
): Map<string, string> {
  const clusters = new Map<string, string>();
  const ids = [...members.keys()].sort();
  for (const id of ids) {
    const seen = new Set(members.get(id));
    const together = ids.filter((other) => other === id || members.get(other)?.some((name) => seen.has(name)));
    const joined = together.map((other) => clusters.get(other)).find((name) => name !== undefined);
    const before = was.get(id);
    // One that left its cluster does not take the name along.
    const isTaken = members.get(id) !== undefined && [...clusters.values()].includes(before ?? "");
    clusters.set(id, joined ?? (before === undefined || isTaken ? id : before));
  }
  return clusters;
}
