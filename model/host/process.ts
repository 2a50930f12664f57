import { codeOf } from "../messages/errorCode.js";
/** Whether a process of this number runs, also one of another user, to whom no signal may be sent. */
export function isProcessRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
