// What the router knows of each alert: its labels as they are matched, where it goes, which silences fit it, and what was said
// about it last.
import { hashOf } from "#shared/alerting/fingerprint";
import { originLabel, type ResolvedRoute, sourceLabel } from "#shared/alerting/route";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { Silence } from "#shared/model/silence";

export interface RoutedAlert {
  /** As the inbox has it now; of one that it has no more, the last one, as over. */
  row: InboxAlert;
  /** Short, for remembering who was told of it. */
  key: string;
  /** With its name, and where it comes from. */
  labels: Labels;
  /** Of those that fire or did. */
  ends: readonly ResolvedRoute[];
  /** Not over yet. */
  silences: readonly Silence[];
  /** What was said last about telling it, by receiver and integration: only what is new goes into the ledger. */
  said: Map<string, string>;
  /** How many groups hold it. */
  groups: number;
  /** The inbox has it no more: it stays only until its end was told. */
  isGone: boolean;
}

export type RoutedAlerts = Pick<ReadonlyMap<string, RoutedAlert>, "get" | "values" | "size">;

/** What is matched: the alert's labels, its name, and two that only routing knows. */
export function matchedLabels(row: InboxAlert, sourceName: (id: string) => string): Labels {
  return {
    alertname: row.name,
    ...row.labels,
    [sourceLabel]: sourceName(row.source),
    [originLabel]: row.origins[0]?.kind ?? "rule",
  };
}

/** What leaves the machine. */
export const sentLabels = ({ name, labels }: InboxAlert): Labels => ({ alertname: name, ...labels });

export const alertKey = (id: string): string => hashOf(id);

/** When it began to fire, which is when it began to be routed. */
export const startOf = ({ firedAt, activeAt }: InboxAlert): number => firedAt ?? activeAt;

/** Whether anything changed that routing asks about; a value that moves with every evaluation is nothing of the kind. */
export function isSameToRouting(was: InboxAlert, row: InboxAlert): boolean {
  return was.state === row.state && was.firedAt === row.firedAt && was.acknowledged === row.acknowledged;
}
