// What each kind of place can be asked: the journal, files, containers.
import type { FoundLogs, LogPlace } from "#shared/contract/logs";
import type { LogEntry } from "#shared/logs/block";
import type { Instant, KnownStream, LogReader, ReadRequest, Selection } from "./reader";

export type PlaceKind = LogPlace["kind"];
export type PlaceOf<K extends PlaceKind> = Extract<LogPlace, { kind: K }>;
/** A place before it is picked. */
export type DraftOf<K extends PlaceKind> = Omit<PlaceOf<K>, "id">;

export interface Asked {
  selection: Selection;
  signal: AbortSignal;
}

export interface ReadersAsked extends Asked, Pick<ReadRequest, "start" | "end" | "cost" | "warn"> {}

export interface FollowAsked extends Asked, Pick<ReadRequest, "accept" | "warn"> {
  /** Behind this time; absent: from now on. */
  after?: Instant | undefined;
  onEntries(entries: LogEntry[]): void;
}

/** No names more than these are shown of a place. */
export const mostNames = 200;

export interface LogKind<K extends PlaceKind> {
  /** What is there now. Trouble is a sentence in it; throws `bad-request` for what can mean nothing. */
  look(place: DraftOf<K>, signal: AbortSignal): Promise<FoundLogs>;
  /** What is known of streams without reading a line. */
  streams(places: readonly PlaceOf<K>[], asked: Asked): Promise<KnownStream[]>;
  /** Readers of all that may have wanted lines. */
  readers(places: readonly PlaceOf<K>[], asked: ReadersAsked): Promise<LogReader[]>;
  /** Follows until the signal aborts; rejects when it never can. */
  follow(places: readonly PlaceOf<K>[], asked: FollowAsked): Promise<void>;
}
