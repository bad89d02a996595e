import { useEffect, useRef, useState } from "react";
import { fileStem } from "#shared/format/file-names";
import { type Failure, toFailure } from "#shared/model/failure";
import { getBridge } from "../../../bridge/bridge";
import { saveBlob } from "../../../charts/chart-export";
import { getTraceReader } from "../reading/reader";
import type { FoundTrace } from "../search/create-run";
import { fetchWhole } from "./fetch-whole";

export type DownloadFormat = "jaeger" | "otlp" | "summaries";

export interface Download {
  /** While whole traces are fetched for it: how many are there, of how many. */
  progress: { done: number; of: number } | undefined;
  failure: Failure | undefined;
  /** Worth knowing about what was saved. */
  note: string | undefined;
  start(format: DownloadFormat): void;
  cancel(): void;
}

/** Saves what was found; whole traces that a server has not sent are fetched for it. */
export function useDownload(
  found: readonly FoundTrace[],
  { source, sourceName }: { source: string | undefined; sourceName: string },
): Download {
  const [progress, setProgress] = useState<Download["progress"]>();
  const [failure, setFailure] = useState<Failure>();
  const [note, setNote] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function save(format: DownloadFormat, signal: AbortSignal): Promise<void> {
    const stem = `traces-${fileStem(sourceName)}`;
    if (format === "summaries") {
      saveBlob(summariesAsJson(found), `${stem}-summaries.json`);
      return;
    }
    const reader = getTraceReader();
    const known = answersOf(found);
    if (known) {
      for (const [index, answerId] of known.entries()) {
        saveBlob(await reader.save(answerId, format), `${stem}${known.length > 1 ? `-${index + 1}` : ""}.${format}.json`);
      }
    } else if (source !== undefined) {
      const onProgress = (done: number) => setProgress({ done, of: found.length });
      const { answer, gone } = await fetchWhole({ bridge: getBridge(), reading: reader, source, found, signal, onProgress });
      saveBlob(await reader.save(answer.answerId, format), `${stem}.${format}.json`);
      reader.close(answer.answerId);
      if (gone > 0) setNote(`${gone} of the ${found.length} traces are not in the file: the server does not have them any more.`);
    }
  }

  function start(format: DownloadFormat): void {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setFailure(undefined);
    setNote(undefined);
    save(format, controller.signal)
      .catch((error: unknown) => {
        const why = toFailure(error);
        if (why.kind !== "cancelled") setFailure({ ...why, retry: false });
      })
      .finally(() => {
        if (running.current === controller) setProgress(undefined);
      });
  }

  return { progress, failure, note, start, cancel: () => running.current?.abort() };
}

/** The answers that have all of them whole: a search has one, of files each is one. */
function answersOf(found: readonly FoundTrace[]): string[] | undefined {
  const answers = new Set<string>();
  for (const { answerId } of found) {
    if (answerId === undefined) return undefined;
    answers.add(answerId);
  }
  return [...answers];
}

const summariesAsJson = (found: readonly FoundTrace[]): Blob =>
  new Blob(
    [
      JSON.stringify(
        found.map(({ summary }) => summary),
        undefined,
        1,
      ),
    ],
    { type: "application/json" },
  );
