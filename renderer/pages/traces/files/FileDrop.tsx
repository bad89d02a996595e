import { FileDown, X } from "lucide-react";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { useFileDrop } from "../../../components/use-file-drop";
import { visibleText } from "../../../components/visible-text";
import styles from "./FileDrop.module.css";
import { forgetFileFailures, useFiles, useFilesState } from "./use-files";

/** Takes files that are dropped anywhere on the page, and tells what becomes of them. */
export function FileDrop() {
  const { take } = useFiles();
  const isOver = useFileDrop(take);
  const { reading, failures } = useFilesState();
  return (
    <>
      {isOver && (
        <div className={styles.zone}>
          <p>
            <FileDown size={18} aria-hidden />
            Drop files of traces to open them
            <span>JSON of Jaeger, OpenTelemetry or Zipkin; also gzipped</span>
          </p>
        </div>
      )}
      {reading !== undefined && (
        <p className={styles.reading} role="status">
          Reading {visibleText(reading)}…
        </p>
      )}
      {failures.length > 0 && (
        <div className={styles.failures}>
          <div>
            {failures.map(({ name, failure }) => (
              <FailureNote
                key={`${name} ${failure.say}`}
                failure={{ ...failure, retry: false, say: failure.say.includes(name) ? failure.say : `${name}: ${failure.say}` }}
              />
            ))}
          </div>
          <IconButton icon={X} label="Close this note" onClick={forgetFileFailures} />
        </div>
      )}
    </>
  );
}
