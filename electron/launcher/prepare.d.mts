export const root: string;
export class Sorry extends Error {}
export function checkNode(version?: string): void;
export function newestChange(path: string): number;
export function install(tell: (line: string) => void): Promise<void>;
export function build(tell: (line: string) => void): Promise<void>;
