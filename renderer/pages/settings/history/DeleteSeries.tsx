import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { RemoveDialog } from "../../../components/RemoveDialog";
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
        hint={note ?? "What is still being measured begins anew; everything else is gone."}
        {...(failure && { error: failure.say })}
      >
        <TextInput isMono value={selector} onChange={setSelector} placeholder={'node_disk_io_now{device="sda"}'} />
      </Field>
      <Button type="submit" icon={Trash2} disabled={selector.trim() === ""}>
        Delete…
      </Button>
      {found && (
        <RemoveDialog name={seriesWords(found.series)} onRemove={() => remove(found)} onClose={() => setFound(undefined)}>
          <p>With all of their samples, from all tiers. There is no way back.</p>
          <ul className={styles.examples}>
            {found.examples.map((example) => (
              <li key={example}>{visibleText(example)}</li>
            ))}
            {found.series > found.examples.length && <li>and {found.series - found.examples.length} more</li>}
          </ul>
        </RemoveDialog>
      )}
    </form>
  );
}

const seriesWords = (count: number): string => (count === 1 ? "1 series" : `${count} series`);
