import { afterEach, describe, expect, it, vi } from "vitest";
import { cleanEnvironment, hasScreen } from "../../../extension/launch/environment.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hasScreen", () => {
  it("is true on Linux only where a display is named", () => {
    expect(hasScreen({}, "linux")).toBe(false);
    expect(hasScreen({ DISPLAY: "" }, "linux")).toBe(false);
    expect(hasScreen({ DISPLAY: ":0" }, "linux")).toBe(true);
    expect(hasScreen({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
  });

  it("is false over SSH, whatever the system, unless a display is forwarded", () => {
    expect(hasScreen({}, "darwin")).toBe(true);
    expect(hasScreen({ SSH_CONNECTION: "a 1 b 22" }, "darwin")).toBe(false);
    expect(hasScreen({ SSH_CONNECTION: "a 1 b 22", DISPLAY: "localhost:10" }, "linux")).toBe(true);
  });
});

describe("cleanEnvironment", () => {
  it("drops what another VS Code has put there and keeps the rest", () => {
    vi.stubEnv("VSCODE_IPC_HOOK_CLI", "socket");
    vi.stubEnv("ELECTRON_RUN_AS_NODE", "1");
    vi.stubEnv("KEPT", "yes");
    const environment = cleanEnvironment({ ADDED: "too" });
    expect(environment).toMatchObject({ KEPT: "yes", ADDED: "too" });
    expect(Object.keys(environment).join()).not.toMatch(/VSCODE_|ELECTRON_/u);
  });

  it("drops what npm has put there, and programs of packages from PATH", () => {
    const own = ["/home/me/bin", "/usr/bin"];
    const packages = [
      ...["/project/node_modules/.bin", "/node_modules/.bin"],
      "/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin",
    ];
    vi.stubEnv("PATH", [...packages, ...own].join(":"));
    vi.stubEnv("npm_config_user_agent", "npm/11");
    const environment = cleanEnvironment();
    expect(environment["PATH"]).toBe(own.join(":"));
    expect(Object.keys(environment).filter((name) => name.startsWith("npm_"))).toEqual([]);
  });
});
