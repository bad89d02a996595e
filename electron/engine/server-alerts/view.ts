// What is known of the servers' alerts at one moment: what merging begins with.
import type { Labels } from "#shared/model/labels";
import type { Silence } from "#shared/model/silence";
import type { EpochMs } from "#shared/units/time";
import type { ManagedAlert } from "../sources/alertmanager/index";

/** An alert as a Prometheus tells it, with the labels under which it sends it on. */
export interface RuleAlertSeen {
  /** Of its row in the inbox. */
  id: string;
  ruleId: string | undefined;
  name: string;
  /** Of `labels`, equal for equal sets. */
  key: string;
  labels: Labels;
  annotations: Labels;
  state: "pending" | "firing";
  value: string | undefined;
  activeAt: EpochMs;
  /** When it must have begun to fire, which Prometheus does not tell: `for` after it became active. */
  firedAt: EpochMs | undefined;
  /** Why its rule is not evaluated. */
  unknown: string | undefined;
}

/** An alert as one Alertmanager tells it. */
export interface ManagedSeen extends ManagedAlert {
  name: string;
  key: string;
  /** The address of the server that sent it, as far as its link back tells; empty where it does not. */
  sentFrom: string;
}

interface ServerView {
  /** Of the connection. */
  id: string;
  name: string;
  /** Why nobody knows what its alerts are now; absent while it answers. What is listed is what was known last. */
  silent: string | undefined;
  /** When it answered last, in this run. */
  heardAt: EpochMs | undefined;
}

export interface PrometheusView extends ServerView {
  url: string;
  alerts: readonly RuleAlertSeen[];
}

export interface AlertmanagerView extends ServerView {
  /** The same for the members of one cluster. */
  cluster: string;
  /** By fingerprint. */
  alerts: ReadonlyMap<string, ManagedSeen>;
  silences: ReadonlyMap<string, Silence>;
}

export interface View {
  prometheuses: readonly PrometheusView[];
  alertmanagers: readonly AlertmanagerView[];
}

/** Whether rows made of the one are those made of the other. While a server is silent time counts: what it said last runs out. */
export function isSameView(a: View, b: View): boolean {
  const before = [...a.prometheuses, ...a.alertmanagers];
  const now = [...b.prometheuses, ...b.alertmanagers];
  return (
    before.length === now.length &&
    now.every((server, index) => server.silent === undefined && isSameServer(before[index], server))
  );
}

function isSameServer(a: ServerView | undefined, b: ServerView): boolean {
  const before = new Map(Object.entries(a ?? {}));
  return Object.entries(b).every(([name, value]) => name === "heardAt" || before.get(name) === value);
}
