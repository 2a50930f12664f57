import { afterEach, expect, it, vi } from "vitest";
import { isProcessRunning } from "../../../model/host/process.js";

afterEach(() => {
  vi.restoreAllMocks();
});

it("knows a process that runs from one that does not", () => {
  expect(isProcessRunning(process.pid)).toBe(true);
  expect(isProcessRunning(2 ** 30)).toBe(false);
});

it("takes a process of another user for running", () => {
  vi.spyOn(process, "kill").mockImplementation(() => {
    throw Object.assign(new Error("Operation not permitted"), { code: "EPERM" });
  });
  expect(isProcessRunning(1)).toBe(true);
});

it.each([0, -1, 1.5, Number.NaN])("takes %d for no process", (number) => {
  expect(isProcessRunning(number)).toBe(false);
});
