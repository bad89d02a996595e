// Lists of queries in the browser's own storage: they are a convenience, not a setting.

/** The part of `localStorage` that is used, so that a test can hand in a Map. */
export type TextStorage = Pick<Storage, "getItem" | "setItem">;

const version = 1;
/** Storage is shared by all pages and small; an expression this long is kept in the link, not here. */
export const longestKept = 10_000;

/** The entries as they were written: of any shape, because anybody may have changed them. */
export function readKeptQueries(storage: TextStorage, key: string): Record<string, unknown>[] {
  const kept = parse(storage.getItem(key));
  if (!isRecord(kept) || kept.version !== version || !Array.isArray(kept.queries)) return [];
  return kept.queries.filter(isRecord);
}

/** Whether they were written: storage may be full or forbidden. */
export function keepQueries(storage: TextStorage, key: string, queries: readonly object[]): boolean {
  try {
    storage.setItem(key, JSON.stringify({ version, queries }));
    return true;
  } catch {
    // The browser's own words say no more than that it did not work; the caller knows whether it matters.
    return false;
  }
}

/** An expression that can be kept. */
export const isKeepable = (expr: unknown): expr is string =>
  typeof expr === "string" && expr.trim() !== "" && expr.length <= longestKept;

/** The expression, source and time of an entry; undefined when there is no expression in it. */
export function repairedQuery({ expr, source, at }: Record<string, unknown>): PastQuery | undefined {
  if (!isKeepable(expr)) return undefined;
  return {
    expr,
    source: typeof source === "string" && source !== "" ? source : "local",
    at: typeof at === "number" && Number.isFinite(at) ? at : 0,
  };
}

export interface PastQuery {
  expr: string;
  source: string;
  /** When it was last run, epoch ms. */
  at: number;
}

function parse(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Damaged text is as good as none: there is nothing in it to save, and nobody to tell.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
