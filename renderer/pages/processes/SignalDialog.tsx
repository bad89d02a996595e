import { useState } from "react";
import type { SignalName } from "#shared/contract/processes";
import { formatSecond } from "#shared/format/clock-time";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { visibleText } from "../../components/visible-text";
import { useHostInfo } from "../../stores/host";
import styles from "./Dialogs.module.css";
import { signalCommand, signalsOn } from "./signals";
import { SentCommand, TargetFacts, Warnings } from "./TargetFacts";
import type { OwnProcesses } from "./use-own-processes";
import { signalWarnings } from "./warnings";

interface Props {
  process: Process;
  first: SignalName;
  own: OwnProcesses;
  snapshot: ProcessSnapshot | undefined;
  onClose(): void;
}

type Outcome = { kind: "sent"; at: number } | { kind: "failed"; failure: Failure };

/** Sends a signal to one process, after showing what is sent to whom; what came of it is told here too. */
export function SignalDialog({ process, first, own, snapshot, onClose }: Props) {
  const platform = useHostInfo().data?.platform;
  const offered = signalsOn(platform);
  const [signal, setSignal] = useState<SignalName>(offered.some(({ name }) => name === first) ? first : "SIGKILL");
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const { info } = process;
  const words = offered.find(({ name }) => name === signal);
  const known = { processes: snapshot?.processes ?? [], ownRoles: own.roles };

  async function send(): Promise<void> {
    setSending(true);
    setOutcome(undefined);
    try {
      await ask("processes.signal", { pid: info.pid, startStamp: info.startStamp, signal });
      setOutcome({ kind: "sent", at: Date.now() });
    } catch (error) {
      setOutcome({ kind: "failed", failure: toFailure(error) });
    }
    setSending(false);
  }

  const isSent = outcome?.kind === "sent";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Send a signal to ${visibleText(info.name)}`}
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
            <Button type="submit" kind={words?.ends ? "danger" : "primary"} isBusy={isSending}>
              Send {signal}
            </Button>
          </>
        )
      }
    >
      <TargetFacts process={process} />
      {isSent ? (
        <Sent
          process={process}
          signal={signal}
          at={outcome.at}
          snapshot={snapshot}
          onKill={() => {
            setSignal("SIGKILL");
            setOutcome(undefined);
          }}
        />
      ) : (
        <>
          <Field label="Signal" hint={words?.does}>
            <Select<SignalName>
              value={signal}
              onChange={setSignal}
              options={offered.map(({ name }) => ({ value: name, label: name }))}
            />
          </Field>
          <SentCommand command={signalCommand(platform, signal, info.pid)} />
          <Warnings warnings={signalWarnings(process, signal, known)} />
          {outcome?.kind === "failed" && <FailureNote failure={outcome.failure} />}
        </>
      )}
    </Dialog>
  );
}

interface SentProps {
  process: Process;
  signal: SignalName;
  at: number;
  snapshot: ProcessSnapshot | undefined;
  onKill(): void;
}

/** What has become of it since. That a signal was sent says nothing of whether it was listened to. */
function Sent({ process, signal, at, snapshot, onKill }: SentProps) {
  const now = snapshot?.processes.find(({ key }) => key === process.key);
  const isFresh = snapshot !== undefined && snapshot.time > at;
  const hasEnded = isFresh && !now;
  return (
    <div className={styles.outcome} role="status">
      <p>
        {signal} was sent at {formatSecond(at)}.{" "}
        {!isFresh
          ? "The next look at the list will show what came of it."
          : hasEnded
            ? `${visibleText(process.info.name)} has ended.`
            : now?.state === "zombie"
              ? "It has ended; its parent has not taken note of that yet."
              : now?.state === "stopped"
                ? "It has stopped, until it is sent SIGCONT."
                : `It is there still (${now?.state}).`}
      </p>
      {isFresh && now && signal === "SIGTERM" && now.state !== "zombie" && (
        <p>
          A program may take its time to end, or not listen to SIGTERM.{" "}
          <button type="button" className={styles.link} onClick={onKill}>
            Send SIGKILL instead…
          </button>
        </p>
      )}
    </div>
  );
}
