import { app } from "electron";

/** Whether this process is the one that runs on its data folder. If it is not, the one that does shows its window. */
export function setUpSingleInstance(showWindow: () => void): boolean {
  const isFirst = app.requestSingleInstanceLock();
  if (isFirst) app.on("second-instance", showWindow);
  return isFirst;
}
