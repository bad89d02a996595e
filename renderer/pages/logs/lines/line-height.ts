import { useRowHeight } from "../../../components/use-row-height";

/** Lines of a log stand closer than the rows of a table; how much so, the density of the moment says. LogList.module.css has the same two. */
export const useLineHeight = (): number => (useRowHeight() < 30 ? 18 : 20);
