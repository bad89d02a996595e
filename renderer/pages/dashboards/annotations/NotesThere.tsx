import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { Annotation } from "#shared/dashboards/panel-data";
import { formatDate } from "#shared/dashboards/time/date-format";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { visibleText } from "../../../components/visible-text";
import styles from "./Annotations.module.css";

/** What was noted here before, to be taken away again. */
export function NotesThere({ notes, timeZone }: { notes: readonly Annotation[]; timeZone: string }) {
  const [failure, setFailure] = useState<Failure>();

  async function remove(id: string): Promise<void> {
    setFailure(undefined);
    try {
      await ask("notes.remove", { id });
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  if (notes.length === 0) return null;
  return (
    <section className={styles.there} aria-label="Noted here">
      <h3>Noted here</h3>
      <ul>
        {notes.map(({ id, at, text }) => (
          <li key={id}>
            <time>{formatDate(at, "YYYY-MM-DD HH:mm:ss", timeZone)}</time>
            <span title={visibleText(text)}>{visibleText(text)}</span>
            <IconButton
              icon={Trash2}
              label={`Remove the note “${visibleText(text.slice(0, 60))}”`}
              onClick={() => id !== undefined && void remove(id)}
            />
          </li>
        ))}
      </ul>
      {failure && <FailureNote failure={failure} />}
    </section>
  );
}
