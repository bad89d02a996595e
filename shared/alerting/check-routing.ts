// What is wrong with a tree of routes that somebody wants to save: all of it, each mistake with the node it is about.
import type { InhibitRule, Route, RoutingConfig, TimeIntervalPart } from "../model/routing";
import { checkMatcher, matchEverything } from "./matchers";
import { describeMatchers } from "./routing-words";
import { isLocation } from "./time-intervals";

export interface RoutingMistake {
  /** The route's place in the tree; absent for what is about no route. */
  path?: number[];
  /** Of an interval or an inhibition rule: which in its list. */
  interval?: number;
  inhibitRule?: number;
  say: string;
  /** With it the tree cannot even be tried: a broken expression, a place that is not known. */
  isFatal?: true;
}

/** How many routes may lie inside one another; a tree that is deeper is nobody's. */
export const deepestRoute = 50;

/** `hasReceiver`: whether there is one of that name. */
export function checkRouting(config: RoutingConfig, hasReceiver: (name: string) => boolean): RoutingMistake[] {
  const mistakes: RoutingMistake[] = [];
  const intervals = new Set(config.timeIntervals.map(({ name }) => name));
  checkRoute(config.route, [], { intervals, hasReceiver, mistakes });
  const seen = new Set<string>();
  for (const [interval, { name, parts }] of config.timeIntervals.entries()) {
    const add = (say: string) => mistakes.push({ interval, say });
    if (name === "") add("A time interval needs a name.");
    if (seen.has(name)) add(`There are two time intervals called ${JSON.stringify(name)}.`);
    seen.add(name);
    for (const part of parts) {
      const what = `The time interval ${JSON.stringify(name)}`;
      for (const problem of partProblems(part)) add(`${what}: ${problem}.`);
      if (part.location === undefined || isLocation(part.location)) continue;
      mistakes.push({ interval, say: `${what}: no place called ${JSON.stringify(part.location)} is known.`, isFatal: true });
    }
  }
  for (const [inhibitRule, rule] of config.inhibitRules.entries()) {
    for (const say of inhibitProblems(rule)) mistakes.push({ inhibitRule, say });
    for (const problem of brokenMatchers(rule)) {
      mistakes.push({ inhibitRule, say: `An inhibition rule has a matcher that cannot be used: ${problem}.`, isFatal: true });
    }
  }
  return mistakes;
}

interface Context {
  intervals: ReadonlySet<string>;
  hasReceiver(name: string): boolean;
  mistakes: RoutingMistake[];
}

function checkRoute(route: Route, path: number[], context: Context): void {
  const isRoot = path.length === 0;
  if (path.length > deepestRoute) {
    context.mistakes.push({ path, say: `Routes inside routes go ${deepestRoute} deep at most.`, isFatal: true });
    return;
  }
  const place = isRoot ? "The root" : `The route for ${describeMatchers(route.matchers)}`;
  const add = (say: string, isFatal?: true) =>
    context.mistakes.push({ path, say: `${place} ${say}.`, ...(isFatal && { isFatal }) });
  if (isRoot) {
    if (route.receiver === undefined || route.receiver === "") add("needs a receiver: it takes what no other route does");
    if (route.matchers.length > 0) add("cannot have matchers: every alert begins there");
    if (route.continue) add("cannot continue: nothing comes after it");
    if (route.muteTimeIntervals.length + route.activeTimeIntervals.length > 0) add("cannot have time intervals");
  }
  if (route.receiver !== undefined && route.receiver !== "" && !context.hasReceiver(route.receiver)) {
    add(`names the receiver ${JSON.stringify(route.receiver)}, which does not exist`);
  }
  if (route.groupIntervalMs === 0) add("needs a group interval longer than 0");
  if (route.repeatIntervalMs === 0) add("needs a repeat interval longer than 0");
  for (const matcher of route.matchers) {
    const problem = checkMatcher(matcher);
    if (problem !== undefined) add(`has a matcher that cannot be used: ${problem}`, true);
  }
  if (new Set(route.groupBy).size !== (route.groupBy?.length ?? 0)) add("groups by the same label twice");
  if (route.groupBy?.includes("...") && route.groupBy.length > 1)
    add('groups by "..." (every label) and by single labels: choose one');
  if (route.groupBy?.some((name) => name === "" || name === "__proto__"))
    add("groups by something that cannot be a label's name");
  for (const name of [...route.muteTimeIntervals, ...route.activeTimeIntervals]) {
    if (!context.intervals.has(name)) add(`names the time interval ${JSON.stringify(name)}, which does not exist`);
  }
  for (const [index, child] of route.routes.entries()) checkRoute(child, [...path, index], context);
}

function* partProblems(part: TimeIntervalPart): Iterable<string> {
  const outside = (ranges: { from: number; to: number }[] | undefined, isIn: (value: number) => boolean) =>
    ranges?.some(({ from, to }) => !isIn(from) || !isIn(to)) ?? false;
  const between = (least: number, most: number) => (value: number) => value >= least && value <= most;
  const reversed = (ranges: { from: number; to: number }[] | undefined) => ranges?.some(({ from, to }) => from > to) ?? false;
  if (outside(part.times, between(0, 1440))) yield "a time of day lies between 00:00 and 24:00";
  if (part.times?.some(({ from, to }) => from >= to)) yield "a time range begins before it ends; over midnight takes two";
  if (outside(part.weekdays, between(0, 6)) || reversed(part.weekdays)) yield "a range of weekdays runs from sunday to saturday";
  if (outside(part.daysOfMonth, (day) => day !== 0 && day >= -31 && day <= 31))
    yield "days of the month are 1 to 31 or -1 to -31";
  if (outside(part.months, between(1, 12)) || reversed(part.months)) yield "months run from january to december";
  if (reversed(part.years)) yield "a range of years begins before it ends";
}

const brokenMatchers = ({ sourceMatchers, targetMatchers }: InhibitRule): string[] =>
  [...sourceMatchers, ...targetMatchers].flatMap((matcher) => checkMatcher(matcher) ?? []);

function* inhibitProblems({ equal }: InhibitRule): Iterable<string> {
  if (equal.some((name) => name === "" || name === "__proto__"))
    yield "An inhibition rule compares something that cannot be a label's name.";
}

/** Inhibition rules that hold back every alert there is: right, and hardly meant. */
export const inhibitsEverything = ({ targetMatchers, equal }: InhibitRule): boolean =>
  equal.length === 0 && (targetMatchers.length === 0 || matchEverything(targetMatchers));
