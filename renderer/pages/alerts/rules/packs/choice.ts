// What somebody has chosen of a pack so far.

import type { PackRule, RuleHole, RulePack } from "#shared/contract/rule-packs";
import { localSource } from "../../../../stores/address";

/** A pack, and a source that has what it asks for. */
export interface Offer {
  pack: RulePack;
  source: { id: string; name: string };
  /** Rules were made of it for that source already. */
  isUsed: boolean;
}

/** Packs with the sources they fit, those that are not used yet first. `metrics`: the names that decide, by source. */
export function offersOf(
  packs: readonly RulePack[],
  sources: readonly { id: string; name: string }[],
  metrics: ReadonlyMap<string, ReadonlySet<string>>,
): Offer[] {
  const offers = packs.flatMap((pack) =>
    sources
      .filter(({ id }) => isFor(pack, id) && pack.needs.every((name) => metrics.get(id)?.has(name)))
      .map((source) => ({ pack, source, isUsed: pack.usedAs.some((used) => used.source === source.id) })),
  );
  return offers.sort((a, b) => Number(a.isUsed) - Number(b.isUsed));
}

const isFor = ({ fits }: RulePack, source: string): boolean => fits === "any" || (fits === "host") === (source === localSource);

/** Rules that nobody has to think about: usual ones that leave nothing open. */
export const usualRules = ({ rules }: RulePack): ReadonlySet<string> =>
  new Set(
    rules.filter(({ isUsual, holes }) => isUsual && holes.every(({ usual }) => usual !== undefined)).map(({ name }) => name),
  );

/** The holes of the chosen rules, each once: those without a usual value first, because they must be filled. */
export function holesOf(rules: readonly PackRule[], chosen: ReadonlySet<string>): RuleHole[] {
  const holes = new Map<string, RuleHole>();
  for (const rule of rules) if (chosen.has(rule.name)) for (const hole of rule.holes) holes.set(hole.name, hole);
  const isOpen = ({ usual }: RuleHole) => Number(usual === undefined);
  return [...holes.values()].sort((a, b) => isOpen(b) - isOpen(a));
}

/** The values that were typed, without those that are empty: then what is usual holds. */
export const givenValues = (values: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...values].filter(([, value]) => value.trim() !== ""));
