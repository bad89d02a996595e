// How one says "only lines of this level" in a query: by the label or field that the lines themselves have it in.
import { levelNames, levelOfWord } from "#shared/logs/level";
import type { LogLevel } from "#shared/model/log";
import type { LineStore, StoredLine } from "../lines/line-store";

export interface LevelFilter {
  name: string;
  op: "=" | "=~";
  value: string;
  /** Where the lines have it: among the labels of their stream, or beside them. */
  where: "selector" | "pipeline";
}

/** So many lines of the level say how they write it. */
const mostAsked = 200;
const mostLooked = 50;

/** Undefined where the lines of the level tell it in their text only. */
export function levelFilter(lines: Pick<LineStore, "size" | "line" | "levelAt">, level: LogLevel): LevelFilter | undefined {
  const found = new Map<string, { where: LevelFilter["where"]; values: Set<string> }>();
  let asked = 0;
  for (let position = 0; position < lines.size && asked < mostAsked; position++) {
    if (lines.levelAt(position) !== level) continue;
    const line = lines.line(position);
    const field = line && levelField(line);
    asked++;
    if (!field || levelOfWord(field.value) !== level) continue;
    const known = found.get(field.name);
    if (known) known.values.add(field.value);
    else found.set(field.name, { where: field.where, values: new Set([field.value]) });
  }
  for (const name of levelNames) {
    const known = found.get(name);
    if (!known) continue;
    const [first = "", ...others] = known.values;
    if (others.length === 0) return { name, op: "=", value: first, where: known.where };
    // Words that name a level have no sign that means something in a pattern.
    return { name, op: "=~", value: [first, ...others].join("|"), where: known.where };
  }
  return undefined;
}

/** Whether lines have their level in a label or field at all, as far as the first ones show. */
export function haveLevelFields(lines: Pick<LineStore, "size" | "line">): boolean {
  for (let position = 0; position < Math.min(lines.size, mostLooked); position++) {
    const line = lines.line(position);
    if (line && levelField(line)) return true;
  }
  return false;
}

/** The surest of the fields that hold its level; one that says it does not know is none. */
function levelField({
  labels,
  metadata,
  parsed,
}: StoredLine): (Pick<LevelFilter, "name" | "where"> & { value: string }) | undefined {
  for (const name of levelNames) {
    for (const set of [parsed, metadata, labels]) {
      const value = set && Object.hasOwn(set, name) ? set[name] : undefined;
      if (value === undefined || levelOfWord(value) === "unknown") continue;
      return { name, value, where: set === labels ? "selector" : "pipeline" };
    }
  }
  return undefined;
}
