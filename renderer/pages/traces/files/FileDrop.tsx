import { FileDown, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
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

/** Whether files are held over the page. */
function useFileDrop(take: (files: readonly File[]) => Promise<void>): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  }, [take]);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser would open the file in place of the console.
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Between two elements of the page there is a related target; out of the window there is none.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
    };
  }, []);
  return isOver;
}
