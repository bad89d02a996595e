// `offset`, `@`, `[5m]`, `[5m:1m]`: what stands behind an expression and changes when it is read. The grammar hangs them
// on everything to their left; they belong to the right side of an operator and to the inside of a sign, and each
// function here pushes its modifier down to there first.
import type { AtModifier, Duration, Expr, Span, TimeModifiers } from "./ast";
import { FindingError } from "./diagnostics";

export function attachRange(target: Expr, range: Duration, to: number): Expr {
  return pushDown(target, to, (expr) => {
    if (expr.type !== "vector-selector")
      throw misplaced(expr, "a range like `[5m]`", "belongs behind a metric; other expressions take a subquery, `[5m:1m]`");
    if (expr.offset || expr.at) throw misplaced(expr, "a range like `[5m]`", "comes before `offset` and `@`");
    return { type: "matrix-selector", selector: expr, range, from: expr.from, to };
  });
}

export function attachSubquery(target: Expr, range: Duration, step: Duration | undefined, to: number): Expr {
  return pushDown(target, to, (expr) => ({ type: "subquery", expr, range, step, from: expr.from, to }));
}

export function attachOffset(target: Expr, offset: Duration, to: number): Expr {
  return pushDown(target, to, (expr) =>
    modifySelector(expr, to, "`offset`", (modifiers) => {
      if (modifiers.offset) throw new FindingError("`offset` is given twice", spanOf(expr));
      return { offset };
    }),
  );
}

export function attachAt(target: Expr, at: AtModifier, to: number): Expr {
  return pushDown(target, to, (expr) =>
    modifySelector(expr, to, "`@`", (modifiers) => {
      if (modifiers.at) throw new FindingError("`@` is given twice", spanOf(expr));
      return { at };
    }),
  );
}

export function attachExtension(target: Expr, extension: "anchored" | "smoothed", to: number): Expr {
  return pushDown(target, to, (expr) => {
    const selector = expr.type === "matrix-selector" ? expr.selector : expr;
    if (selector.type !== "vector-selector") throw misplaced(expr, `\`${extension}\``, "belongs behind a metric");
    if (selector.extension) throw new FindingError("`anchored` and `smoothed` exclude each other", spanOf(expr));
    const extended = { ...selector, extension };
    return expr.type === "matrix-selector" ? { ...expr, selector: extended, to } : { ...extended, to };
  });
}

function pushDown(target: Expr, to: number, attach: (expr: Expr) => Expr): Expr {
  if (target.type === "binary") return { ...target, right: pushDown(target.right, to, attach), to };
  if (target.type === "unary") return { ...target, expr: pushDown(target.expr, to, attach), to };
  return attach(target);
}

function modifySelector(expr: Expr, to: number, what: string, change: (modifiers: TimeModifiers) => TimeModifiers): Expr {
  if (expr.type === "vector-selector" || expr.type === "subquery") return { ...expr, ...change(expr), to };
  if (expr.type === "matrix-selector") return { ...expr, selector: { ...expr.selector, ...change(expr.selector) }, to };
  throw misplaced(expr, what, "belongs behind a metric, a range or a subquery");
}

const misplaced = (expr: Expr, what: string, rule: string) => new FindingError(`${what} ${rule}`, spanOf(expr));

const spanOf = ({ from, to }: Span): Span => ({ from, to });
