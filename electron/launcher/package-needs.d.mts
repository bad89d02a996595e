/** What `whatIsMissing` has to know of the machine that packages. */
export interface Machine {
  system: NodeJS.Platform;
  hasElectron: boolean;
  canDownload: boolean;
  has(tool: string): boolean;
}
export const targets: Readonly<Record<string, { systems: readonly NodeJS.Platform[]; tools: readonly string[] }>>;
export function usualTargets(system: NodeJS.Platform): string[];
export function whatIsMissing(wanted: readonly string[], machine: Machine): string[];
export function thisMachine(options: { env: NodeJS.ProcessEnv; hasElectron: boolean }): Promise<Machine>;
export function variablesForOwnTools(env: NodeJS.ProcessEnv): Record<string, string>;
