// The grammar is an editor's: it never fails, it leaves error nodes. This says in words what an error node means.
import type { SyntaxNode, Tree } from "@lezer/common";
import type { Finding } from "./diagnostics";

/** What is wrong at the first error node; undefined when the tree is whole. */
export function firstSyntaxError(text: string, tree: Tree): Finding | undefined {
  let first: SyntaxNode | undefined;
  tree.iterate({
    enter(node) {
      if (first) return false;
      if (node.type.isError) first = node.node;
      return true;
    },
  });
  return first && describe(text, first);
}

function describe(text: string, error: SyntaxNode): Finding {
  const found = tokenAt(text, error.from);
  const before = error.prevSibling;
  if (error.parent?.name === "VectorSelector" && before?.name === "Identifier" && found.text === "(") {
    const name = text.slice(before.from, before.to);
    return { message: `unknown function \`${name}\``, span: { from: before.from, to: before.to } };
  }
  if (found.text === "...") {
    return { message: "`...` stands for something left out: put it in", span: { from: found.from, to: found.to } };
  }
  const what = found.text === "" ? "the end of the query" : `\`${found.text}\``;
  const expected = expectedAt(text, error);
  const span = { from: found.from, to: found.to };
  return { message: expected ? `expected ${expected}, found ${what}` : `unexpected ${what}`, span };
}

/** What could have stood where the error node is; undefined where the list would be too long to help. */
function expectedAt(text: string, error: SyntaxNode): string | undefined {
  const parent = error.parent;
  const before = error.prevSibling;
  const since = before ? text.slice(before.to, error.from) : "";
  switch (parent?.name) {
    case "MatrixSelector":
      return before?.name === "DurationExpr" ? "`]`" : "a duration";
    case "SubqueryExpr":
      return since.includes(":") ? "a duration or `]`" : "`]`";
    case "OffsetExpr":
    case "DurationExpr":
    case "OffsetDurationExpr":
      return "a duration";
    case "StepInvariantExpr":
      return "a time in Unix seconds, `start()` or `end()`";
    case "LabelMatchers":
      return before && !since.includes(",") ? "`,` or `}`" : "a label name or `}`";
    case "UnquotedLabelMatcher":
    case "QuotedLabelMatcher":
      return before?.name === "MatchOp" ? "a quoted string" : "one of `=`, `!=`, `=~`, `!~`";
    case "GroupingLabels":
      if (text[parent.from] !== "(") return "`(`";
      return before && !since.includes(",") ? "`,` or `)`" : "a label name or `)`";
    case "AggregateModifier":
    case "MatchingModifierClause":
    case "AggregateExpr":
      return "`(`";
    case "FunctionCallBody":
      if (!before) return "an expression or `)`";
      return since.includes(",") ? "an expression" : "`,` or `)`";
    case "ParenExpr":
      return before ? "`)`" : "an expression";
    case "BinaryExpr":
    case "UnaryExpr":
      return "an expression";
    case "FillClause":
    case "FillLeftClause":
    case "FillRightClause":
      return "a number in parentheses";
    case "PromQL":
      return before ? undefined : "an expression";
    default:
      return undefined;
  }
}

const blank = /\s*/y;
const token = /[\p{L}_:][\p{L}\p{N}_:]*|[0-9][\w.]*|\.{3}|[=!]~|[=!<>]=|[\s\S]/uy;

/** The word, number or sign at a place, blanks skipped; empty at the end. */
function tokenAt(text: string, from: number): { text: string; from: number; to: number } {
  blank.lastIndex = from;
  blank.exec(text);
  token.lastIndex = blank.lastIndex;
  const found = token.exec(text)?.[0] ?? "";
  const at = found === "" ? text.length : blank.lastIndex;
  return { text: found.slice(0, 40), from: at, to: at + found.length };
}
