// The queries run on a page, newest first, each page's under a key of its own.
import { isKeepable, keepQueries, type PastQuery, readKeptQueries, repairedQuery, type TextStorage } from "./query-storage";

const most = 50;

/** What was kept. Anything wrong is left out entry by entry, so that one damaged entry does not cost the others. */
export function readPastQueries(storage: TextStorage, key: string): PastQuery[] {
  return withoutRepeats(readKeptQueries(storage, key).flatMap((entry) => repairedQuery(entry) ?? []));
}

/** Puts a query that was run in front and returns the list as it now is. It has run, whether or not it could be kept. */
export function rememberPastQuery(storage: TextStorage, key: string, query: PastQuery): PastQuery[] {
  const known = readPastQueries(storage, key);
  if (!isKeepable(query.expr)) return known;
  const queries = withoutRepeats([query, ...known]);
  keepQueries(storage, key, queries);
  return queries;
}

export function forgetPastQueries(storage: TextStorage, key: string): PastQuery[] {
  keepQueries(storage, key, []);
  return [];
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
