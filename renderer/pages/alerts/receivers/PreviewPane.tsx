import { useState } from "react";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import styles from "./Receivers.module.css";
import type { PreviewState } from "./use-preview";

type View = "read" | "sent";

const views = [
  { value: "read", label: "As it is read" },
  { value: "sent", label: "As it is sent" },
] as const;

/** What would leave this machine for a made-up group of alerts, secrets blotted out. */
export function PreviewPane({ preview, failure }: PreviewState) {
  const [view, setView] = useState<View>("read");
  return (
    <section className={styles.preview} aria-label="Preview">
      <div className={styles.previewHead}>
        <span className={styles.previewTitle}>Preview</span>
        <SegmentedControl<View> label="Preview" value={view} onChange={setView} segments={views} />
      </div>
      {failure ? (
        <p className={styles.problem}>{visibleText(failure.say)}</p>
      ) : !preview ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <p className={styles.to}>{visibleText(preview.to)}</p>
          {view === "read" ? <Read text={preview.text} /> : <Sent preview={preview} />}
          {preview.problems.map((problem) => (
            <p key={problem} className={styles.problem}>
              {visibleText(problem)}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

/** The first line is what stands in a list of messages, so it is drawn as the title that it will be. */
function Read({ text }: { text: string }) {
  const end = text.indexOf("\n");
  const title = end < 0 ? text : text.slice(0, end);
  return (
    <div className={styles.read}>
      <p className={styles.readTitle}>{title}</p>
      {end < 0 ? "" : text.slice(end + 1).trimStart()}
    </div>
  );
}

function Sent({ preview }: { preview: NonNullable<PreviewState["preview"]> }) {
  return (
    <>
      <dl className={styles.head}>
        {preview.head.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{visibleText(value)}</dd>
          </div>
        ))}
      </dl>
      <pre className={styles.sent}>{preview.body}</pre>
    </>
  );
}
