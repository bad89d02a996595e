// A connection's facts in words: how it has been answering, what a test found, and what the user should have an eye on.

import type { Auth, ConnectionKind, ConnectionRow, TestedServer } from "#shared/contract/connections";
import type { RuleFile } from "#shared/model/rule";
import { visibleText } from "../../components/visible-text";

export function describeAuth(auth: Auth): string {
  switch (auth.kind) {
    case "none":
      return "no authentication";
    case "basic":
      return `user ${auth.username}`;
    case "bearer":
      return "bearer token";
  }
}

export const kindWord: Readonly<Record<ConnectionKind, string>> = {
  prometheus: "Prometheus",
  alertmanager: "Alertmanager",
  loki: "Loki",
  jaeger: "Jaeger",
  zipkin: "Zipkin",
};

export interface Mark {
  text: string;
  why: string;
}

/** What is less safe than it could be, each as a lasting mark on the row. */
export function marksOf(row: ConnectionRow, areSecretsEncrypted: boolean): Mark[] {
  const marks: Mark[] = [];
  if (row.tls.skipVerify) {
    marks.push({
      text: "certificate not checked",
      why: "Whoever stands between here and the server can read and change what is sent, the secrets too.",
    });
  }
  const sendsSecrets = row.auth.kind !== "none" || row.headerNames.length > 0;
  if (sendsSecrets && isPlainAndRemote(row.url)) {
    marks.push({ text: "sent unencrypted", why: "The address is http, so the secrets can be read on the way." });
  }
  if (row.storedSecrets.length > 0 && !areSecretsEncrypted) {
    marks.push({
      text: "secrets not encrypted",
      why: "The secrets are kept in a file that only your user can read, not encrypted.",
    });
  }
  if (row.lockedSecrets.length > 0) {
    marks.push({
      text: "secrets locked",
      why: "The secrets were stored by the other shell or another key; edit the connection and enter them again.",
    });
  }
  return marks;
}

/** Whether what is sent to this address leaves the machine in the clear. */
function isPlainAndRemote(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isHere = hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return protocol === "http:" && !isHere;
}

/** The facts of a test that went well, as pairs for a list. */
export function describeTest(result: TestedServer): { name: string; value: string }[] {
  const { server, latencyMs, clockSkewMs, metricCount, alertmanager, loki, traces } = result;
  return [
    { name: "Server", value: server },
    { name: "Answered in", value: `${Math.round(latencyMs)} ms` },
    ...(clockSkewMs === undefined ? [] : [{ name: "Clock", value: describeSkew(clockSkewMs, latencyMs) }]),
    ...(metricCount === undefined ? [] : [{ name: "Metrics", value: grouped(metricCount) }]),
    ...(loki ? [{ name: "Labels", value: describeNames(loki.labels) }] : []),
    ...(traces
      ? [
          { name: "Answers by", value: traces.api },
          { name: "Services", value: describeNames(traces.services) },
        ]
      : []),
    ...(alertmanager
      ? [
          { name: "Alerts", value: grouped(alertmanager.alerts) },
          { name: "Receivers", value: describeNames(alertmanager.receivers) },
          { name: "Cluster", value: describeCluster(alertmanager) },
        ]
      : []),
  ];
}

const grouped = (count: number): string => count.toLocaleString("en").replaceAll(",", "\u202f");

function describeNames(names: readonly string[]): string {
  const first = names.slice(0, 3).map(visibleText).join(", ");
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first || "none";
}

function describeCluster({ cluster, peers }: NonNullable<TestedServer["alertmanager"]>): string {
  if (cluster === "disabled") return "stands alone";
  return `${cluster}, ${peers === 0 ? "sees no other" : `sees ${peers} other${peers === 1 ? "" : "s"}`}`;
}

const articleOf: Readonly<Record<ConnectionKind, string>> = {
  prometheus: "a Prometheus",
  alertmanager: "an Alertmanager",
  loki: "a Loki",
  jaeger: "a Jaeger",
  zipkin: "a Zipkin",
};

const does: Readonly<Record<ConnectionKind, string>> = {
  prometheus: "it answers queries about metrics and knows the alerts of its own rules",
  alertmanager: "it knows alerts and answers no queries",
  loki: "it answers queries about logs",
  jaeger: "it keeps traces",
  zipkin: "it keeps traces",
};

/** What to tell somebody who took one kind of server for another. */
export const describeOtherKind = (is: ConnectionKind, taken: ConnectionKind): string =>
  `This is ${articleOf[is]}, not ${articleOf[taken]}: ${does[is]}.`;

export const changeKindLabel = (kind: ConnectionKind): string => `Connect it as ${articleOf[kind]}`;

/** The skew is known to about half the latency only; a smaller one is no skew. */
function describeSkew(skewMs: number, latencyMs: number): string {
  const size = Math.abs(skewMs);
  // The server's clock is read from a header that counts whole seconds.
  if (size <= Math.max(1000, latencyMs / 2)) return "agrees with this machine";
  const much = size < 120_000 ? `${(size / 1000).toFixed(1)} s` : `${Math.round(size / 60_000)} min`;
  return `${much} ${skewMs > 0 ? "ahead of" : "behind"} this machine`;
}

/** What removing the connection leaves without a source, as one sentence; empty when nothing depends on it. */
export function describeDependents(id: string, files: readonly RuleFile[]): string {
  const names = files.filter(({ source }) => source === id).map(({ name }) => name);
  if (names.length === 0) return "";
  const list = names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  return names.length === 1
    ? `The rule file ${list} is evaluated against it; its alerts will be unknown until you give it another source.`
    : `${names.length} rule files are evaluated against it (${list}); their alerts will be unknown until you give them another source.`;
}
