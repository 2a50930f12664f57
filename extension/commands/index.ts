import { registry } from "../../model/registry.js";
import type { Command } from "./command.js";
import { checkEngines } from "./checkEngines.js";
import { deleteRun } from "./deleteRun.js";
import { installRuntime } from "./installRuntime.js";
import { openExplorer } from "./openExplorer.js";
import { pause } from "./pause.js";
import { refreshRuns } from "./refreshRuns.js";
import { restart } from "./restart.js";
import { restartRun } from "./restartRun.js";
import { resume } from "./resume.js";
import { resumeRun } from "./resumeRun.js";
import { revealRun } from "./revealRun.js";
import { selectEngine } from "./selectEngine.js";
import { showEvaluation } from "./showEvaluation.js";
import { showImage } from "./showImage.js";
import { showLiveRun } from "./showLiveRun.js";
import { showLog } from "./showLog.js";
import { showNode } from "./showNode.js";
import { showRunEvaluation } from "./showRunEvaluation.js";
import { showRun } from "./showRun.js";
import { stop } from "./stop.js";
import { trainOnPictures } from "./trainOnPictures.js";
import { train } from "./train.js";

/** Every command, in the order of the manifest. */
export const commands = registry<Command>("commands", [
  train,
  trainOnPictures,
  pause,
  resume,
  stop,
  restart,
  openExplorer,
  showEvaluation,
  selectEngine,
  checkEngines,
  installRuntime,
  showLog,
  showNode,
  showRun,
  showRunEvaluation,
  showImage,
  showLiveRun,
  resumeRun,
  restartRun,
  revealRun,
  deleteRun,
  refreshRuns,
]);
