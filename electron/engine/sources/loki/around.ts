// One line again, and the lines of its stream before and after it.
import { selectorFor } from "#shared/logql/queries";
import { compareTimes, fromNsTime, type LogEntry, plusNs, toNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { NsTime } from "#shared/model/log";
import { hours, type Milliseconds, minutes } from "#shared/units/time";
import { type LokiClient, labelNames, type Wait } from "./client";
import { readPages } from "./pages";
import type { Direction } from "./to-entries";

export interface LineAsked extends Wait {
  labels: Labels;
  timeNs: NsTime;
  /** How the line begins. */
  start: string;
}

/** How far it is looked in each direction, until there are enough lines: a busy stream has them within minutes. */
const reaches: readonly Milliseconds[] = [minutes(15), hours(6), hours(24 * 7)];

/** So many lines are gone through at most, where other streams have the same labels and more. */
const mostLookedAt = 20_000;

const nsPerMs = 1_000_000;

export async function wholeLine(client: LokiClient, asked: LineAsked): Promise<string> {
  const { own } = await find(client, asked);
  if (own) return own.line;
  throw new AppError({
    kind: "not-found",
    say: `${client.http.server.name} does not have that line any more: it was deleted, or is older than what it keeps.`,
  });
}

export async function linesAround(
  client: LokiClient,
  { before, after, ...asked }: LineAsked & { before: number; after: number },
): Promise<{ before: LogEntry[]; after: LogEntry[] }> {
  const { own, labels, same } = await find(client, asked);
  const away = { ...asked, labels };
  const [older, newer] = await Promise.all([
    readAway(client, { ...away, direction: "backward", most: before }),
    readAway(client, { ...away, direction: "forward", most: after }),
  ]);
  // Of lines that have the same time, those that the server tells before it are the ones before it.
  const at = own ? same.indexOf(own) : -1;
  const earlier = [...older.reverse(), ...same.slice(0, Math.max(0, at))];
  return {
    before: before === 0 ? [] : earlier.slice(-before),
    after: [...same.slice(at + 1), ...newer].slice(0, after),
  };
}

/** The line, its stream's labels as the server has them, and the lines of that stream at the same time. */
async function find(client: LokiClient, asked: LineAsked) {
  for (const labels of [asked.labels, await ownLabels(client, asked)]) {
    if (Object.keys(labels).length === 0) continue;
    const all: LogEntry[] = [];
    for await (const entry of readInstant(client, { ...asked, labels })) all.push(entry);
    const key = labelsKey(labels);
    const alike = all.filter(({ line }) => line.startsWith(asked.start));
    // A query may have dropped labels; then the stream has more of them.
    const own = alike.find((entry) => labelsKey(entry.labels) === key) ?? alike[0];
    if (!own) continue;
    const stream = client.traits.tellsLabelsApart ? own.labels : labels;
    return { own, labels: stream, same: all.filter(isOf(client, stream)) };
  }
  return { own: undefined, labels: asked.labels, same: [] };
}

/** Without what the query's parsers may have added to them: only labels that the server has an index of. */
async function ownLabels(client: LokiClient, { labels, timeNs, ...wait }: LineAsked): Promise<Labels> {
  const startNs = toNsTime(plusNs(fromNsTime(timeNs), -hours(1) * nsPerMs));
  const endNs = toNsTime(plusNs(fromNsTime(timeNs), minutes(1) * nsPerMs));
  const names = new Set(await labelNames(client, { startNs, endNs, ...wait }));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.has(name)));
}

/** The lines of the stream at that very time, in the order of a forward query. */
async function* readInstant(client: LokiClient, { labels, timeNs, ...wait }: Omit<LineAsked, "start">) {
  const endNs = toNsTime(plusNs(fromNsTime(timeNs), 1));
  const span = { startNs: timeNs, endNs, direction: "forward" as const, limit: mostLookedAt };
  for await (const { entries } of readPages(client, { expr: selectorFor(labels), ...span, ...wait })) {
    yield* entries;
  }
}

interface Away extends LineAsked {
  direction: Direction;
  most: number;
}

/** The nearest lines before or after that time, the nearest first. */
async function readAway(client: LokiClient, { labels, timeNs, direction, most, ...wait }: Away): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  let near = direction === "forward" ? plusNs(fromNsTime(timeNs), 1) : fromNsTime(timeNs);
  for (const reach of reaches) {
    if (found.length >= most) break;
    const far = plusNs(fromNsTime(timeNs), (direction === "forward" ? 1 : -1) * reach * nsPerMs);
    const [start, end] = direction === "forward" ? [near, far] : [far, near];
    if (compareTimes(start, end) >= 0) break;
    const span = { startNs: toNsTime(start), endNs: toNsTime(end), direction, limit: mostLookedAt };
    for await (const { entries } of readPages(client, { expr: selectorFor(labels), ...span, ...wait })) {
      found.push(...entries.filter(isOf(client, labels)));
      if (found.length >= most) break;
    }
    near = far;
  }
  return found.slice(0, Math.max(0, most));
}

/** A selector finds streams that have more labels, too. A server that puts metadata among the labels gives each line its own. */
function isOf({ traits }: LokiClient, labels: Labels): (entry: LogEntry) => boolean {
  if (!traits.tellsLabelsApart) return () => true;
  const key = labelsKey(labels);
  return (entry) => labelsKey(entry.labels) === key;
}
