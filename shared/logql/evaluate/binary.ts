// Operators between series and numbers, and between series and series of the same labels.
import { AppError } from "../../model/failure";
import { labelsKey } from "../../model/labels";
import type { Binary } from "../ast";
import { type BinaryOperator, isComparison, isSetOperator } from "../words";
import { type Column, type Columns, columnAt, grouped } from "./columns";

/** A plain number is the same at every moment. */
export type Operand = number | Columns;

export function operate(expr: Binary, left: Operand, right: Operand, count: number): Operand {
  const { operator, returnBool } = expr;
  if (typeof left === "number" && typeof right === "number") return compute(operator, left, right);
  if (typeof left !== "number" && typeof right !== "number") {
    return isSetOperator(operator) ? setOperation(expr, left, right, count) : joined(expr, left, right, count);
  }
  const series = typeof left === "number" ? (right as Columns) : left;
  const results: Columns = new Map();
  for (const column of series.values()) {
    const result = columnAt(results, column.labels, count);
    for (let index = 0; index < count; index++) {
      if (column.has[index] !== 1) continue;
      const value = column.values[index] ?? 0;
      const [a, b] = typeof left === "number" ? [left, value] : [value, right as number];
      put(result, index, operator, returnBool, { a, b, kept: value });
    }
  }
  return results;
}

/** A comparison without `bool` keeps a value or loses it. */
function put(
  result: Column,
  index: number,
  operator: BinaryOperator,
  returnBool: boolean,
  { a, b, kept }: { a: number; b: number; kept: number },
): void {
  const value = compute(operator, a, b);
  if (isComparison(operator) && !returnBool) {
    if (value === 0) return;
    result.values[index] = kept;
  } else {
    result.values[index] = value;
  }
  result.has[index] = 1;
}

function compute(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      // By zero there is no number, also no infinite one.
      return b === 0 ? Number.NaN : a / b;
    case "%":
      return b === 0 ? Number.NaN : a % b;
    case "^":
      return a ** b;
    case "==":
      return Number(a === b);
    case "!=":
      return Number(a !== b);
    case ">":
      return Number(a > b);
    case ">=":
      return Number(a >= b);
    case "<":
      return Number(a < b);
    case "<=":
      return Number(a <= b);
    case "and":
    case "or":
    case "unless":
      throw new Error(`${operator} works with sets`);
  }
}

const signatureOf = ({ labels }: Column, { matching }: Binary): string =>
  labelsKey(grouped(labels, matching ?? { mode: "ignoring", labels: [] }));

const bySignature = (expr: Binary, columns: Columns): Map<string, Column[]> => {
  const groups = new Map<string, Column[]>();
  for (const column of columns.values()) {
    const signature = signatureOf(column, expr);
    groups.set(signature, [...(groups.get(signature) ?? []), column]);
  }
  return groups;
};

function setOperation(expr: Binary, left: Columns, right: Columns, count: number): Columns {
  const [lefts, rights] = [bySignature(expr, left), bySignature(expr, right)];
  const results: Columns = new Map();
  const take = (column: Column, others: readonly Column[], wanted: boolean): void => {
    const result = columnAt(results, column.labels, count);
    for (let index = 0; index < count; index++) {
      if (column.has[index] !== 1 || others.some(({ has }) => has[index] === 1) !== wanted) continue;
      result.has[index] = 1;
      result.values[index] = column.values[index] ?? 0;
    }
  };
  const always: Column[] = [{ labels: {}, values: new Float64Array(count), has: new Uint8Array(count).fill(1) }];
  for (const column of left.values()) {
    const others = rights.get(signatureOf(column, expr)) ?? [];
    take(column, expr.operator === "or" ? always : others, expr.operator !== "unless");
  }
  if (expr.operator === "or")
    for (const column of right.values()) take(column, lefts.get(signatureOf(column, expr)) ?? [], false);
  return results;
}

/** Each series with the one of the other side that has the same labels; of the side of `group_…` there may be several. */
function joined(expr: Binary, left: Columns, right: Columns, count: number): Columns {
  const group = expr.matching?.group;
  const isSwapped = group?.side === "right";
  const [many, one] = isSwapped ? [right, left] : [left, right];
  const ones = bySignature(expr, one);
  const used = new Map<Column, Column>();
  const results: Columns = new Map();
  for (const column of many.values()) {
    const partners = ones.get(signatureOf(column, expr)) ?? [];
    if (partners.length > 1) throw severalMatch(expr);
    const [partner] = partners;
    if (!partner) continue;
    if (!group && used.has(partner)) throw severalMatch(expr);
    used.set(partner, column);
    const result = columnAt(results, resultLabels(expr, column, partner), count);
    for (let index = 0; index < count; index++) {
      if (column.has[index] !== 1 || partner.has[index] !== 1) continue;
      const [mine, other] = [column.values[index] ?? 0, partner.values[index] ?? 0];
      const [a, b] = isSwapped ? [other, mine] : [mine, other];
      put(result, index, expr.operator, expr.returnBool, { a, b, kept: a });
    }
  }
  return results;
}

function resultLabels({ matching }: Binary, many: Column, one: Column) {
  if (!matching) return many.labels;
  if (!matching.group) return grouped(many.labels, matching);
  const included = matching.group.include.filter((name) => Object.hasOwn(one.labels, name));
  return { ...many.labels, ...Object.fromEntries(included.map((name) => [name, one.labels[name] ?? ""])) };
}

const severalMatch = ({ operator }: Binary): AppError =>
  new AppError({
    kind: "bad-query",
    say: `Several series have the same labels on one side of \`${operator}\`: say with \`on (…)\` which labels match, and with \`group_left\` or \`group_right\` on which side there may be several.`,
  });
