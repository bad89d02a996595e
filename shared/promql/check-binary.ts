// What may stand on the sides of an operator, and how they may be matched.
import { type Binary, isComparison, isSetOperator, type Span, type VectorMatching } from "./ast";
import { quote } from "./go-text";
import { typeOf } from "./type-of";

export function createBinaryCheck(text: string, add: (message: string, span: Span) => void): (binary: Binary) => void {
  const isBlank = (at: number) => /[ \t\r\n]/.test(text[at] ?? "");

  /** The operator with its modifiers: everything between the sides but the blanks around it. */
  function betweenSides({ left, right }: Binary): Span {
    let [from, to] = [left.to, right.from];
    while (isBlank(from)) from++;
    while (to > from && isBlank(to - 1)) to--;
    return { from, to };
  }

  function checkSides(binary: Binary): void {
    for (const side of [binary.left, binary.right]) {
      const type = typeOf(side);
      if (type !== "scalar" && type !== "vector") {
        add("binary expression must contain only scalar and instant vector types", side);
      }
    }
  }

  return (binary) => {
    const { operator, matching, fill } = binary;
    const isComparing = isComparison(operator);
    const isSet = isSetOperator(operator);
    const [left, right] = [typeOf(binary.left), typeOf(binary.right)];
    if (binary.returnBool && !isComparing) add("bool modifier can only be used on comparison operators", betweenSides(binary));
    if (isComparing && !binary.returnBool && left === "scalar" && right === "scalar") {
      add("comparisons between scalars must use BOOL modifier", betweenSides(binary));
    }
    for (const label of twiceNamed(matching)) {
      add(`label ${quote(label)} must not occur in ON and GROUP clause at once`, betweenSides(binary));
    }
    checkSides(binary);
    if (left !== "vector" || right !== "vector") {
      if (matching && matching.labels.length > 0) add("vector matching only allowed between instant vectors", binary);
      if (fill) add("filling in missing series only allowed between instant vectors", binary);
    } else if (isSet) {
      if (matching?.group) {
        add(`no grouping allowed for ${quote(operator)} operation`, binary);
        add("set operations must always be many-to-many", binary);
      }
      if (fill) add("filling in missing series not allowed for set operators", binary);
    }
    if (isSet && (left === "scalar" || right === "scalar")) {
      add(`set operator ${quote(operator)} not allowed in binary scalar expression`, binary);
    }
  };
}

/** The labels that stand both in `on` and in `group_left` or `group_right`. */
function twiceNamed(matching: VectorMatching | undefined): string[] {
  if (matching?.mode !== "on" || !matching.group) return [];
  const include = new Set(matching.group.include);
  return matching.labels.filter((label) => include.has(label));
}
