export function whyNoDisplay(platform: NodeJS.Platform, env: Record<string, string | undefined>): Promise<string | undefined>;
