import { describe, expect, it } from "vitest";
import { explainLibraryError } from "../../../model/engine/tensorflow/failures.js";

describe("explainLibraryError", () => {
  it("says what to do where memory has run out", () => {
    const text =
      "Session fail to run with error: OOM when allocating tensor with shape[4096,64]\nmore";
    const explained = explainLibraryError(new Error(text));
    expect(String(explained)).toMatch(/no memory left.*shape\[4096,64\].*smaller batch/s);
    expect(String(explained)).not.toContain("more");
  });

  it("leaves an error that it does not know as it is", () => {
    const error = new Error("Input op name can not be found in the graph.");
    expect(explainLibraryError(error)).toBe(error);
  });
});
