import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { installCodeServer } from "../../../extension/launch/codeServer.js";
import { UserError } from "../../../model/messages/userError.js";
import { temporaryFolder } from "./temporaryFolder.js";

it("is refused on Windows, before anything is fetched, with what to do instead", async () => {
  const cacheDirectory = await temporaryFolder();
  const reports: string[] = [];
  const installing = installCodeServer(
    {
      ...{ cacheDirectory, repository: cacheDirectory },
      report: (message) => void reports.push(message),
      signal: new AbortController().signal,
    },
    "win32",
  );
  await expect(installing).rejects.toThrow(UserError);
  await expect(installing).rejects.toThrow(/does not run on Windows\. Install VS Code/u);
  expect(reports).toEqual([]);
  expect(await readdir(cacheDirectory)).toEqual([]);
});
