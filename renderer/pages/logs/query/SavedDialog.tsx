import { Check, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { CopyButton } from "../../../components/CopyButton";
import { Dialog } from "../../../components/Dialog";
import { IconButton } from "../../../components/IconButton";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import { useSourceNames } from "../../../stores/source-names";
import { useQueryMemory } from "./query-memory";
import styles from "./Saved.module.css";
import { type SavedQuery, savedAsText } from "./saved-queries";

interface Props {
  source: string;
  onRun(expr: string, source?: string): void;
  onClose(): void;
}

/** All saved queries: each can be run, renamed and removed, and all of them copied as text. */
export function SavedDialog({ source, onRun, onClose }: Props) {
  const saved = useQueryMemory((memory) => memory.saved);
  const save = useQueryMemory((memory) => memory.save);
  const remove = useQueryMemory((memory) => memory.remove);
  const { nameOf } = useSourceNames();
  const [removed, setRemoved] = useState<SavedQuery>();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Saved queries"
      footer={
        <>
          {removed && (
            <p className={styles.removed} role="status">
              “{visibleText(removed.name)}” is removed.{" "}
              <Button
                size="small"
                onClick={() => {
                  save(removed);
                  setRemoved(undefined);
                }}
              >
                Put it back
              </Button>
            </p>
          )}
          {saved.length > 0 && <CopyButton isWide label="Copy all as text" text={savedAsText(saved, nameOf)} />}
        </>
      }
    >
      {saved.length === 0 && <p className={styles.none}>No saved queries.</p>}
      <ul className={styles.list} aria-label="Saved queries">
        {saved.map((query) => (
          <SavedRow
            key={query.id}
            query={query}
            sourceName={nameOf(query.source)}
            onRun={() => onRun(query.expr, query.source === source ? undefined : query.source)}
            onRename={(name) => save({ ...query, name })}
            onRemove={() => {
              remove(query.id);
              setRemoved(query);
            }}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface RowProps {
  query: SavedQuery;
  sourceName: string;
  onRun(): void;
  onRename(name: string): void;
  onRemove(): void;
}

function SavedRow({ query, sourceName, onRun, onRename, onRemove }: RowProps) {
  const [name, setName] = useState<string>();
  const shown = visibleText(query.name);
  return (
    <li className={styles.row}>
      {name === undefined ? (
        <div className={styles.name}>
          <span title={shown}>{shown}</span>
          <span className={styles.source}>{sourceName}</span>
        </div>
      ) : (
        <form
          className={styles.name}
          onSubmit={(event) => {
            event.preventDefault();
            onRename(name);
            setName(undefined);
          }}
        >
          <TextInput value={name} onChange={setName} aria-label={`New name of ${shown}`} autoFocus />
          <IconButton type="submit" icon={Check} label="Rename" />
        </form>
      )}
      <code className={styles.query}>{visibleText(query.expr)}</code>
      <div className={styles.actions}>
        <IconButton icon={Play} label={`Run ${shown}`} onClick={onRun} />
        <IconButton icon={Pencil} label={`Rename ${shown}`} onClick={() => setName(query.name)} />
        <IconButton icon={Trash2} label={`Remove ${shown}`} onClick={onRemove} />
      </div>
    </li>
  );
}
