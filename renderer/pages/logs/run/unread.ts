// Lines that carry `__error__`: Loki hands them on, because a line that is no JSON is a line all the same.
import { withLabelFilter } from "#shared/logql/change";
import { AppError } from "#shared/model/failure";
import type { LineStore } from "../lines/line-store";

export interface Unread {
  /** What Loki calls the trouble of most of them: "JSONParserErr". */
  error: string;
  count: number;
  /** So many lines were looked at. */
  of: number;
}

/** More are not looked at: it is said how many were. */
const looked = 1000;
const errorName = "__error__";

/** How many of the lines a parser could not read; undefined when it read all of them. */
export function unreadLines(lines: Pick<LineStore, "size" | "line">): Unread | undefined {
  const of = Math.min(lines.size, looked);
  const counts = new Map<string, number>();
  for (let position = 0; position < of; position++) {
    const line = lines.line(position);
    const error = line?.parsed?.[errorName] ?? line?.labels[errorName];
    if (error) counts.set(error, (counts.get(error) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (!most) return undefined;
  return { error: most[0], count: [...counts.values()].reduce((sum, count) => sum + count, 0), of };
}

/** The query without such lines; undefined when it has a mistake. */
export function withoutUnread(expr: string): string | undefined {
  try {
    return withLabelFilter(expr, { name: errorName, op: "=", value: "" }, "pipeline");
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
