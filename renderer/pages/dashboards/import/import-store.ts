// What somebody brought to be imported: files chosen or dropped, or a text that was pasted. Lives as long as its dialog.
import { create } from "zustand";
import { readFiles } from "./read-files";

export interface Given {
  name: string;
  text: string;
  /** Why there is no text, in a sentence. */
  problem?: string;
}

interface Import {
  given: readonly Given[] | undefined;
  /** Another one whenever something else is brought: what was chosen for the former says nothing about it. */
  batch: number;
}

export const useImport = create<Import>(() => ({ given: undefined, batch: 0 }));

/** Opens the dialog; with nothing given it asks for something. */
export const startImport = (given: readonly Given[]): void => useImport.setState(({ batch }) => ({ given, batch: batch + 1 }));

export const closeImport = (): void => useImport.setState({ given: undefined });

export async function importFiles(files: readonly File[]): Promise<void> {
  startImport(await readFiles(files));
}
