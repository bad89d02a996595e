import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { TextInput } from "../../components/TextInput";
import { visibleText } from "../../components/visible-text";
import styles from "./Dialogs.module.css";
import { niceWords, parseNice, reniceCommand } from "./niceness";
import { SentCommand, TargetFacts, Warnings } from "./TargetFacts";
import type { OwnProcesses } from "./use-own-processes";

interface Props {
  process: Process;
  own: OwnProcesses;
  snapshot: ProcessSnapshot | undefined;
  onClose(): void;
}

/** Sets how a process stands against others when the processor is busy. */
export function ReniceDialog({ process, own, snapshot, onClose }: Props) {
  const { info } = process;
  const current = snapshot?.processes.find(({ key }) => key === process.key)?.nice ?? process.nice;
  const [text, setText] = useState(() => String(Number.isNaN(process.nice) ? 0 : process.nice));
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [sent, setSent] = useState<number>();
  const nice = parseNice(text);

  async function send(): Promise<void> {
    if (nice === undefined) return;
    setSending(true);
    setFailure(undefined);
    try {
      await ask("processes.renice", { pid: info.pid, startStamp: info.startStamp, nice });
      setSent(nice);
    } catch (error) {
      setFailure(toFailure(error));
    }
    setSending(false);
  }

  const isSent = sent !== undefined && sent === nice;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Renice ${visibleText(info.name)}`}
      onSubmit={() => (isSent ? onClose() : void send())}
      footer={
        isSent ? (
          <Button type="submit" kind="primary">
            Close
          </Button>
        ) : (
          <>
            <Button kind="quiet" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" kind="primary" isBusy={isSending} disabled={nice === undefined || nice === current}>
              Set {nice ?? ""}
            </Button>
          </>
        )
      }
    >
      <TargetFacts process={process} />
      <Field
        label="Niceness"
        {...(nice === undefined
          ? { error: "A whole number from −20, served first, to 19, served last." }
          : { hint: `${nice}: ${niceWords(nice)}${nice === current ? ". It is that now" : ""}.` })}
      >
        <div className={styles.nice}>
          <input
            type="range"
            min={-20}
            max={19}
            step={1}
            value={nice ?? 0}
            onChange={(event) => setText(event.target.value)}
            aria-label="Niceness"
          />
          <TextInput value={text} onChange={setText} inputMode="numeric" />
        </div>
      </Field>
      {nice !== undefined && <SentCommand command={reniceCommand(nice, info.pid)} />}
      <Warnings
        warnings={
          own.roles.has(info.pid) && nice !== undefined && nice > current
            ? ["This is Watchdeck itself: on a busy machine it will measure late."]
            : []
        }
      />
      {isSent && (
        <p className={styles.outcome} role="status">
          It is {sent} now.
        </p>
      )}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
