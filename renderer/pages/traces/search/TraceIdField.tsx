import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "../../../components/Button";
import { TextInput } from "../../../components/TextInput";
import { traceLink } from "../../../stores/trace-source";
import styles from "./SearchBar.module.css";
import { readTraceId } from "./trace-id";

/** Opens a trace by its id, as it was found somewhere: also in a header, a link or a log line. */
export function TraceIdField({ source }: { source: string }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [mistake, setMistake] = useState<string>();
  const noteId = useId();

  function open(): void {
    const read = readTraceId(text);
    if (read.ok) void navigate(traceLink({ source, ...read }));
    else setMistake(read.message);
  }

  return (
    <div className={styles.byId}>
      <TextInput
        isMono
        value={text}
        onChange={(next) => {
          setText(next);
          setMistake(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          // It stands in the form of the search, and is another way to a trace.
          event.preventDefault();
          open();
        }}
        placeholder="Trace id, traceparent or link"
        aria-label="Trace id"
        aria-invalid={mistake !== undefined || undefined}
        aria-describedby={mistake === undefined ? undefined : noteId}
      />
      <Button onClick={open} disabled={text.trim() === ""}>
        Open
      </Button>
      {mistake !== undefined && (
        <p id={noteId} className={styles.mistake} role="alert">
          {mistake}
        </p>
      )}
    </div>
  );
}
