import { fieldsOf } from "#shared/logs/fields";
import type { LoadedLines } from "./lines";

/** So many lines, spread over the loaded ones, say which fields there are. */
const looked = 200;
const mostOffered = 60;

/** Fields and labels that could be columns of the list: what most lines have first, and what is the same in all of them last. */
export function columnsOffered(lines: Pick<LoadedLines, "size" | "line">): string[] {
  const found = new Map<string, { count: number; first: string; isSame: boolean }>();
  const step = Math.max(1, Math.floor(lines.size / looked));
  const take = (name: string, value: string) => {
    const known = found.get(name);
    if (!known) found.set(name, { count: 1, first: value, isSame: true });
    else {
      known.count++;
      known.isSame &&= known.first === value;
    }
  };
  for (let position = 0; position < lines.size; position += step) {
    const line = lines.line(position);
    if (!line) continue;
    const names = new Set<string>();
    for (const { name, value } of fieldsOf(line.line, line.parsed, line.metadata)) {
      names.add(name);
      take(name, value);
    }
    for (const [name, value] of Object.entries(line.labels)) if (!names.has(name)) take(name, value);
  }
  const rank = ({ count, isSame }: { count: number; isSame: boolean }) => (isSame ? count - looked * 10 : count);
  return [...found]
    .sort(([a, x], [b, y]) => rank(y) - rank(x) || (a < b ? -1 : 1))
    .slice(0, mostOffered)
    .map(([name]) => name);
}
