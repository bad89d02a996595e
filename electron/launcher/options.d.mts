export interface StartOptions {
  browser?: boolean;
  "no-open"?: boolean;
  help?: boolean;
  port?: string | undefined;
  "data-folder"?: string | undefined;
}
export const help: string;
export function readOptions(args: string[]): StartOptions;
export function serveArguments(options: StartOptions): string[];
export function reasonForBrowser(options: StartOptions): string | undefined;
