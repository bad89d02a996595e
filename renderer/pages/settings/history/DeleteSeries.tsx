import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { formatCount } from "#shared/format/count";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { ConfirmDialog } from "../../../components/ConfirmDialog";
import { Field } from "../../../components/Field";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import styles from "./History.module.css";

interface Found {
  selector: string;
  series: number;
  examples: string[];
}

/** Deletes series by a selector, after showing which they are. */
export function DeleteSeries({ onDeleted }: { onDeleted(): void }) {
  const [selector, setSelector] = useState("");
  const [found, setFound] = useState<Found>();
  const [note, setNote] = useState<string>();
  const [failure, setFailure] = useState<Failure>();

  function type(text: string): void {
    setSelector(text);
    // They were about the text as it was.
    setNote(undefined);
    setFailure(undefined);
  }

  async function look(event: FormEvent): Promise<void> {
    event.preventDefault();
    setNote(undefined);
    setFailure(undefined);
    try {
      const answer = await ask("store.match", { selector });
      if (answer.series === 0) setNote("No series matches that selector.");
      else setFound({ selector, ...answer });
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  async function remove({ selector: chosen }: Found): Promise<void> {
    const { series } = await ask("store.delete", { selector: chosen });
    setNote(`${seriesWords(series)} deleted.`);
    setSelector("");
    onDeleted();
  }

  return (
    <form className={styles.remove} onSubmit={(event) => void look(event)}>
      <Field
        label="Delete series"
        // What comes of it is read out as well.
        hint={<span role="status">{note ?? "By name and labels; which ones they are is shown before anything is deleted."}</span>}
        {...(failure && { error: failure.say })}
      >
        <TextInput isMono value={selector} onChange={type} placeholder={'node_disk_io_now{device="sda"}'} />
      </Field>
      <Button type="submit" icon={Trash2} disabled={selector.trim() === ""}>
        Delete…
      </Button>
      {found && (
        <ConfirmDialog
          title={`Delete ${seriesWords(found.series)}?`}
          yes="Delete"
          no={found.series === 1 ? "Keep it" : "Keep them"}
          width="normal"
          onYes={() => remove(found)}
          onClose={() => setFound(undefined)}
        >
          <p>
            All samples of {found.series === 1 ? "this series" : "these series"} are deleted, old and new. There is no way back;
            what is still measured begins anew.
          </p>
          <ul className={styles.examples} aria-label="Series that would be deleted">
            {found.examples.map((example) => (
              <li key={example}>{visibleText(example)}</li>
            ))}
            {found.series > found.examples.length && <li>and {formatCount(found.series - found.examples.length)} more</li>}
          </ul>
        </ConfirmDialog>
      )}
    </form>
  );
}

const seriesWords = (count: number): string => `${formatCount(count)} series`;
