// Value mappings as lines that can be edited one by one. Files keep all values of one mapping in an object, whose numbers lose
// their order: there the `index` of each says which comes first.
import type { MappingResult, ValueMapping } from "../field-config";

export type MappingLine =
  | { kind: "value"; value: string; result: MappingResult }
  | { kind: "range"; from: number | null; to: number | null; result: MappingResult }
  | { kind: "regex"; pattern: string; result: MappingResult }
  | { kind: "special"; match: Extract<ValueMapping, { type: "special" }>["options"]["match"]; result: MappingResult };

export function mappingLines(mappings: readonly ValueMapping[]): MappingLine[] {
  const lines = mappings.flatMap(linesOf);
  // Sorting is stable: without an index the order of the file holds.
  return lines.every(({ result }) => result.index !== undefined)
    ? lines.sort((a, b) => (a.result.index ?? 0) - (b.result.index ?? 0))
    : lines;
}

function linesOf(mapping: ValueMapping): MappingLine[] {
  switch (mapping.type) {
    case "value":
      return Object.entries(mapping.options).map(([value, result]) => ({ kind: "value", value, result }));
    case "range":
      return [{ kind: "range", ...mapping.options }];
    case "regex":
      return [{ kind: "regex", ...mapping.options }];
    case "special":
      return [{ kind: "special", ...mapping.options }];
  }
}

/** Lines of values that follow one another make one mapping. Of two lines for one value the first holds. */
export function mappingsOf(lines: readonly MappingLine[]): ValueMapping[] {
  const mappings: ValueMapping[] = [];
  lines.forEach((line, index) => {
    const result = { ...line.result, index };
    switch (line.kind) {
      case "value": {
        const last = mappings.at(-1);
        if (last?.type !== "value") mappings.push({ type: "value", options: { [line.value]: result } });
        else if (!Object.hasOwn(last.options, line.value)) last.options[line.value] = result;
        return;
      }
      case "range":
        mappings.push({ type: "range", options: { from: line.from, to: line.to, result } });
        return;
      case "regex":
        mappings.push({ type: "regex", options: { pattern: line.pattern, result } });
        return;
      case "special":
        mappings.push({ type: "special", options: { match: line.match, result } });
    }
  });
  return mappings;
}

/** A line of another kind with the same result. */
export function lineOfKind(kind: MappingLine["kind"], result: MappingResult = {}): MappingLine {
  switch (kind) {
    case "value":
      return { kind, value: "", result };
    case "range":
      return { kind, from: null, to: null, result };
    case "regex":
      return { kind, pattern: "", result };
    case "special":
      return { kind, match: "null", result };
  }
}
