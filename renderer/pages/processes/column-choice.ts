// Which columns the table has: those that fit its width, until the user has chosen some; then those, remembered.

/** Every column, in the order in which they stand. */
export const columnIds = [
  "name",
  "pid",
  "parent",
  "user",
  "state",
  "threads",
  "nice",
  "cpu",
  "memory",
  "gpu",
  "gpuMemory",
  "disk",
  "read",
  "write",
  "age",
  "container",
  "cgroup",
  "command",
] as const;
export type ColumnId = (typeof columnIds)[number];

/** Without a choice: as many of these as there is room for, the first ones first. */
const byImportance: readonly ColumnId[] = [
  "name",
  "cpu",
  "memory",
  "pid",
  "gpuMemory",
  "gpu",
  "disk",
  "command",
  "user",
  "state",
  "threads",
  "container",
];

export interface KnownOfColumns {
  /** In pixels. */
  width: number;
  hasGpu: boolean;
  hasContainers: boolean;
  widthOf(id: ColumnId): number;
}

/** What to show. Columns of things that this machine does not have stay away, chosen or not. */
export function shownColumns(
  choice: readonly ColumnId[] | undefined,
  { width, hasGpu, hasContainers, widthOf }: KnownOfColumns,
): ColumnId[] {
  const isThere = (id: ColumnId) => (hasGpu || !isOfGpu(id)) && (hasContainers || id !== "container");
  if (choice) return columnIds.filter((id) => choice.includes(id) && isThere(id));
  const fitting = new Set<ColumnId>();
  let left = width;
  for (const id of byImportance) {
    if (!isThere(id)) continue;
    left -= widthOf(id);
    if (left < 0 && fitting.size > 0) break;
    fitting.add(id);
  }
  return columnIds.filter((id) => fitting.has(id));
}

const isOfGpu = (id: ColumnId): boolean => id === "gpu" || id === "gpuMemory";

/** The choice with one column more or less; the name stays. */
export function toggleColumn(shown: readonly ColumnId[], id: ColumnId): ColumnId[] {
  return columnIds.filter((each) => each === "name" || (each === id ? !shown.includes(id) : shown.includes(each)));
}

/** The part of `localStorage` that is used, so that a test can hand in a Map. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = "watchdeck.processes.columns";

/** The choice of the last time; names that are no columns are left out. None when there was no choice, or it is damaged. */
export function readColumnChoice(storage: TextStorage): ColumnId[] | undefined {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (!Array.isArray(saved)) return undefined;
    const known = columnIds.filter((id) => id === "name" || saved.includes(id));
    return known.length > 1 ? known : undefined;
  } catch {
    // Not JSON, or storage is forbidden: the columns that fit are as good.
    return undefined;
  }
}

export function rememberColumnChoice(storage: TextStorage, choice: readonly ColumnId[] | undefined): void {
  try {
    if (choice) storage.setItem(key, JSON.stringify(choice));
    else storage.removeItem(key);
  } catch {
    // Storage may be full or forbidden; the choice holds until the page is left.
  }
}
