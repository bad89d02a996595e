// What texts about a field may hold: `${__field.labels.job}`, `${__series.name}`, `$__cell_1`.
import { formatLabels } from "../../model/labels";
import { textOf, valueAt } from "./fields";
import type { Field, Frame } from "./frame";

const reference = /\$\{__(field|series|data|cell)([._[](?:[^}"]|"[^"]*")*)?(?::[^}]*)?\}|\$__cell_(\d+)|\[\[__cell_(\d+)\]\]/g;

/** Fills in what is of this field and its row; everything else stays for others to fill. */
export function fillFieldText(text: string, field: Field, frame: Frame, row = 0): string {
  if (!text.includes("__")) return text;
  return text.replace(reference, (whole, kind: string | undefined, path: string | undefined, ...cells) => {
    const cell = (cells[0] ?? cells[1]) as string | undefined;
    if (cell !== undefined) return cellText(frame, Number(cell), row);
    return resolve(kind ?? "", path ?? "", { field, frame, row }) ?? whole;
  });
}

interface Place {
  field: Field;
  frame: Frame;
  row: number;
}

function resolve(kind: string, path: string, { field, frame, row }: Place): string | undefined {
  if (kind === "cell") return cellText(frame, Number(/\d+/.exec(path)?.[0] ?? Number.NaN), row);
  if (kind === "series") return path === ".name" ? (frame.name ?? field.legend ?? field.display) : undefined;
  if (kind === "data") return dataText(frame, path, row);
  if (path === ".name") return field.name;
  if (path === ".displayName") return field.display;
  if (path === ".labels") return formatLabels(field.labels);
  const label = /^\.labels\.([^[\]]+)$/.exec(path)?.[1] ?? /^\.labels\["([^"]*)"\]$/.exec(path)?.[1];
  if (label === undefined) return undefined;
  return Object.hasOwn(field.labels, label) ? (field.labels[label] ?? "") : "";
}

/** `.fields[0]`, `.fields.name`, `.fields["name"]`, `.refId`, `.name`. */
function dataText(frame: Frame, path: string, row: number): string | undefined {
  if (path === ".refId") return frame.refId;
  if (path === ".name") return frame.name ?? "";
  const number = /^\.fields\[(\d+)\]/.exec(path)?.[1];
  if (number !== undefined) return cellText(frame, Number(number), row);
  const name = /^\.fields\["([^"]*)"\]/.exec(path)?.[1] ?? /^\.fields\.([^.[\]]+)/.exec(path)?.[1];
  if (name === undefined) return undefined;
  return cellText(
    frame,
    frame.fields.findIndex((field) => field.display === name || field.name === name),
    row,
  );
}

function cellText(frame: Frame, index: number, row: number): string {
  const field = frame.fields[index];
  return field ? textOf(valueAt(field, row)) : "";
}
