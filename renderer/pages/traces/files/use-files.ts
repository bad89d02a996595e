// Files of traces: read one after the other, and shown as if they had been found.
import { useCallback } from "react";
import { useNavigate } from "react-router";
import { create } from "zustand";
import { AppError, type Failure, toFailure } from "#shared/model/failure";
import { localSource, useSource } from "../../../stores/address";
import { traceLink } from "../../../stores/trace-source";
import { loadTracePage } from "../load-trace-page";
import { type AnswerRead, getTraceReader } from "../reading/reader";
import { openFiles } from "../reading/use-opened-files";
import { usePicked } from "../results/picked";
import type { ReadFile } from "../search/create-run";
import { searchMemory } from "../search/use-search-run";

interface FilesState {
  /** The file that is being read. */
  reading: string | undefined;
  failures: readonly { name: string; failure: Failure }[];
}

export const useFilesState = create<FilesState>(() => ({ reading: undefined, failures: [] }));

/** Counts up when the page is left: what was read for it is then shown nowhere, and takes nobody back. */
let visit = 0;

export function endFileReading(): void {
  visit++;
  useFilesState.setState({ reading: undefined, failures: [] });
}

export const forgetFileFailures = (): void => useFilesState.setState({ failures: [] });

/** Takes files wherever they come from: one trace is opened, of several there is a list. */
export function useFiles(): { choose(): void; take(files: readonly File[]): Promise<void> } {
  const navigate = useNavigate();
  const [source] = useSource();
  const take = useCallback(
    async (files: readonly File[]) => {
      const mine = visit;
      const read = await readAll(files, () => visit === mine);
      if (visit !== mine) return;
      const found = read.flatMap(({ name, answer }) => answer.summaries.map((summary) => ({ name, summary })));
      const [first] = found;
      if (!first) return;
      usePicked.getState().clear();
      searchMemory().run.showFiles(read);
      if (found.length > 1) {
        await navigate(`/traces${source === localSource ? "" : `?${new URLSearchParams({ source }).toString()}`}`);
        return;
      }
      const link = traceLink({ source, traceId: first.summary.traceId, aroundNs: first.summary.startNs });
      await navigate(`${link}&file=${encodeURIComponent(first.name)}`);
    },
    [navigate, source],
  );
  const choose = useCallback(() => chooseFiles(take), [take]);
  return { choose, take };
}

/** What can be read of them; what is wrong with the others is told, by their names. */
async function readAll(files: readonly File[], isWanted: () => boolean): Promise<ReadFile[]> {
  useFilesState.setState({ failures: [] });
  const read: ReadFile[] = [];
  for (const file of files) {
    if (!isWanted()) return read;
    useFilesState.setState({ reading: file.name });
    try {
      for (const answer of await openFiles([file])) {
        if (answer.summaries.length === 0) throw noTraces(answer);
        read.push({ name: file.name, answer });
      }
    } catch (error) {
      if (!isWanted()) return read;
      const failure = { name: file.name, failure: toFailure(error) };
      useFilesState.setState(({ failures }) => ({ failures: [...failures, failure] }));
    }
  }
  if (isWanted()) useFilesState.setState({ reading: undefined });
  return read;
}

/** It is of the right kind, and there is nothing in it: told, or opening it would seem to do nothing. */
function noTraces({ answerId, problems }: AnswerRead): AppError {
  getTraceReader().close(answerId);
  const why = problems.map(({ say }) => ` ${say}`).join("");
  return new AppError({ kind: "bad-file", say: `No traces are in this file.${why}` });
}

function chooseFiles(take: (files: readonly File[]) => Promise<void>): void {
  // While somebody looks for the file, what will read and show it gets ready.
  getTraceReader().warm();
  void loadTracePage();
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = ".json,.jsonl,.ndjson,.gz,.txt,application/json,application/gzip";
  input.addEventListener("change", () => void take([...(input.files ?? [])]), { once: true });
  input.click();
}
