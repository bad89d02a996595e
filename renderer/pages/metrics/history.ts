// The queries run on this page, newest first, kept in the browser's own storage: they are a convenience, not a setting.

export interface PastQuery {
  expr: string;
  source: string;
  /** When it was last run, epoch ms. */
  at: number;
}

/** The part of `localStorage` that is used, so that a test can hand in a Map. */
export type TextStorage = Pick<Storage, "getItem" | "setItem">;

const key = "watchdeck.metrics.history";
const version = 1;
const most = 50;
/** Storage is shared by all pages and small; an expression this long is kept in the link, not here. */
const longestKept = 10_000;

/** What was kept. Anything wrong is left out entry by entry, so that one damaged entry does not cost the others. */
export function readHistory(storage: TextStorage): PastQuery[] {
  const saved = parse(storage.getItem(key));
  if (!isRecord(saved) || saved.version !== version || !Array.isArray(saved.queries)) return [];
  return withoutRepeats(saved.queries.flatMap(repaired));
}

/** Puts a query that was run in front and returns the list as it now is. */
export function rememberQuery(storage: TextStorage, query: PastQuery): PastQuery[] {
  const known = readHistory(storage);
  if (query.expr.trim() === "" || query.expr.length > longestKept) return known;
  const queries = withoutRepeats([query, ...known]);
  write(storage, queries);
  return queries;
}

export function forgetHistory(storage: TextStorage): PastQuery[] {
  write(storage, []);
  return [];
}

function write(storage: TextStorage, queries: readonly PastQuery[]): void {
  try {
    storage.setItem(key, JSON.stringify({ version, queries }));
  } catch {
    // Storage may be full or forbidden; the query itself has run, and that is what was asked for.
  }
}

function repaired(entry: unknown): PastQuery[] {
  if (!isRecord(entry) || typeof entry.expr !== "string") return [];
  if (entry.expr.trim() === "" || entry.expr.length > longestKept) return [];
  return [
    {
      expr: entry.expr,
      source: typeof entry.source === "string" && entry.source !== "" ? entry.source : "local",
      at: typeof entry.at === "number" && Number.isFinite(entry.at) ? entry.at : 0,
    },
  ];
}

/** The first of each expression and source; a query that is run again moves to the front. */
function withoutRepeats(queries: readonly PastQuery[]): PastQuery[] {
  const seen = new Set<string>();
  const kept = queries.filter(({ expr, source }) => {
    const id = `${source}\u0000${expr.trim()}`;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  return kept.slice(0, most);
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

/** What arrow-up puts into the editor: from an empty one the newest query, from a query of the history the one before. */
export function olderQuery(queries: readonly PastQuery[], text: string): string | undefined {
  if (text === "") return queries[0]?.expr;
  const index = queries.findIndex(({ expr }) => expr === text);
  return index < 0 ? undefined : queries[index + 1]?.expr;
}

/** What arrow-down puts there on the way back; the empty text after the newest. */
export function newerQuery(queries: readonly PastQuery[], text: string): string | undefined {
  const index = queries.findIndex(({ expr }) => expr === text);
  return index < 0 ? undefined : (queries[index - 1]?.expr ?? "");
}
