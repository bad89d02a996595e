// Places of logs in words, and what was typed for one as a place.
import type { FoundLogs, LogPlaceDraft } from "#shared/contract/logs";
import { formatCount } from "#shared/format/count";
import { formatDiskSize } from "#shared/format/disk-size";

export type PlaceKind = LogPlaceDraft["kind"];

/** What a place is called in a list. */
export function placeTitle(place: LogPlaceDraft): string {
  switch (place.kind) {
    case "journal":
      return place.units.length === 0 ? "The systemd journal" : `The systemd journal, ${place.units.join(", ")}`;
    case "files":
      return place.glob;
    case "containers":
      return place.names.length === 0 ? "Containers" : `Containers, ${place.names.join(", ")}`;
  }
}

const things: Record<PlaceKind, [one: string, several: string]> = {
  journal: ["unit", "units"],
  files: ["file", "files"],
  containers: ["container", "containers"],
};

/** "3 files, 12.4 MB" */
export function foundWords(kind: PlaceKind, { count, bytes }: FoundLogs): string {
  const [one, several] = things[kind];
  const counted = `${formatCount(count)} ${count === 1 ? one : several}`;
  return bytes === undefined ? counted : `${counted}, ${formatDiskSize(bytes)}`;
}

/** The names for a tooltip: what would be read. */
export function namesWords({ names, count }: FoundLogs, most = 20): string {
  const shown = names.slice(0, most);
  const more = count - shown.length;
  return [...shown, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join("\n");
}

/** Undefined while nothing that can be looked for is typed. Names stand between commas or spaces. */
export function draftFrom(kind: PlaceKind, text: string): LogPlaceDraft | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  switch (kind) {
    case "journal":
      return { kind, units: words };
    case "files":
      return text.trim() === "" ? undefined : { kind, glob: text.trim() };
    case "containers":
      return { kind, names: words };
  }
}
