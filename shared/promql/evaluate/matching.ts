// Operators between two vectors: which element of one side meets which of the other, and what comes of it.
import { formatLabels, type Labels } from "../../model/labels";
import type { Binary } from "../ast";
import { FindingError } from "../diagnostics";
import { type Context, emptyColumn, type VectorColumn } from "./context";
import { type Cut, groupOf, keyOf, mergeEqual } from "./label-sets";
import { dropsName, numberOperation } from "./operators";

/** Which labels must be equal for two elements to meet: those in `on`, or all but those in `ignoring` and the name. */
function matchingCut({ matching }: Binary): Cut {
  if (matching?.mode === "on") return { keep: true, labels: matching.labels };
  return { keep: false, labels: [...(matching?.labels ?? []), "__name__"] };
}

function bySignature(binary: Binary, columns: readonly VectorColumn[]): Map<string, { labels: Labels; columns: VectorColumn[] }> {
  const cut = matchingCut(binary);
  const found = new Map<string, { labels: Labels; columns: VectorColumn[] }>();
  for (const column of columns) {
    const { key, labels } = groupOf(binary, cut, column.labels);
    const group = found.get(key);
    if (group) group.columns.push(column);
    else found.set(key, { labels, columns: [column] });
  }
  return found;
}

/** Per step, whether any of the columns has a point there. */
function presence(columns: readonly VectorColumn[], steps: number): Uint8Array {
  const any = new Uint8Array(steps);
  for (const { present } of columns) for (let step = 0; step < steps; step++) if (present[step]) any[step] = 1;
  return any;
}

/** `and`, `unless`, `or`: values do not matter, and any number may meet any number. */
export function setOperation(binary: Binary, left: VectorColumn[], right: VectorColumn[], context: Context): VectorColumn[] {
  const steps = context.steps.length;
  const cut = matchingCut(binary);
  const presenceOf = (columns: readonly VectorColumn[]) => {
    const groups = new Map<string, Uint8Array>();
    for (const [key, group] of bySignature(binary, columns)) groups.set(key, presence(group.columns, steps));
    return (column: VectorColumn) => groups.get(groupOf(binary, cut, column.labels).key);
  };
  if (binary.operator === "or") {
    const taken = presenceOf(left);
    return mergeEqual([...left, ...masked(right, taken, false)], binary);
  }
  return masked(left, presenceOf(right), binary.operator === "and");
}

/** The columns with only those points whose partners are there (`want`), or are not. */
function masked(
  columns: readonly VectorColumn[],
  partnersOf: (column: VectorColumn) => Uint8Array | undefined,
  want: boolean,
): VectorColumn[] {
  const results: VectorColumn[] = [];
  for (const column of columns) {
    const partners = partnersOf(column);
    const present = column.present.map((flag, step) => (flag && (partners?.[step] === 1) === want ? 1 : 0));
    if (present.includes(1)) results.push({ ...column, present });
  }
  return results;
}

/** Arithmetic and comparisons: each element of the "many" side meets at most one of the "one" side. */
export function matchVectors(binary: Binary, left: VectorColumn[], right: VectorColumn[], context: Context): VectorColumn[] {
  const steps = context.steps.length;
  const group = binary.matching?.group;
  const [many, one] = group?.side === "right" ? [right, left] : [left, right];
  const manyAnywhere = presence(many, steps);
  const partners = bySignature(binary, one);
  for (const { labels, columns } of partners.values()) {
    if (columns.length > 1) refuseTwoOnOneSide(binary, labels, columns, manyAnywhere);
  }
  const results = new Map<string, VectorColumn>();
  const operate = numberOperation(binary);
  for (const [key, { columns }] of bySignature(binary, many)) {
    const others = partners.get(key)?.columns ?? [];
    // Per step, which elements of this signature have found a partner already: one-to-one allows a single one.
    const matched = group || columns.length === 1 ? undefined : new Uint8Array(steps);
    for (const column of columns) for (const other of others) meet(column, other, matched);
  }

  function meet(column: VectorColumn, other: VectorColumn, matched: Uint8Array | undefined): void {
    const labels = resultLabels(binary, column.labels, other.labels);
    const key = keyOf(labels);
    let result = results.get(key);
    for (let step = 0; step < steps; step++) {
      if (!column.present[step] || !other.present[step]) continue;
      if (matched?.[step]) {
        throw new FindingError(
          "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)",
          binary,
        );
      }
      if (matched) matched[step] = 1;
      const [manyValue, oneValue] = [column.values[step] ?? 0, other.values[step] ?? 0];
      const outcome = group?.side === "right" ? operate(oneValue, manyValue) : operate(manyValue, oneValue);
      if (outcome === undefined) continue;
      if (!result) {
        result = emptyColumn(labels, steps);
        results.set(key, result);
        context.budget.spend(steps);
      }
      if (result.present[step]) {
        throw new FindingError("multiple matches for labels: grouping labels must ensure unique matches", binary);
      }
      result.values[step] = outcome;
      result.present[step] = 1;
    }
  }

  return [...results.values()];
}

/** Two elements of one signature on the side that may have one: there is no saying which is meant. */
function refuseTwoOnOneSide(binary: Binary, signature: Labels, columns: readonly VectorColumn[], manyAnywhere: Uint8Array): void {
  for (let step = 0; step < manyAnywhere.length; step++) {
    // Prometheus answers nothing, without an error, where the other side is empty.
    if (!manyAnywhere[step]) continue;
    const [first, second] = columns.filter(({ present }) => present[step]);
    if (!first || !second) continue;
    const side = binary.matching?.group?.side === "right" ? "left" : "right";
    throw new FindingError(
      `found duplicate series for the match group ${formatLabels(signature)} on the ${side} hand-side of the operation: ` +
        `[${formatLabels(second.labels)}, ${formatLabels(first.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
      binary,
    );
  }
}

const resultCache = new WeakMap<Binary, WeakMap<Labels, WeakMap<Labels, Labels>>>();

/** The labels of a result, remembered per pair: the same two series meet again at every evaluation. */
function resultLabels(binary: Binary, many: Labels, one: Labels): Labels {
  const ofBinary = resultCache.get(binary) ?? new WeakMap<Labels, WeakMap<Labels, Labels>>();
  resultCache.set(binary, ofBinary);
  const ofMany = ofBinary.get(many) ?? new WeakMap<Labels, Labels>();
  ofBinary.set(many, ofMany);
  const labels = ofMany.get(one) ?? makeResultLabels(binary, many, one);
  ofMany.set(one, labels);
  return labels;
}

function makeResultLabels(binary: Binary, many: Labels, one: Labels): Labels {
  const { matching } = binary;
  const stays = (name: string): boolean => {
    if (name === "__name__" && dropsName(binary)) return false;
    if (matching?.group) return true;
    return matching?.mode === "on" ? matching.labels.includes(name) : !matching?.labels.includes(name);
  };
  const labels = new Map(Object.entries(many).filter(([name]) => stays(name)));
  for (const name of matching?.group?.include ?? []) {
    const value = Object.hasOwn(one, name) ? (one[name] ?? "") : "";
    if (value === "") labels.delete(name);
    else labels.set(name, value);
  }
  return Object.fromEntries(labels);
}
