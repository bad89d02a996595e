// A tree of routes as an alertmanager.yml, for the real Alertmanager.
import { formatMatcher } from "#shared/alerting/matchers";
import { formatDuration } from "#shared/format/duration";
import type { Route, RoutingConfig } from "#shared/model/routing";

/** JSON is YAML. `webhook`: where each receiver posts to, its name behind it; absent: nowhere. */
export function alertmanagerYaml({ route, inhibitRules }: RoutingConfig, receivers: readonly string[], webhook?: string): string {
  return JSON.stringify({
    route: routeOf(route),
    receivers: receivers.map((name) => ({
      name,
      ...(webhook !== undefined && { webhook_configs: [{ url: `${webhook}/${name}` }] }),
    })),
    inhibit_rules: inhibitRules.map(({ sourceMatchers, targetMatchers, equal }) => ({
      source_matchers: sourceMatchers.map(formatMatcher),
      target_matchers: targetMatchers.map(formatMatcher),
      equal,
    })),
  });
}

function routeOf(route: Route): Record<string, unknown> {
  const { receiver, groupBy, groupWaitMs, groupIntervalMs, repeatIntervalMs } = route;
  return {
    ...(receiver !== undefined && { receiver }),
    ...(groupBy && { group_by: groupBy }),
    ...(groupWaitMs !== undefined && { group_wait: formatDuration(groupWaitMs) }),
    ...(groupIntervalMs !== undefined && { group_interval: formatDuration(groupIntervalMs) }),
    ...(repeatIntervalMs !== undefined && { repeat_interval: formatDuration(repeatIntervalMs) }),
    ...(route.matchers.length > 0 && { matchers: route.matchers.map(formatMatcher) }),
    ...(route.continue && { continue: true }),
    routes: route.routes.map(routeOf),
  };
}
