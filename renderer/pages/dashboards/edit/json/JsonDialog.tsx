import { lazy, Suspense, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";
import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { Dialog } from "../../../../components/Dialog";
import { Skeleton } from "../../../../components/Skeleton";
import styles from "./Json.module.css";

const JsonEditor = lazy(() => import("./JsonEditor").then(({ JsonEditor }) => ({ default: JsonEditor })));

export type ReadJson =
  | { ok: true /** What was put right, each with its JSON path. */; notes: readonly string[]; apply(): void }
  | { ok: false; diagnostics: Diagnostic[] };

interface Props {
  title: string;
  text: string;
  /** Checks a text; nothing is changed before `apply`. */
  read(text: string): ReadJson;
  onClose(): void;
}

/** A text of JSON to look at and to change. */
export function JsonDialog({ title, text, read, onClose }: Props) {
  const [typed, setTyped] = useState(text);
  const outcome = typed === text ? undefined : read(typed);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={title}
      footer={
        <>
          <CopyButton text={typed} label="Copy" isWide />
          <span className={styles.space} />
          <Button kind="quiet" onClick={onClose}>
            Close
          </Button>
          <Button
            kind="primary"
            disabled={!outcome?.ok}
            onClick={() => {
              if (outcome?.ok) outcome.apply();
              onClose();
            }}
          >
            Apply
          </Button>
        </>
      }
    >
      <Suspense fallback={<Skeleton height={360} />}>
        <JsonEditor
          label={title}
          value={typed}
          onChange={setTyped}
          diagnostics={outcome && !outcome.ok ? outcome.diagnostics : []}
        />
      </Suspense>
      {outcome?.ok && outcome.notes.length > 0 && (
        <ul className={styles.notes} aria-label="What is put right">
          {outcome.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
