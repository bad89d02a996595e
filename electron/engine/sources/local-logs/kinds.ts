// The three kinds of places, each with the places of it that were picked.
import type { FoundLogs, LogPlace, LogPlaceDraft } from "#shared/contract/logs";
import type { Asked, FollowAsked, LogKind, ReadersAsked } from "./kind";
import type { KnownStream, LogReader } from "./reader";

/** One kind, asked about what was picked of it. */
export interface AnyKind {
  streams(asked: Asked): Promise<KnownStream[]>;
  readers(asked: ReadersAsked): Promise<LogReader[]>;
  follow(asked: FollowAsked): Promise<void>;
}

export interface Kinds {
  /** Only kinds of which something was picked. */
  picked(): AnyKind[];
  look(place: LogPlaceDraft | LogPlace, signal: AbortSignal): Promise<FoundLogs>;
}

export function createKinds(
  places: () => readonly LogPlace[],
  { journal, files, containers }: { journal: LogKind<"journal">; files: LogKind<"files">; containers: LogKind<"containers"> },
): Kinds {
  return {
    picked() {
      const all = places();
      return [
        bound(
          journal,
          all.filter((place) => place.kind === "journal"),
        ),
        bound(
          files,
          all.filter((place) => place.kind === "files"),
        ),
        bound(
          containers,
          all.filter((place) => place.kind === "containers"),
        ),
      ].filter((kind) => kind !== undefined);
    },
    look(place, signal) {
      switch (place.kind) {
        case "journal":
          return journal.look(place, signal);
        case "files":
          return files.look(place, signal);
        case "containers":
          return containers.look(place, signal);
      }
    },
  };
}

function bound<K extends LogPlace["kind"]>(kind: LogKind<K>, places: Extract<LogPlace, { kind: K }>[]): AnyKind | undefined {
  if (places.length === 0) return undefined;
  return {
    streams: (asked) => kind.streams(places, asked),
    readers: (asked) => kind.readers(places, asked),
    follow: (asked) => kind.follow(places, asked),
  };
}
