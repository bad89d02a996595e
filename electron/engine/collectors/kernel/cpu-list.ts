/** Numbers of processor threads as the kernel lists them, "0-3,8": cpusets(7). Anything else in the text is left out. */
export function parseCpuList(text: string): number[] {
  const cpus: number[] = [];
  for (const part of text.trim().split(",")) {
    const found = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part);
    if (!found) continue;
    const first = Number(found[1]);
    const last = Number(found[2] ?? first);
    for (let cpu = first; cpu <= last; cpu++) cpus.push(cpu);
  }
  return cpus;
}
