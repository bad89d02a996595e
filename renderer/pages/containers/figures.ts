// What the columns show and sort by, of one container or of a group of them.
import type { ContainerRow } from "#shared/contract/containers";
import type { ColumnId } from "./column-ids";

export interface Figures {
  cpuPercent: number | undefined;
  memoryBytes: number | undefined;
  /** Received and sent together, and read and written. */
  networkPerSecond: number | undefined;
  diskPerSecond: number | undefined;
  tasks: number | undefined;
}

export const figuresOf = (row: ContainerRow): Figures => ({
  cpuPercent: row.cpuPercent,
  memoryBytes: memoryOf(row),
  networkPerSecond: sum([row.receivedPerSecond, row.sentPerSecond]),
  diskPerSecond: sum([row.readPerSecond, row.writtenPerSecond]),
  tasks: row.tasks,
});

/** As `docker stats`; where the service does not tell what could be dropped, all of it. */
export const memoryOf = ({ workingSetBytes, memoryBytes }: ContainerRow): number | undefined => workingSetBytes ?? memoryBytes;

export function totalOf(rows: readonly ContainerRow[]): Figures {
  const all = rows.map(figuresOf);
  return {
    cpuPercent: sum(all.map(({ cpuPercent }) => cpuPercent)),
    memoryBytes: sum(all.map(({ memoryBytes }) => memoryBytes)),
    networkPerSecond: sum(all.map(({ networkPerSecond }) => networkPerSecond)),
    diskPerSecond: sum(all.map(({ diskPerSecond }) => diskPerSecond)),
    tasks: sum(all.map(({ tasks }) => tasks)),
  };
}

/** Of those that are known; when none is, neither is their sum. */
function sum(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
}

/** What a container is sorted by in a column; without a value it comes last. */
export function sortValue(row: ContainerRow, column: ColumnId): string | number | undefined {
  switch (column) {
    case "name":
      return row.name.toLowerCase();
    case "image":
      return row.image.toLowerCase();
    case "state":
      return row.health === "unhealthy" ? "unhealthy" : row.state;
    case "ports":
      return row.ports[0];
    case "age":
      // The youngest has the smallest age.
      return row.createdAt === undefined ? undefined : -row.createdAt;
    // As they are shown: what looks alike does not change places.
    case "cpu":
      return row.cpuPercent === undefined ? undefined : Math.round(row.cpuPercent * 10);
    case "memory":
      return memoryOf(row);
    case "network":
      return figuresOf(row).networkPerSecond;
    case "disk":
      return figuresOf(row).diskPerSecond;
    case "tasks":
      return row.tasks;
  }
}
