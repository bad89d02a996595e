// The only two messages that pass between a window's preload and the main process; everything else goes by the port.

/** The preload is there and wants a port to the engine. */
export const portWanted = "watchdeck:port-wanted";
/** Brings the port: the first one, and a fresh one whenever the engine was started again. */
export const portGiven = "watchdeck:port-given";
