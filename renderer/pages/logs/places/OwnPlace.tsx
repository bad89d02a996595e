import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { type Segment, SegmentedControl } from "../../../components/SegmentedControl";
import { TextInput } from "../../../components/TextInput";
import { visibleText } from "../../../components/visible-text";
import styles from "./Places.module.css";
import { draftFrom, foundWords, namesWords, type PlaceKind } from "./place-words";
import type { PlaceChanges } from "./use-place-changes";

const kinds: readonly Segment<PlaceKind>[] = [
  { value: "files", label: "Files" },
  { value: "journal", label: "Journal" },
  { value: "containers", label: "Containers" },
];

const fields: Record<PlaceKind, { label: string; placeholder: string; hint: string }> = {
  files: {
    label: "Path",
    placeholder: "/srv/app/logs/*.log",
    hint: "One file, or many by *, ?, ** and {a,b}. Rotated and gzipped ones are read with them.",
  },
  journal: {
    label: "Units",
    placeholder: "nginx.service docker*",
    hint: "Names or globs, with spaces between. Nothing: the whole journal.",
  },
  containers: {
    label: "Names",
    placeholder: "web-* db",
    hint: "Names or globs, with spaces between. Nothing: all containers of Docker and Podman.",
  },
};

/** The disk is looked at once the typing pauses. */
const pauseMs = 400;

/** A place of one's own: what is there is told before it is added. */
export function OwnPlace({ changes }: { changes: PlaceChanges }) {
  const [kind, setKind] = useState<PlaceKind>("files");
  const [text, setText] = useState("");
  const settled = useSettled(text);
  const draft = draftFrom(kind, text);
  const looked = draftFrom(kind, settled);
  const isSettled = settled === text;
  const look = useAsk(
    "logs.lookAtPlace",
    { place: looked ?? { kind: "journal", units: [] } },
    { enabled: looked !== undefined, retry: false },
  );
  const found = isSettled && draft ? look.data : undefined;
  const error = isSettled && draft ? look.error?.failure.say : undefined;
  const { label, placeholder, hint } = fields[kind];
  const problem = error ?? found?.problem;

  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft) void changes.add(draft).then((isAdded) => isAdded && setText(""));
      }}
    >
      <SegmentedControl<PlaceKind> label="What to read" value={kind} onChange={setKind} segments={kinds} className={styles.hug} />
      <div className={styles.ownRow}>
        <Field label={label} hint={hint}>
          <TextInput isMono value={text} onChange={setText} placeholder={placeholder} maxLength={4096} spellCheck={false} />
        </Field>
        <Button type="submit" icon={Plus} disabled={draft === undefined || error !== undefined} isBusy={changes.isBusy}>
          Add
        </Button>
      </div>
      <p className={styles.look} role="status">
        {found && <span title={visibleText(namesWords(found))}>{foundWords(kind, found)}</span>}
        {problem !== undefined && <span className={styles.problem}>{visibleText(problem)}</span>}
      </p>
    </form>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
