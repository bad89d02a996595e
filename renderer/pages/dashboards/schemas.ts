import { config } from "zod";

/** The window's policy forbids code made of text; told beforehand, zod does not try, and the browser's console has nothing to report. */
export const setUpSchemas = (): void => {
  config({ jitless: true });
};
