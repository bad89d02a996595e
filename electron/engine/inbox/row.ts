// How one alert of the inbox becomes the next, and what of that the ledger hears.
import type { LedgerEntry } from "#shared/contract/alerts";
import { formatDuration } from "#shared/format/duration";
import type { AlertOrigin, InboxAlert, Muted } from "#shared/model/alert";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { EpochMs } from "#shared/units/time";

/** An alert as those who look after it report it. */
export interface OriginAlert {
  id: string;
  name: string;
  source: string;
  origins: AlertOrigin[];
  labels: Labels;
  annotations: Labels;
  state: InboxAlert["state"];
  value?: string | undefined;
  activeAt: EpochMs;
  firedAt?: EpochMs | undefined;
  resolvedAt?: EpochMs | undefined;
  /** Why its state is not known now. */
  unknown?: string | undefined;
  /** A server keeps it quiet. */
  serverMuted?: Muted | undefined;
}

export interface Row {
  /** Who reports it. */
  origin: string;
  alert: InboxAlert;
  /** What its server says about keeping it quiet; whether that is so is the router's to say. */
  serverMuted?: Muted | undefined;
  /** The report that it was made of, to know the same one again. */
  seen?: OriginAlert;
}

type Kind = LedgerEntry["kind"];

/** The row after a report, and the kinds of entries that it makes, in order. */
export function nextRow(was: Row | undefined, origin: string, seen: OriginAlert): { row: Row; kinds: Kind[] } {
  const { serverMuted, ...fields } = seen;
  const before = was?.alert;
  const isSameStory = before !== undefined && !isNewStory(before, seen);
  const alert: InboxAlert = {
    ...fields,
    muted: before?.muted,
    // A new story is nobody's yet, and what was told was told of the old one.
    acknowledged: isSameStory && seen.state !== "resolved" ? before.acknowledged : undefined,
    told: isSameStory ? before.told : undefined,
  };
  return { row: { origin, alert, serverMuted, seen }, kinds: kindsBetween(before, alert) };
}

/** Whether an alert ended and began anew between two reports. */
function isNewStory(before: InboxAlert, seen: OriginAlert): boolean {
  if (before.state === "resolved") return seen.state !== "resolved";
  return before.state === "firing" && seen.state === "firing" && before.firedAt !== seen.firedAt;
}

function kindsBetween(before: InboxAlert | undefined, alert: InboxAlert): Kind[] {
  const kinds: Kind[] = [];
  const was = before?.state;
  switch (alert.state) {
    case "pending":
      if (was !== "pending") kinds.push("pending");
      break;
    case "firing":
      if (was !== "firing" || before?.firedAt !== alert.firedAt) kinds.push("firing");
      break;
    case "resolved":
      if (was === "firing") kinds.push("resolved");
      break;
  }
  const [wasUnknown, isUnknown] = [before?.unknown !== undefined, alert.unknown !== undefined];
  if (alert.state !== "resolved" && isUnknown !== wasUnknown && (isUnknown || before))
    kinds.push(isUnknown ? "unknown" : "known");
  return kinds;
}

const whatHappened: Partial<Record<Kind, (alert: InboxAlert) => string>> = {
  pending: ({ value }) => valueText(value),
  firing: ({ value }) => valueText(value),
  resolved: ({ firedAt, resolvedAt }) =>
    firedAt === undefined ? "" : `fired for ${lengthOf((resolvedAt ?? firedAt) - firedAt)}`,
  unknown: ({ unknown }) => unknown ?? "",
  known: () => "it can be evaluated again",
};

const valueText = (value: string | undefined) => (value === undefined ? "" : `value ${value}`);
export const lengthOf = (length: number) => formatDuration(Math.max(0, Math.round(length / 1000) * 1000));

/** An entry about a change of state, with which alert it was. `text` where the kind does not say enough. */
export function entryOf(kind: Kind, at: EpochMs, alert: InboxAlert, text = whatHappened[kind]?.(alert) ?? ""): LedgerEntry {
  const { id, name, labels, annotations, source, value } = alert;
  const summary = Object.hasOwn(annotations, "summary") ? annotations.summary : undefined;
  return {
    at,
    alertId: id,
    alertName: name,
    kind,
    text,
    source,
    labels,
    ...(value !== undefined && { value }),
    ...(summary !== undefined && { summary }),
  };
}

/** When it happened, by the alert's own account; of what nobody dates, when it was reported. */
export function timeOf(kind: Kind, alert: InboxAlert, reportedAt: EpochMs): EpochMs {
  switch (kind) {
    case "pending":
      return alert.activeAt;
    case "firing":
      return alert.firedAt ?? reportedAt;
    case "resolved":
      return alert.resolvedAt ?? reportedAt;
    default:
      return reportedAt;
  }
}

/** Whether a report says nothing new; of thousands of alerts most do not, so it is found out without making texts of them. */
export function isSameRow(a: Row, b: Row): boolean {
  const [was, is] = [a.alert, b.alert];
  return (
    a.origin === b.origin &&
    was.value === is.value &&
    was.state === is.state &&
    was.unknown === is.unknown &&
    was.activeAt === is.activeAt &&
    was.firedAt === is.firedAt &&
    was.resolvedAt === is.resolvedAt &&
    was.acknowledged === is.acknowledged &&
    isSameText(was.origins, is.origins) &&
    isSameText(a.serverMuted, b.serverMuted) &&
    isSameLabels(was.annotations, is.annotations)
  );
}

const isSameText = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);
const isSameLabels = (a: Labels, b: Labels) => a === b || labelsKey(a) === labelsKey(b);
