/** The page of one trace: a part of its own, because the search is what most people come for. Asked for early, it is there at once. */
export const loadTracePage = () => import("./trace/TracePage").then((file) => ({ default: file.TracePage }));
