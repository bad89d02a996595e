import type { Frame } from "#shared/dashboards/data/frame";
import { Button } from "../../components/Button";
import { CopyButton } from "../../components/CopyButton";
import { Dialog } from "../../components/Dialog";
import { visibleText } from "../../components/visible-text";
import { anchorOf, type HrefOf, valueLinks } from "../links/value-links";
import styles from "./Table.module.css";
import { cellText, type TableColumn, writeJson } from "./table-columns";
import { rowText } from "./table-rows";

export interface CellDialogProps {
  column: TableColumn | undefined;
  columns: readonly TableColumn[];
  frame: Frame;
  row: number;
  hrefOf: HrefOf;
  onClose(): void;
}

/** The whole of a value: what is cut in its cell, spread out, with its links, to be copied. */
export function CellDialog({ column, columns, frame, row, hrefOf, onClose }: CellDialogProps) {
  if (!column) return null;
  const value: unknown = column.field.values[row];
  const text = wholeText(value) ?? cellText(column, row);
  const links = valueLinks({ field: column.field, value, display: column.display(value), place: { frame, row } }, hrefOf);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={visibleText(column.id)}
      width="wide"
      footer={
        <>
          <CopyButton text={rowText(columns, row)} label="Copy the row" isWide />
          <CopyButton text={text} label="Copy the value" isWide />
          <Button kind="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <pre className={styles.whole}>{visibleText(text) || "(empty)"}</pre>
      {links.length > 0 && (
        <ul className={styles.wholeLinks}>
          {links.map((link, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two links may be the same, and their list does not move
            <li key={index}>
              <a {...anchorOf(link)}>{link.title}</a>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** Objects, and texts that hold JSON, are spread out over lines; undefined for all else. */
function wholeText(value: unknown): string | undefined {
  if (typeof value === "object" && value !== null) return writeJson(value, 2);
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2);
  } catch {
    // It only began like JSON: as it is, then.
    return undefined;
  }
}
