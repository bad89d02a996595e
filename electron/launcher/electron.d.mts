export const offline: string;
export function electronPackage(): string | undefined;
export function electronBinary(env: NodeJS.ProcessEnv): { folder: string; path: string } | undefined;
export function whyNoSandbox(
  platform: NodeJS.Platform,
  folder: string,
  machine?: {
    uid?: number | undefined;
    kernel?(name: string): number | undefined;
    stat?(path: string, options: { throwIfNoEntry: false }): { uid: number; mode: number } | undefined;
  },
): string | undefined;
export function whyElectronEnded(said: string): string | undefined;
