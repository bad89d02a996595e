// Whether a query can be PromQL at all. Variables may hold anything, so a query is only judged where they stand in quotes or
// where only a duration can stand.
import { checkPromql } from "../../promql/parse";
import { referenceAt, replaceReferences } from "../variables/references";

/** What is wrong, in Prometheus's words; nothing where the variables leave it open. */
export function mistakeIn(expr: string): string | undefined {
  if (expr.trim() === "") return undefined;
  const places = placesOf(expr);
  let isOpen = false;
  const filled = replaceReferences(expr, (_, at) => {
    const place = places(at);
    if (place === "free") isOpen = true;
    return place === "duration" ? "5m" : "1";
  });
  if (isOpen) return undefined;
  const [mistake] = checkPromql(filled);
  return mistake?.message;
}

type Place = "quotes" | "duration" | "free";

/** Of offsets that are asked for from left to right. */
function placesOf(text: string): (offset: number) => Place {
  let at = 0;
  let quote = "";
  let depth = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const character = text[at] ?? "";
      if (quote !== "") {
        if (character === "\\" && quote !== "`") at++;
        else if (character === quote) quote = "";
      } else if (character === '"' || character === "'" || character === "`") quote = character;
      else if (character === "[" && referenceAt(text, at) === undefined) depth++;
      else if (character === "]") depth = Math.max(0, depth - 1);
    }
    if (quote !== "") return "quotes";
    return depth > 0 || /\boffset\s+-?$/.test(text.slice(Math.max(0, offset - 20), offset)) ? "duration" : "free";
  };
}
