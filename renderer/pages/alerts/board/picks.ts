// Choosing several alerts: one by one, or all from the last one to this one.

export interface Picks {
  ids: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | undefined;
}

export const noPicks: Picks = { ids: new Set(), anchor: undefined };

/** In or out. */
export function togglePick({ ids }: Picks, id: string): Picks {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** All from the anchor to this one, as they are listed now, beside those that were chosen already. */
export function pickRange(picks: Picks, to: string, listed: readonly string[]): Picks {
  const [from, until] = [picks.anchor === undefined ? -1 : listed.indexOf(picks.anchor), listed.indexOf(to)];
  if (from < 0 || until < 0) return togglePick(picks, to);
  return {
    ids: new Set([...picks.ids, ...listed.slice(Math.min(from, until), Math.max(from, until) + 1)]),
    anchor: picks.anchor,
  };
}

/** All of these, or none of them when all are chosen. */
export function pickAll(picks: Picks, ids: readonly string[]): Picks {
  const next = new Set(picks.ids);
  const areAll = ids.every((id) => next.has(id));
  for (const id of ids) areAll ? next.delete(id) : next.add(id);
  return { ids: next, anchor: picks.anchor };
}
