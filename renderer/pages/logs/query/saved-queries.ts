// Queries that somebody gave a name, kept in the browser's own storage beside those that were only run.
import {
  isKeepable,
  keepQueries,
  type PastQuery,
  readKeptQueries,
  repairedQuery,
  type TextStorage,
} from "../../../stores/query-storage";

export interface SavedQuery extends PastQuery {
  id: string;
  name: string;
}

const key = "watchdeck.logs.saved";
const longestName = 200;

/** What was saved, by name. Anything wrong is left out entry by entry. */
export function readSaved(storage: TextStorage): SavedQuery[] {
  const ids = new Set<string>();
  const saved = readKeptQueries(storage, key).flatMap((entry) => {
    const query = repairedQuery(entry);
    const { id, name } = entry;
    if (!query || typeof id !== "string" || ids.has(id)) return [];
    ids.add(id);
    return [{ id, name: typeof name === "string" ? nameFrom(name, query.expr) : firstWords(query.expr), ...query }];
  });
  return saved.sort((a, b) => a.name.localeCompare(b.name));
}

/** Saves a query; another of the same name and source gives way to it. False when the storage did not take it. */
export function saveQuery(storage: TextStorage, query: SavedQuery): boolean {
  if (!isKeepable(query.expr)) return false;
  const named = { ...query, name: nameFrom(query.name, query.expr) };
  const others = readSaved(storage).filter(
    ({ id, name, source }) => id !== named.id && !(name === named.name && source === named.source),
  );
  return keepQueries(storage, key, [...others, named]);
}

export function removeSaved(storage: TextStorage, id: string): boolean {
  return keepQueries(
    storage,
    key,
    readSaved(storage).filter((query) => query.id !== id),
  );
}

/** All of them as LogQL that can be read and pasted: the names are comments. */
export function savedAsText(queries: readonly SavedQuery[], nameOfSource: (source: string) => string): string {
  return queries.map(({ name, source, expr }) => `# ${name} (${nameOfSource(source)})\n${expr.trim()}\n`).join("\n");
}

/** A name in one line; a query's first words where somebody left it empty. */
export function nameFrom(name: string, expr: string): string {
  const plain = inOneLine(name);
  return plain === "" ? firstWords(expr) : plain.slice(0, longestName);
}

const firstWords = (expr: string): string => inOneLine(expr).slice(0, 60);
const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
