// A lane is a series as one writer writes it. Most series have one writer; where an import wrote the same, each has its own rows.
import type { SeriesId } from "../series/series-table";
import { type Chunk, type ChunkColumn, createColumn } from "./chunk";
import type { Writer } from "./writer";

/** A series that a writer has rows of, or wrote in its last run. */
export interface Lane {
  id: SeriesId;
  writer: Writer;
  /** The number of the run that wrote it last. */
  lastRun: number;
  /** In how many of the writer's chunks it has a column. */
  columns: number;
  /** Its column in the newest chunk that it has one in, and that chunk. */
  column: ChunkColumn | undefined;
  chunk: Chunk | undefined;
  /** The same series by the next writer, in the order of the writers' first runs. */
  next: Lane | undefined;
  /** Deleted: the next reading begins it anew. */
  isForgotten: boolean;
}

export interface Lanes {
  /** The lane of a series' first writer; `next` leads to the others. */
  of(id: SeriesId): Lane | undefined;
  take(writer: Writer, id: SeriesId): Lane;
  drop(lane: Lane): void;
  /** Of all writers. */
  dropSeries(id: SeriesId): void;
  readonly size: number;
}

export function createLanes(): Lanes {
  const lanes = new Map<SeriesId, Lane>();
  return {
    of: (id) => lanes.get(id),

    take(writer, id) {
      let before: Lane | undefined;
      let lane = lanes.get(id);
      while (lane && lane.writer.number < writer.number) {
        before = lane;
        lane = lane.next;
      }
      if (lane?.writer === writer) return lane;
      const made = createLane(writer, id, lane);
      if (before) before.next = made;
      else lanes.set(id, made);
      return made;
    },

    drop(lane) {
      const first = lanes.get(lane.id);
      if (first === lane) {
        if (lane.next) lanes.set(lane.id, lane.next);
        else lanes.delete(lane.id);
      }
      for (let each = first; each; each = each.next) if (each.next === lane) each.next = lane.next;
    },

    dropSeries(id) {
      for (let lane = lanes.get(id); lane; lane = lane.next) lane.isForgotten = true;
      lanes.delete(id);
    },

    get size() {
      return lanes.size;
    },
  };
}

const createLane = (writer: Writer, id: SeriesId, next: Lane | undefined): Lane => ({
  id,
  writer,
  lastRun: -1,
  columns: 0,
  column: undefined,
  chunk: undefined,
  next,
  isForgotten: false,
});

/** A lane's column in a chunk that is not older than those it has one in; a new one begins at a row. */
export function columnIn(chunk: Chunk, lane: Lane, first: number): ChunkColumn {
  if (lane.chunk === chunk && lane.column) return lane.column;
  const column = createColumn(first);
  chunk.columns.set(lane.id, column);
  lane.columns++;
  lane.chunk = chunk;
  lane.column = column;
  return column;
}
