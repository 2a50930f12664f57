import { afterAll, vi } from "vitest";
import { userSettings, workspace, workspaceSettings } from "./fakeVscode.js";

/** Files that share a process share the fake VS Code: none leaves the next one its settings or answers. */
afterAll(() => {
  vi.resetAllMocks();
  userSettings.clear();
  workspaceSettings.clear();
  workspace.isTrusted = true;
  workspace.workspaceFolders = [];
});
