// Makes a value fit its schema, mistake by mistake: what can be brought into bounds is, what has a default takes it, and what cannot
// do without a property is left out; never more than that.
import type { z } from "zod";
import { pathOf } from "./plain-copy";

type Container = Record<string, unknown> | unknown[];
type Issue = z.core.$ZodIssue;

/** So often the whole is checked again; each round reaches one level further out. */
const mostRounds = 40;

/** Changes `root` in place. The value that fits, or nothing when the root itself had to be given up. */
export function mend<Schema extends z.ZodType>(
  schema: Schema,
  root: Record<string, unknown>,
  onRepair: (text: string) => void,
): z.output<Schema> | undefined {
  for (let round = 0; round < mostRounds; round++) {
    const parsed = schema.safeParse(root);
    if (parsed.success) return parsed.data;
    // The last of a list first, so that the places of the others still hold; and of one place only its first mistake.
    const issues = [...parsed.error.issues].reverse();
    const done = new Set<string>();
    for (const issue of issues) {
      const repair = mendOne(root, issue, done);
      if (repair === "hopeless") return undefined;
      if (repair !== undefined) onRepair(repair);
    }
  }
  return undefined;
}

function mendOne(root: Container, issue: Issue, done: Set<string>): string | undefined | "hopeless" {
  const path = [...issue.path];
  const isLeftOutWhole = issue.code === "invalid_union" && "discriminator" in issue && issue.discriminator !== undefined;
  if (isLeftOutWhole) path.pop();
  while (path.length > 0) {
    const step = path.at(-1);
    const parent = valueAt(root, path.slice(0, -1));
    if (!isContainer(parent) || step === undefined) return undefined;
    const where = path.reduce<string>(pathOf, "$");
    if (done.has(where)) return undefined;
    if (Object.hasOwn(parent, step)) {
      done.add(where);
      const bounded = isLeftOutWhole ? undefined : bring(parent[step as keyof typeof parent], issue);
      if (bounded !== undefined) {
        Object.assign(parent, { [step]: bounded });
        return `${where}: ${wordsOf(issue)}; it became ${JSON.stringify(bounded)}.`;
      }
      if (Array.isArray(parent)) parent.splice(Number(step), 1);
      else Reflect.deleteProperty(parent, step);
      return `${where}: ${wordsOf(issue)}; it was left out.`;
    }
    // It is missing, and has no default: then what holds it cannot be used.
    path.pop();
  }
  return "hopeless";
}

/** The nearest value that fits, where there is an obvious one. */
function bring(value: unknown, issue: Issue): unknown {
  if (typeof value === "number" && Number.isFinite(value)) {
    if (issue.code === "invalid_type" && issue.expected === "int") return Math.round(value);
    if (issue.code === "too_big" && issue.origin !== "string") return Number(issue.maximum);
    if (issue.code === "too_small" && issue.origin !== "string") return Number(issue.minimum);
    if (issue.code === "invalid_type" && issue.expected === "string") return String(value);
  }
  if (typeof value === "string") {
    if (issue.code === "too_big" && value.length > Number(issue.maximum)) return value.slice(0, Number(issue.maximum));
    if (issue.code === "invalid_type" && issue.expected === "number" && value.trim() !== "" && Number.isFinite(Number(value))) {
      return Number(value);
    }
  }
  return undefined;
}

/** zod's message without its preamble: `expected string, received number`. */
function wordsOf(issue: Issue): string {
  return issue.message.replace(/^(?:Invalid input|Too big|Too small|Invalid option|Invalid string): /, "").slice(0, 200);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const step of path) {
    if (!isContainer(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step as keyof typeof value];
  }
  return value;
}

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;
