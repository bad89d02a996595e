export function electronPackage(): string | undefined;
export function electronBinary(env: NodeJS.ProcessEnv): { folder: string; path: string } | undefined;
