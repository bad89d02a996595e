// What the query of a variable asks for (docs: "Query variable" of Grafana's Prometheus data source).

export type VariableQuery =
  | { kind: "label-values"; label: string; matcher?: string }
  | { kind: "label-names"; pattern?: string }
  | { kind: "metrics"; pattern: string }
  /** The answer of an instant query, one option for each element. */
  | { kind: "query-result"; expr: string }
  /** An expression whose series are the options. */
  | { kind: "series"; expr: string };

/** Undefined for an empty query. Variables in it are not filled yet: what they hold cannot change what is asked for. */
export function readVariableQuery(text: string): VariableQuery | undefined {
  const query = text.trim();
  if (query === "") return undefined;
  const call = /^(label_values|label_names|metrics|query_result)\(([\s\S]*)\)$/.exec(query);
  if (!call) return { kind: "series", expr: query };
  const inside = (call[2] ?? "").trim();
  switch (call[1]) {
    case "label_values": {
      const comma = lastComma(inside);
      const label = inside.slice(comma + 1).trim();
      const matcher = inside.slice(0, Math.max(0, comma)).trim();
      return matcher === "" ? { kind: "label-values", label } : { kind: "label-values", label, matcher };
    }
    case "label_names":
      return inside === "" ? { kind: "label-names" } : { kind: "label-names", pattern: inside };
    case "metrics":
      return { kind: "metrics", pattern: inside };
    default:
      return { kind: "query-result", expr: inside };
  }
}

/** The last comma that stands neither in braces nor in quotes, if those are closed at all; -1 without one. */
function lastComma(text: string): number {
  let last = -1;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === "\\" && quote !== "`") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'" || character === "`") quote = character;
    else if (character === "{" || character === "(" || character === "[") depth++;
    else if (character === "}" || character === ")" || character === "]") depth--;
    else if (character === "," && depth === 0) last = at;
  }
  // What is not closed is wrong, which is for the source to say: it is asked, not taken for a label's name.
  return depth === 0 && quote === "" ? last : text.lastIndexOf(",");
}
