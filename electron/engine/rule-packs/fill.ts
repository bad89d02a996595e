// Puts values into the holes `${name}` of an expression. A value goes in only as what its hole is for: nothing that somebody
// types can end a string, close a bracket, or add a matcher.
import type { RuleHole } from "#shared/contract/rule-packs";
import { parseDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import { parsePromql } from "#shared/promql/parse";

const mark = /\$\{([a-z0-9_]+)\}/g;

/** The names of the holes in a text, each once, in their order. */
export const holesIn = (text: string): string[] => [...new Set([...text.matchAll(mark)].map(([, name]) => name ?? ""))];

/** The text with its holes filled by values that are fit for it. */
export const fill = (text: string, fit: ReadonlyMap<string, string>): string =>
  text.replaceAll(mark, (whole, name: string) => fit.get(name) ?? whole);

type Fit = { ok: true; text: string } | { ok: false; say: string };

/** What a value becomes in its place, or in a sentence why it cannot. */
export function fitValue({ label, kind }: Pick<RuleHole, "label" | "kind">, value: string): Fit {
  const text = value.trim();
  const refuse = (say: string): Fit => ({ ok: false, say: `${label}: ${say}` });
  switch (kind) {
    case "number":
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? { ok: true, text } : refuse("a number is wanted, such as 0.5.");
    case "duration": {
      const length = parseDuration(text);
      return length.ok ? { ok: true, text } : refuse("a time is wanted, such as 5m or 1h30m.");
    }
    case "label":
      return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text)
        ? { ok: true, text }
        : refuse("the name of a label is wanted, such as status.");
    case "text":
      return { ok: true, text: value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n") };
    case "metric":
      return isSelector(text)
        ? { ok: true, text }
        : refuse('a metric is wanted, such as errors_total or errors_total{job="api"}.');
    case "promql": {
      if (isSelector(text)) return { ok: true, text };
      const problem = problemWith(text);
      return problem === undefined ? { ok: true, text: `(${text})` } : refuse(`an expression is wanted; ${problem}.`);
    }
  }
}

function isSelector(text: string): boolean {
  if (problemWith(text) !== undefined) return false;
  const { expr } = parsePromql(text);
  return expr.type === "vector-selector" && !expr.at && !expr.offset;
}

/** A comment would swallow what comes behind the hole. */
function problemWith(text: string): string | undefined {
  try {
    parsePromql(`(${text})`);
    parsePromql(text);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.failure.say.replace(/\.$/, "");
    throw error;
  }
}
