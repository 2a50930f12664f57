import { expect, test } from "@playwright/test";
import { openSession, type Session } from "../../support/servedVsCode.js";
import { frameWith, runCommand } from "../../support/workbench.js";

let session: Session;

test.beforeAll(async () => {
  session = await openSession({ repository: process.cwd(), language: "zh-cn" });
});

test.afterAll(() => session.close());

test("speaks Chinese where VS Code does", async () => {
  const { page } = session;
  await runCommand(page, "GoogLeNet: 打开网络图");
  const explorer = await frameWith(page, `body[data-page="explorer"] [data-id="b3/3a"]`, 60_000);
  expect(await explorer.locator("html").getAttribute("lang")).toBe("zh-cn");
  await expect(explorer.locator("header")).toContainText("示例");
  // VS Code's own words are English here: "Focus on … View".
  await runCommand(page, "Focus on 网络 View");
  await expect(page.getByRole("treeitem", { name: /^输入图像, 1×96×96/u })).toBeVisible();
  await expect(page.getByText("还没有自己的运行。可以逐块")).toBeVisible();
});
