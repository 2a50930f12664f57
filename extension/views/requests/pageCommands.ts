import type { PageCommand } from "../../../webview/protocol.js";
import type { CommandId } from "../../manifest.js";

/** The commands a page may run. */
export const pageCommands: Readonly<Record<PageCommand, CommandId>> = {
  train: "googlenet.train",
  pause: "googlenet.pause",
  resume: "googlenet.resume",
  stop: "googlenet.stop",
  restart: "googlenet.restart",
  setup: "googlenet.installRuntime",
  selectEngine: "googlenet.selectEngine",
  showLog: "googlenet.showLog",
  showLive: "googlenet.showLiveRun",
};
