// Trees of routes, inhibition rules, silences and alerts that a seed repeats, over few labels, so that much of it meets.
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";
import type { InhibitRule, Route } from "#shared/model/routing";
import type { Random } from "./random-numbers";

const names = ["alertname", "team", "severity", "cluster", "instance"];
const values = ["a", "b", "c", "ab", "db-1", "db-2", ""];
const patterns = ["a|b", "a.*", ".+", ".*", "db-[0-9]", "(?i)A", "", "[^a]+", "a?b", "(a|b)+"];

export function randomMatcher(random: Random): Matcher {
  const isRegex = random.chance(0.4);
  return {
    name: random.pick(names),
    value: random.pick(isRegex ? patterns : values),
    isRegex,
    isEqual: random.chance(0.75),
  };
}

export const randomMatchers = (random: Random, least = 0): Matcher[] =>
  Array.from({ length: random.whole(least, 2) }, () => randomMatcher(random));

export function randomLabels(random: Random): Labels {
  const labels: Record<string, string> = { alertname: random.pick(["a", "b", "c", "ab"]) };
  for (const name of names.slice(1)) {
    const value = random.chance(0.7) ? random.pick(values) : "";
    if (value !== "") labels[name] = value;
  }
  return labels;
}

export function randomRoute(random: Random, receivers: readonly string[], depth = 0): Route {
  const isRoot = depth === 0;
  const children = depth >= 3 ? 0 : random.whole(isRoot ? 3 : 0, isRoot ? 6 : 3);
  return {
    ...((isRoot || random.chance(0.7)) && { receiver: random.pick(receivers) }),
    ...((isRoot || random.chance(0.3)) && { groupBy: random.pick([["..."], [], ["alertname"], ["team", "alertname"]]) }),
    matchers: isRoot ? [] : randomMatchers(random),
    continue: !isRoot && random.chance(0.3),
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    routes: Array.from({ length: children }, () => randomRoute(random, receivers, depth + 1)),
  };
}

export const randomInhibitRule = (random: Random): InhibitRule => ({
  sourceMatchers: randomMatchers(random, 1),
  targetMatchers: randomMatchers(random, 1),
  equal: random.chance(0.7) ? random.some(["team", "cluster", "instance"]) : [],
});
