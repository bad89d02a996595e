// Which alert of a Prometheus an Alertmanager's alert is. A Prometheus sends its alerts with its external labels, so mostly the
// labels are equal. Where it does not tell its external labels, or takes labels away before sending, the link back to the
// server decides, and labels that do not contradict each other.
import type { Labels } from "#shared/model/labels";
import type { ManagedSeen, PrometheusView, RuleAlertSeen } from "./view";

export interface Candidate {
  server: PrometheusView;
  alert: RuleAlertSeen;
}

export interface Finder {
  /** All of equal labels, or else the nearest at the server that sent it; empty when there is none. */
  find(managed: ManagedSeen): readonly Candidate[];
}

export function createFinder(prometheuses: readonly PrometheusView[]): Finder {
  const byKey = new Map<string, Candidate[]>();
  for (const server of prometheuses) {
    for (const alert of server.alerts) {
      const same = byKey.get(alert.key);
      if (same) same.push({ server, alert });
      else byKey.set(alert.key, [{ server, alert }]);
    }
  }
  const names = new Map<PrometheusView, Map<string, RuleAlertSeen[]>>();
  const senders = new Map<string, readonly PrometheusView[]>();

  function sendersOf({ sentFrom }: ManagedSeen): readonly PrometheusView[] {
    const known = senders.get(sentFrom);
    if (known) return known;
    const found = prometheuses.filter(({ url }) => sentFrom === url || sentFrom.startsWith(`${url}/`));
    senders.set(sentFrom, found);
    return found;
  }

  function named(server: PrometheusView, name: string): readonly RuleAlertSeen[] {
    let byName = names.get(server);
    if (!byName) {
      byName = new Map();
      for (const alert of server.alerts) {
        const same = byName.get(alert.name);
        if (same) same.push(alert);
        else byName.set(alert.name, [alert]);
      }
      names.set(server, byName);
    }
    return byName.get(name) ?? [];
  }

  return {
    find(managed) {
      const equal = byKey.get(managed.key);
      if (equal) return equal;
      let nearest: Candidate | undefined;
      let most = 0;
      for (const server of sendersOf(managed)) {
        for (const alert of named(server, managed.name)) {
          const shared = sharedLabels(alert.labels, managed.labels);
          if (shared > most) {
            most = shared;
            nearest = { server, alert };
          }
        }
      }
      return nearest ? [nearest] : [];
    },
  };
}

/** How many labels both have, where one set holds the other whole; 0 where not. */
function sharedLabels(a: Labels, b: Labels): number {
  const [few, many] = Object.keys(a).length <= Object.keys(b).length ? [a, b] : [b, a];
  const names = Object.keys(few);
  return names.every((name) => Object.hasOwn(many, name) && many[name] === few[name]) ? names.length : 0;
}
