import { CircleSlash, FileQuestion, SearchX } from "lucide-react";
import type { Failure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { PageHeader } from "../../../components/PageHeader";
import { nameText } from "./span-text";
import styles from "./TracePage.module.css";

interface Props {
  traceId: string;
  failure: Failure;
  /** What the server is called; undefined where there is none. */
  sourceName: string | undefined;
  /** The name of the file that the trace was opened from. */
  file: string | undefined;
  onRetry(): void;
}

/** In the place of a trace that could not be had: why, and what to do. */
export function FailedTrace({ traceId, failure, sourceName, file, onRetry }: Props) {
  return (
    <>
      <PageHeader title="Trace" context={<code>{nameText(traceId)}</code>} />
      <Why traceId={traceId} failure={failure} sourceName={sourceName} file={file} onRetry={onRetry} />
    </>
  );
}

function Why({ failure, sourceName, file, onRetry }: Props) {
  const again = <Button onClick={onRetry}>Try again</Button>;
  if (failure.kind === "cancelled") {
    return (
      <EmptyState icon={CircleSlash} title="Cancelled" action={<Button onClick={onRetry}>Read it again</Button>}>
        The trace was not read to its end.
      </EmptyState>
    );
  }
  // A file is in memory only, and gone once the window is opened anew.
  if (file !== undefined && (failure.kind === "not-found" || sourceName === undefined)) {
    return (
      <EmptyState icon={FileQuestion} title="The file is not open any more">
        {`Open ${nameText(file)} again to see this trace: drop it on this page.`}
      </EmptyState>
    );
  }
  if (failure.kind !== "not-found") return <FailureNote failure={failure} onRetry={onRetry} />;
  if (sourceName === undefined) return <FailureNote failure={failure} />;
  const server = nameText(sourceName);
  return (
    <EmptyState icon={SearchX} title={`${server} does not have this trace`} action={again}>
      <ul className={styles.lost}>
        <li>It may be on its way: spans are sent some seconds after they end.</li>
        <li>It may be gone: servers keep traces for hours or days, those in memory only the last so many.</li>
        <li>It may never have been kept: sampling leaves most traces out, and an id is in the logs all the same.</li>
        <li>It may be at another server or tenant: choose another source above.</li>
      </ul>
    </EmptyState>
  );
}

/** A trace of no spans: the server knows the id, and has nothing of it. */
export function EmptyTrace({ traceId, onRetry }: { traceId: string; onRetry(): void }) {
  return (
    <>
      <PageHeader title="Trace" context={<code>{nameText(traceId)}</code>} />
      <EmptyState icon={SearchX} title="No spans" action={<Button onClick={onRetry}>Try again</Button>}>
        The answer has this trace, and no span of it.
      </EmptyState>
    </>
  );
}
