import type { Diagnostic } from "#shared/model/failure";

/** The form that editors and CI systems turn into links. */
export const diagnosticLine = (file: string, { place, severity, message }: Diagnostic): string =>
  `${file}:${place.line}:${place.column}: ${severity}: ${oneLine(message)}`;

/** What is quoted from a file stays on its line, and tells the terminal nothing. */
export const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, " ").replaceAll(/\p{Cc}/gu, "\ufffd");
