// Comparisons that dashboards name, for values of any kind.

/** `eq`, `neq`, `gt`, `gte`, `lt`, `lte`, or their signs. Numbers compare as numbers, also when one is written as text. */
export function compareValues(left: unknown, op: string, right: unknown): boolean {
  const [a, b] = alike(left, right);
  switch (op) {
    case "eq":
    case "=":
    case "==":
      return Object.is(a, b) || a === b;
    case "neq":
    case "!=":
      return !(Object.is(a, b) || a === b);
    case "gt":
    case ">":
      return isOrdered(a, b) && a > b;
    case "gte":
    case ">=":
      return isOrdered(a, b) && a >= b;
    case "lt":
    case "<":
      return isOrdered(a, b) && a < b;
    case "lte":
    case "<=":
      return isOrdered(a, b) && a <= b;
    default:
      return false;
  }
}

type Ordered = number | string;

const isOrdered = (a: Ordered, b: Ordered): boolean => a !== "" && b !== "";

function alike(left: unknown, right: unknown): [Ordered, Ordered] {
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === typeof b) return [a, b];
  const [x, y] = [toNumber(a), toNumber(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? [String(a), String(b)] : [x, y];
}

/** Nothing is the text of nothing; yes and no are one and zero. */
function plain(value: unknown): Ordered {
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === null || value === undefined ? "" : String(value);
}

export const toNumber = (value: unknown): number => {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string" || value.trim() === "") return Number.NaN;
  return Number(value);
};

// One collator for all: making one takes longer than a thousand comparisons.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** For sorting: numbers by size, texts as people sort them ("2" before "10"), nothing last. */
export function byValue(a: unknown, b: unknown): number {
  const [isEmptyA, isEmptyB] = [isNothing(a), isNothing(b)];
  if (isEmptyA || isEmptyB) return isEmptyA === isEmptyB ? 0 : isEmptyA ? 1 : -1;
  if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a < b ? -1 : 1;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  return collator.compare(String(a), String(b));
}

const isNothing = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);
