// Time intervals of a config changed; routes name them, so a new name goes along.
import type { Route, RoutingConfig, TimeInterval } from "#shared/model/routing";

/** Nights and weekends: what most people mute first. */
export const newInterval = (taken: readonly TimeInterval[]): TimeInterval => ({
  name: freeName("nights", taken),
  parts: [
    {
      times: [
        { from: 0, to: 420 },
        { from: 1320, to: 1440 },
      ],
      location: "Local",
    },
  ],
});

function freeName(stem: string, taken: readonly TimeInterval[]): string {
  let name = stem;
  for (let number = 2; taken.some((interval) => interval.name === name); number++) name = `${stem} ${number}`;
  return name;
}

/** The config with one interval changed; when it was renamed, in the routes that name it as well. */
export function changeInterval(config: RoutingConfig, index: number, interval: TimeInterval): RoutingConfig {
  const was = config.timeIntervals[index];
  const timeIntervals = config.timeIntervals.with(index, interval);
  if (!was || was.name === interval.name) return { ...config, timeIntervals };
  const isShared = config.timeIntervals.filter(({ name }) => name === was.name).length > 1;
  return { ...config, timeIntervals, route: isShared ? config.route : renameIn(config.route, was.name, interval.name) };
}

export const removeInterval = (config: RoutingConfig, index: number): RoutingConfig => ({
  ...config,
  timeIntervals: config.timeIntervals.toSpliced(index, 1),
});

function renameIn(route: Route, was: string, name: string): Route {
  const rename = (names: string[]) => names.map((each) => (each === was ? name : each));
  return {
    ...route,
    muteTimeIntervals: rename(route.muteTimeIntervals),
    activeTimeIntervals: rename(route.activeTimeIntervals),
    routes: route.routes.map((child) => renameIn(child, was, name)),
  };
}

/** How many routes name it. */
export const countUses = (route: Route, name: string): number =>
  Number(route.muteTimeIntervals.includes(name) || route.activeTimeIntervals.includes(name)) +
  route.routes.reduce((sum, child) => sum + countUses(child, name), 0);
