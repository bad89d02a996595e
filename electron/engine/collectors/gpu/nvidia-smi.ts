// The program that tells of all NVIDIA cards, every second for as long as it is asked.
import type { Milliseconds } from "#shared/units/time";
import { createNvidiaColumns } from "./nvidia-columns";
import { createNvidiaCsv, type NvidiaRow } from "./nvidia-csv";
import { createNvidiaProgram, nextLineWithin, type ProgramOptions } from "./nvidia-program";

export type NvidiaAnswer =
  | { kind: "rows"; rows: NvidiaRow[] }
  /** Just started, or between two tries: nothing to tell yet. */
  | { kind: "waiting" }
  /** There is no such program. */
  | { kind: "absent" }
  | { kind: "failing"; reason: string };

export interface NvidiaSmi {
  /** What the program last said. Starts it when it is not running; to be called again and again, as a collector is. */
  ask(): NvidiaAnswer;
  /** Ends the program; a later `ask` starts it again. */
  stop(): void;
}

export function createNvidiaSmi(options: ProgramOptions): NvidiaSmi {
  const { clock } = options;
  const columns = createNvidiaColumns();
  const rows = new Map<string, { row: NvidiaRow; at: Milliseconds }>();
  let csv = createNvidiaCsv();

  const program = createNvidiaProgram(options, {
    arguments: () => [`--query-gpu=${columns.asked().join()}`, "--format=csv", "--loop-ms=1000"],
    begin() {
      csv = createNvidiaCsv();
    },
    hear(line) {
      const row = csv.read(line);
      if (row === undefined || row === "heading") return row;
      // A card that is lost may lose its identifier too; its place in the list stays.
      rows.set(row.index, { row, at: clock.monotonic() });
      return "answer";
    },
    // Older drivers know fewer fields; they name the first that they do not know and end.
    amend(complaint) {
      const unknown = /^Field "([^"]+)" is not a valid field to query/.exec(complaint)?.[1];
      return unknown !== undefined && columns.refuse(unknown);
    },
    forget: () => rows.clear(),
  });

  return {
    ask() {
      const state = program.look();
      if (state.kind === "absent") return state;
      const now = clock.monotonic();
      const fresh = [...rows.values()].filter(({ at }) => now - at <= nextLineWithin).map(({ row }) => row);
      if (fresh.length > 0) return { kind: "rows", rows: fresh };
      return state.kind === "failing" ? state : { kind: "waiting" };
    },
    stop: program.stop,
  };
}
